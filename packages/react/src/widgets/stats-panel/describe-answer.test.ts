import { expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineerBefore, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { deStatsPanel } from '../../texts/de/stats-panel.ts'
import { describeAnswer } from './describe-answer.ts'

const describeFixture = (options: StatsFixtureOptions) => describeAnswer(englishLanguage, createStatsFixture(options))

test('says on how many of the read days somebody was active, in the period and in the previous period', () => {
  const period = { from: '2026-10-12', to: '2026-11-10' } as const
  expect(describeFixture({ habits: { chat_messages: 30 }, period })).toEqual({
    sentence: 'Active on 22 of 30 days, mostly in Chat',
    previous: '22 through 10 Nov, 20 of 30 before.',
  })
})

test('compares only the settled days if newer days are still arriving', () => {
  expect(describeFixture({ habits: { chat_messages: 30 } })).toEqual({
    sentence: 'Active on 22 of 30 days, mostly in Chat',
    previous: '17 through 13 Nov, 17 of 23 before.',
  })
  const response = createStatsFixture({ habits: { chat_messages: 30 } })
  expect(describeAnswer(createLanguage('de', deStatsPanel), response)?.previous).toBe(
    '17 bis 13. Nov., davor 17 von 23.',
  )
  expect(describeFixture({ period: { from: '2026-11-14', to: '2026-11-20' } })?.previous).toBe('')
})

test('leaves out days that were not read', () => {
  expect(describeFixture({ missing: ['2026-11-03', '2026-11-07'] })?.sentence).toMatch(/^Active on 21 of 28 days/)
})

test('leaves out days before somebody started and after they left, and has no comparison for a new employee', () => {
  expect(describeFixture({ startedOn: '2026-11-16' })).toEqual({
    sentence: expect.stringMatching(/^Active on 5 of 5 days/),
    previous: '',
  })
  expect(describeFixture({ archivedOn: '2026-10-24' })?.sentence).toMatch(/^Active on 2 of 3 days/)
})

test('names a product only if it was used on more than half of the active days, and on more days than any other product', () => {
  expect(describeFixture({ habits: { chat_messages: 30, code_sessions: 30 } })?.sentence).toBe(
    'Active on 22 of 30 days',
  )
  // Skills are a part of the products in which they are used.
  expect(describeFixture({ habits: { skill_invocations: 30 } })?.sentence).toBe('Active on 22 of 30 days')
})

test('there is no answer without a Claude user', () => {
  expect(describeFixture({ claudeUsers: 0 })).toBeNull()
})

test('says one day in the singular, in both languages', () => {
  const response = createStatsFixture({
    period: { from: '2026-11-20', to: '2026-11-20' },
    habits: { chat_messages: 30 },
  })
  expect(describeAnswer(englishLanguage, response)?.sentence).toBe('Active on 1 of one day, mostly in Chat')
  expect(describeAnswer(createLanguage('de', deStatsPanel), response)?.sentence).toBe(
    'Aktiv an 1 von einem Tag, überwiegend in Chat',
  )
})

test('reports the same active days of the previous period for every bucket', () => {
  for (const bucket of ['day', 'week'] as const) {
    expect(describeFixture({ bucket, habitsBefore: engineerBefore })?.previous).toBe(
      '17 through 13 Nov, 17 of 23 before.',
    )
  }
})
