import { addDays, daysOf, lastDays } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { latestDay, statsFixture } from '../test/fixtures.ts'
import { comparisonOf, unpublishedDays } from './comparison.ts'

test('two periods that were read completely are compared', () => {
  expect(comparisonOf(statsFixture())).toEqual({ kind: 'fair' })
})

test('a day or two that are missing are said, and the rest is compared', () => {
  expect(comparisonOf(statsFixture({ missing: ['2026-11-03'] }))).toEqual({ kind: 'uneven', read: 29, all: 30 })
})

test('more than a tenth missing would be compared with what is not there', () => {
  const missing = daysOf({ from: '2026-11-02', to: '2026-11-05' })
  expect(comparisonOf(statsFixture({ missing }))).toEqual({ kind: 'withheld', why: 'too_few_days' })
})

test('a period before that is not completely read is not compared with', () => {
  expect(comparisonOf(statsFixture({ missing: ['2026-10-02'] }))).toEqual({
    kind: 'withheld',
    why: 'previous_incomplete',
  })
})

test('a period before that begins before Claude’s records is not compared with', () => {
  const period = { from: '2026-01-10', to: '2026-01-31' } as const
  expect(comparisonOf(statsFixture({ period }))).toEqual({ kind: 'withheld', why: 'no_records' })
})

test('days that Claude does not serve yet are no part of a fair comparison', () => {
  const response = statsFixture({ period: lastDays(30, addDays(latestDay, 2)) })
  expect(unpublishedDays(response)).toBe(2)
  expect(comparisonOf(response)).toEqual({ kind: 'uneven', read: 28, all: 30 })
})

test('a period that lies wholly ahead has only unpublished days', () => {
  const response = statsFixture({ period: { from: addDays(latestDay, 3), to: addDays(latestDay, 4) } })
  expect(unpublishedDays(response)).toBe(2)
})
