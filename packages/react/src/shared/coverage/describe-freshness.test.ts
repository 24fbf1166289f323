import { expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture } from '../../test/fixtures.ts'
import { describeFreshness } from './describe-freshness.ts'

const describeFixture = (...options: Parameters<typeof createStatsFixture>) =>
  describeFreshness(englishLanguage, createStatsFixture(...options))

test('names the newest read day, and counts the last days that may still change', () => {
  expect(describeFixture()).toBe('Data through 20 Nov. The last 7 days may still change.')
  expect(describeFixture({ period: { from: '2026-10-15', to: '2026-11-14' } })).toBe(
    'Data through 14 Nov. The last day may still change.',
  )
  expect(describeFixture({ period: { from: '2026-09-15', to: '2026-10-14' } })).toBe('Data through 14 Oct.')
})

test('counts no day after the employee left', () => {
  expect(describeFixture({ archivedOn: '2026-11-15' })).toBe('Data through 15 Nov. The last 2 days may still change.')
})

test('says nothing if no day was read', () => {
  expect(describeFixture({ firstReadDay: '2026-11-21' })).toBe('')
})
