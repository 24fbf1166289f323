import { expect, test } from 'vitest'
import { createEmployeeStats, latestDay } from '../../test/employee-stats.ts'
import { addDays } from '../time/day.ts'
import { lastDays, listDays } from '../time/period.ts'
import { assessComparison, countUnservedDays } from './comparison.ts'

test('compares two periods with every day read', () => {
  expect(assessComparison(createEmployeeStats())).toEqual({ kind: 'fair' })
})

test('compares and reports the number of read days when at most a tenth of the days are missing', () => {
  expect(assessComparison(createEmployeeStats({ missing: ['2026-11-03'] }))).toEqual({
    kind: 'uneven',
    readDays: 29,
    totalDays: 30,
  })
})

test('withholds the comparison when more than a tenth of the days are missing', () => {
  const missing = listDays({ from: '2026-11-02', to: '2026-11-05' })
  expect(assessComparison(createEmployeeStats({ missing }))).toEqual({ kind: 'withheld', reason: 'too_few_days' })
})

test('withholds the comparison when a day of the previous period is missing', () => {
  expect(assessComparison(createEmployeeStats({ missing: ['2026-10-02'] }))).toEqual({
    kind: 'withheld',
    reason: 'previous_incomplete',
  })
})

test('withholds the comparison when the previous period begins before Claude’s records', () => {
  const period = { from: '2026-01-10', to: '2026-01-31' } as const
  expect(assessComparison(createEmployeeStats({ period }))).toEqual({ kind: 'withheld', reason: 'no_records' })
})

test('counts days that Claude does not serve yet as unread', () => {
  const response = createEmployeeStats({ period: lastDays(30, addDays(latestDay, 2)) })
  expect(countUnservedDays(response)).toBe(2)
  expect(assessComparison(response)).toEqual({ kind: 'uneven', readDays: 28, totalDays: 30 })
})

test('counts every day of a future period as unpublished', () => {
  const response = createEmployeeStats({ period: { from: addDays(latestDay, 3), to: addDays(latestDay, 4) } })
  expect(countUnservedDays(response)).toBe(2)
})

test('counts days after the archived date as unread', () => {
  expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -2) }))).toEqual({
    kind: 'uneven',
    readDays: 28,
    totalDays: 30,
  })
  const withheld = { kind: 'withheld', reason: 'too_few_days' }
  expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -15) }))).toEqual(withheld)
  expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -40) }))).toEqual(withheld)
})
