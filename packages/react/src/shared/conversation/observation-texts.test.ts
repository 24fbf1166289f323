import { describeObservation, findObservations, type Observation } from '@windmill/claude-core/observations'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineerBefore } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { formatObservation } from './format-observation.ts'

const observation: Observation = {
  id: 'changed.code.sessions.up',
  kind: 'changed',
  product: 'code',
  statId: 'code.sessions',
  value: 90,
  previous: 60,
  days: 12,
  proposals: null,
}
const german = createLanguage('de', de)
const describeText = (change: Partial<Observation>, language = englishLanguage) => {
  const { title, numbers } = describeObservation(language, { ...observation, ...change }, false)
  return `${title} | ${numbers}`
}
const getQuestion = (change: Partial<Observation>, isOwn = false) =>
  describeObservation(englishLanguage, { ...observation, ...change }, isOwn).question

describe('describeObservation', () => {
  test('describes the change, and the number of active days if it is known', () => {
    const excel = { product: 'excel', statId: 'excel.sessions' } as const
    expect(describeText({ ...excel, kind: 'new', value: 27, previous: 0, days: 9 })).toBe(
      'Excel is new | 27 sessions on 9 days',
    )
    expect(describeText({ ...excel, kind: 'new', value: 27, previous: 0, days: 1 })).toBe(
      'Excel is new | 27 sessions on one day',
    )
    expect(describeText({ ...excel, kind: 'new', value: 27, previous: 0, days: null })).toBe(
      'Excel is new | 27 sessions',
    )
    expect(describeText({ ...excel, kind: 'stopped', value: 0, previous: 1 })).toBe(
      'Excel was not used | 1 session before',
    )
    expect(describeText({})).toBe('Claude Code sessions rose from 60 to 90 | 90 sessions on 12 days')
    expect(describeText({ value: 30, days: null })).toBe('Claude Code sessions fell from 60 to 30 | ')
    expect(describeText({ kind: 'steady', value: 62 })).toBe('Claude Code | 62 vs 60 sessions')
  })

  test('leaves out the days if there was no activity', () => {
    expect(describeText({ value: 0, days: 0 })).toBe('Claude Code sessions fell from 60 to 0 | ')
  })

  test('gives every change in the same form, however large the previous value is', () => {
    expect(describeText({ value: 27, previous: 7 })).toBe(
      'Claude Code sessions rose from 7 to 27 | 27 sessions on 12 days',
    )
    expect(describeText({ value: 270, previous: 70 })).toBe(
      'Claude Code sessions rose from 70 to 270 | 270 sessions on 12 days',
    )
  })

  test('gives the number of proposals in both periods for a rate', () => {
    const rate = { kind: 'rate_changed', statId: 'code.edit_acceptance_rate', value: 0.779, previous: 0.908 } as const
    expect(describeText({ ...rate, proposals: { value: 1240, previous: 230 } })).toBe(
      'Edit acceptance went from 91% to 78% | 1,240 proposed edits, 230 before',
    )
  })

  test('names skills and connectors instead of a product', () => {
    const skills = { product: 'usage', statId: 'skills.invocations' } as const
    expect(describeText({ ...skills, kind: 'new', previous: 0 })).toMatch(/^Skills are new \| 90 invocations/)
    expect(describeText({ ...skills, statId: 'connectors.invocations' })).toMatch(
      /^Connector usage rose from 60 to 90 \|/,
    )
  })

  test('has a question for an increase and a decrease, but not for steady use', () => {
    expect(getQuestion({})).toMatch(/^What is behind it/)
    expect(getQuestion({ value: 30 })).toMatch(/^Has the kind of work changed/)
    expect(getQuestion({ kind: 'steady' })).toBeNull()
  })

  test('gives the employee a topic to bring up instead of a question', () => {
    expect(getQuestion({ value: 30 }, true)).toMatch(/^whether the kind of work has changed/)
  })

  test('uses the host’s name of a product', () => {
    expect(describeText({}, createLanguage('en-GB', { 'product.code.label': 'CC' }))).toMatch(/^CC sessions rose from/)
  })

  test('writes German texts and numbers in German', () => {
    expect(describeText({ value: 1090, previous: 1000 }, german)).toBe(
      'Claude Code: Sitzungen stiegen von 1.000 auf 1.090 | 1.090 Sitzungen an 12 Tagen',
    )
  })
})

describe('formatObservation', () => {
  const formatText = (change: Partial<Observation>) =>
    formatObservation(englishLanguage, { ...observation, ...change }, null)
      .map((part) => (typeof part === 'string' ? part : part.strong))
      .join('')

  test('is one sentence', () => {
    expect(formatText({})).toBe('Claude Code sessions rose from 60 to 90: 90 sessions on 12 days.')
    expect(formatText({ kind: 'new', previous: 0 })).toBe('Claude Code is new: 90 sessions on 12 days.')
    expect(formatText({ kind: 'steady' })).toBe('Claude Code: 90 vs 60 sessions.')
  })

  test('fills every placeholder of every observation in English and German', () => {
    const response = createStatsFixture({ habitsBefore: engineerBefore })
    const observations = findObservations(response)
    expect(observations.length).toBeGreaterThan(2)
    for (const language of [englishLanguage, german]) {
      for (const foundObservation of observations)
        expect(formatObservation(language, foundObservation, 'ask').join('')).not.toMatch(/[{}]|undefined/)
    }
  })
})
