import { describe, expect, test } from 'vitest'
import { createEmployeeStats, latestDay } from '../../test/create-employee-stats.ts'
import { addDays, type Day } from '../time/day.ts'
import { lastDays, listDays } from '../time/period.ts'
import { assessComparison, countReadDays, countUnservedDays } from './comparison.ts'

describe('assessComparison', () => {
  test('is fair if every day of both periods was read', () => {
    expect(assessComparison(createEmployeeStats())).toEqual({ kind: 'fair' })
  })

  test('is uneven, with the number of read days, if at most a tenth of the days was not read', () => {
    expect(assessComparison(createEmployeeStats({ unreadDays: ['2026-11-03'] }))).toEqual({
      kind: 'uneven',
      readDays: 29,
      totalDays: 30,
    })
    const unreadDays = listDays({ from: '2026-11-02', to: '2026-11-04' })
    expect(assessComparison(createEmployeeStats({ unreadDays }))).toMatchObject({ kind: 'uneven', readDays: 27 })
  })

  test('is withheld if more than a tenth of the days was not read', () => {
    const unreadDays = listDays({ from: '2026-11-02', to: '2026-11-05' })
    expect(assessComparison(createEmployeeStats({ unreadDays }))).toEqual({ kind: 'withheld', reason: 'too_few_days' })
  })

  test('is withheld if a day of the previous period was not read', () => {
    expect(assessComparison(createEmployeeStats({ unreadDays: ['2026-10-02'] }))).toEqual({
      kind: 'withheld',
      reason: 'previous_incomplete',
    })
  })

  test('is withheld if the previous period begins before the first served day', () => {
    const period = { from: '2026-01-10', to: '2026-01-31' } as const
    expect(assessComparison(createEmployeeStats({ period }))).toEqual({ kind: 'withheld', reason: 'no_records' })
  })

  test('is withheld if the previous period begins before the first kept day', () => {
    const response = createEmployeeStats()
    const assessKeptFrom = (keptFrom: Day) =>
      assessComparison({ ...response, coverage: { ...response.coverage, keptFrom } })
    expect(assessKeptFrom(addDays(response.previous.from, 1))).toEqual({ kind: 'withheld', reason: 'not_kept' })
    expect(assessKeptFrom(response.previous.from)).toEqual({ kind: 'fair' })
  })

  test('looks only at the settled days, so that days which are still arriving do not count', () => {
    const unreadDays = listDays({ from: '2026-11-15', to: '2026-11-19' })
    const settledTo = '2026-11-13'
    expect(assessComparison(createEmployeeStats({ unreadDays, settledTo }))).toEqual({ kind: 'fair' })
    expect(assessComparison(createEmployeeStats({ unreadDays: ['2026-11-03'], settledTo }))).toEqual({
      kind: 'uneven',
      readDays: 22,
      totalDays: 23,
    })
    expect(assessComparison(createEmployeeStats({ unreadDays: ['2026-09-28'], settledTo }))).toEqual({ kind: 'fair' })
  })

  test('is withheld if no day of the period is settled', () => {
    const notSettled = { kind: 'withheld', reason: 'not_settled' }
    expect(assessComparison(createEmployeeStats({ settledTo: '2026-10-21' }))).toEqual(notSettled)
  })

  test('counts days that Claude does not serve yet as unread', () => {
    const response = createEmployeeStats({ period: lastDays(30, addDays(latestDay, 2)) })
    expect(assessComparison(response)).toEqual({ kind: 'uneven', readDays: 28, totalDays: 30 })
  })

  test('counts days after the employee left as unread, and gives `left` as the reason if there are too many', () => {
    expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -2) }))).toEqual({
      kind: 'uneven',
      readDays: 28,
      totalDays: 30,
    })
    const left = { kind: 'withheld', reason: 'left' }
    expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -15) }))).toEqual(left)
    expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -40) }))).toEqual(left)
    expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -70) }))).toEqual(left)
  })

  test('is withheld if the employee started after the previous period began', () => {
    const withheld = { kind: 'withheld', reason: 'started' }
    expect(assessComparison(createEmployeeStats({ startedOn: addDays(latestDay, -58) }))).toEqual(withheld)
    expect(assessComparison(createEmployeeStats({ startedOn: addDays(latestDay, -5) }))).toEqual(withheld)
    expect(assessComparison(createEmployeeStats({ startedOn: addDays(latestDay, -59) }))).toEqual({ kind: 'fair' })
  })

  test('names unread days before the employee left as the reason if the employee was there for most of the period', () => {
    const unreadDays = listDays({ from: '2026-11-02', to: '2026-11-05' })
    expect(assessComparison(createEmployeeStats({ archivedOn: addDays(latestDay, -1), unreadDays }))).toEqual({
      kind: 'withheld',
      reason: 'too_few_days',
    })
  })
})

describe('countUnservedDays', () => {
  test('counts the days of the period after the latest day', () => {
    expect(countUnservedDays(createEmployeeStats({ period: lastDays(30, addDays(latestDay, 2)) }))).toBe(2)
  })

  test('counts every day of a period that begins after the latest day', () => {
    const response = createEmployeeStats({ period: { from: addDays(latestDay, 3), to: addDays(latestDay, 4) } })
    expect(countUnservedDays(response)).toBe(2)
  })

  test('does not count days after the employee left', () => {
    const period = lastDays(30, addDays(latestDay, 2))
    expect(countUnservedDays(createEmployeeStats({ period, archivedOn: latestDay }))).toBe(0)
    expect(countUnservedDays(createEmployeeStats({ period, archivedOn: addDays(latestDay, 1) }))).toBe(1)
  })
})

describe('countReadDays', () => {
  test('counts the days of the period that were read', () => {
    expect(countReadDays(createEmployeeStats())).toBe(30)
    expect(countReadDays(createEmployeeStats({ unreadDays: ['2026-11-03', latestDay] }))).toBe(28)
    expect(countReadDays(createEmployeeStats({ period: lastDays(30, addDays(latestDay, 2)) }))).toBe(28)
    expect(countReadDays(createEmployeeStats({ period: { from: '2025-12-20', to: '2026-01-03' } }))).toBe(3)
  })

  test('counts no day before the employee started', () => {
    expect(countReadDays(createEmployeeStats({ startedOn: addDays(latestDay, -4) }))).toBe(5)
    expect(countReadDays(createEmployeeStats({ startedOn: addDays(latestDay, 4) }))).toBe(0)
  })

  test('counts no day after the employee left, and no day that is not kept', () => {
    const archivedOn = addDays(latestDay, -10)
    expect(countReadDays(createEmployeeStats({ archivedOn }))).toBe(20)
    expect(countReadDays(createEmployeeStats({ archivedOn: '2026-01-31' }))).toBe(0)
    const { period, coverage } = createEmployeeStats()
    expect(countReadDays({ period, coverage: { ...coverage, keptFrom: addDays(latestDay, -4) } })).toBe(5)
    // The coverage of a team includes days after one of its members left.
    expect(countReadDays({ period, coverage: { ...coverage, archivedOn } })).toBe(20)
  })
})
