import { findObservations, type Observation } from '@windmill/claude-core/observations'
import { describe, expect, test } from 'vitest'
import { englishWords, createWords } from '../../test/create-words.ts'
import { engineerBefore, statsFixture } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { describeObservation } from './describe-observation.ts'
import { formatObservation } from './format-observation.ts'

const one: Observation = {
  kind: 'changed',
  product: 'code',
  statId: 'code.sessions',
  value: 90,
  previous: 60,
  days: 12,
  proposals: null,
}
const german = createWords('de', de)
const say = (change: Partial<Observation>, words = englishWords) => {
  const { title, numbers } = describeObservation(words, { ...one, ...change }, false)
  return `${title} | ${numbers}`
}

describe('an observation in words', () => {
  test('says what it is and on how much it rests', () => {
    const excel = { product: 'excel', statId: 'excel.sessions' } as const
    expect(say({ ...excel, kind: 'new', value: 27, previous: 0, days: 9 })).toBe('Excel is new | 27 sessions on 9 days')
    expect(say({ ...excel, kind: 'new', value: 27, previous: 0, days: 1 })).toBe(
      'Excel is new | 27 sessions on one day',
    )
    expect(say({ ...excel, kind: 'new', value: 27, previous: 0, days: null })).toBe('Excel is new | 27 sessions')
    expect(say({ ...excel, kind: 'stopped', value: 0, previous: 1 })).toBe('Excel was not used | 1 session before')
    expect(say({})).toBe('Claude Code went from 60 to 90 sessions | 50% more, on 12 days')
    expect(say({ value: 30, days: null })).toBe('Claude Code went from 60 to 30 sessions | 50% fewer')
    expect(say({ kind: 'steady', value: 62 })).toBe('Claude Code is steady | 62 sessions, 60 before')
  })

  test('of no activity at all is not said to have been on days', () => {
    expect(say({ value: 0, days: 0 })).toBe('Claude Code went from 60 to 0 sessions | 100% fewer')
  })

  test('of a rate names the proposals of both periods', () => {
    const rate = { kind: 'rate_changed', statId: 'code.edit_acceptance_rate', value: 0.779, previous: 0.908 } as const
    expect(say({ ...rate, proposals: { value: 1240, previous: 230 } })).toBe(
      'Edit acceptance went from 91% to 78% | over 1,240 proposals, 230 before',
    )
  })

  test('of skills and connectors speaks of them, not of a product', () => {
    const skills = { product: 'usage', statId: 'skills.invocations' } as const
    expect(say({ ...skills, kind: 'new', previous: 0 })).toMatch(/^Skills are new \| 90 invocations/)
    expect(say({ ...skills, statId: 'connectors.invocations' })).toMatch(/^Connector usage went from 60 to 90 \|/)
  })

  test('asks in both directions, and nothing of what is steady', () => {
    const ask = (change: Partial<Observation>, isOwn: boolean) =>
      describeObservation(englishWords, { ...one, ...change }, isOwn).question
    expect(ask({}, false)).toMatch(/^What is behind it/)
    expect(ask({ value: 30 }, false)).toMatch(/^Has the kind of work changed/)
    expect(ask({ value: 30 }, true)).toMatch(/^whether the kind of work has changed/)
    expect(ask({ kind: 'steady' }, false)).toBeNull()
  })

  test('calls a product what the host calls it', () => {
    expect(say({}, createWords('en-GB', { 'product.code.label': 'CC' }))).toMatch(/^CC went from/)
  })

  test('is German in German, with its numbers', () => {
    expect(say({ value: 1090, previous: 1000 }, german)).toBe(
      'Claude Code: von 1.000 auf 1.090 Sitzungen | 9\u00a0% mehr, an 12 Tagen',
    )
  })

  test('of anything at all has no gap left open', () => {
    const response = statsFixture({ habitsBefore: engineerBefore })
    const found = findObservations(response)
    expect(found.length).toBeGreaterThan(2)
    for (const words of [englishWords, german]) {
      for (const each of found) expect(formatObservation(words, each, 'ask').join('')).not.toMatch(/[{}]|undefined/)
    }
  })
})
