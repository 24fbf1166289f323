import { expect, test } from 'vitest'
import { createStatsFixture } from '../../test/fixtures.ts'
import { hasFigures } from './has-figures.ts'

test('a response has figures only with a read day, a Claude user and activity', () => {
  expect(hasFigures(createStatsFixture())).toBe(true)
  expect(hasFigures(createStatsFixture({ habits: {} }))).toBe(false)
  expect(hasFigures(createStatsFixture({ claudeUsers: 0 }))).toBe(false)
  expect(hasFigures(createStatsFixture({ firstReadDay: '2026-11-21' }))).toBe(false)
})
