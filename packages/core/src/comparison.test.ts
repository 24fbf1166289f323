import { expect, test } from 'vitest'
import { employeeCase, latestDay } from '../test/employee.ts'
import { comparisonOf, unpublishedDays } from './comparison.ts'
import { addDays } from './day.ts'
import { daysOf, lastDays } from './period.ts'

test('two periods that were read completely are compared', () => {
  expect(comparisonOf(employeeCase())).toEqual({ kind: 'fair' })
})

test('a day or two that are missing are said, and the rest is compared', () => {
  expect(comparisonOf(employeeCase({ missing: ['2026-11-03'] }))).toEqual({ kind: 'uneven', read: 29, all: 30 })
})

test('more than a tenth missing would be compared with what is not there', () => {
  const missing = daysOf({ from: '2026-11-02', to: '2026-11-05' })
  expect(comparisonOf(employeeCase({ missing }))).toEqual({ kind: 'withheld', why: 'too_few_days' })
})

test('a period before that is not completely read is not compared with', () => {
  expect(comparisonOf(employeeCase({ missing: ['2026-10-02'] }))).toEqual({
    kind: 'withheld',
    why: 'previous_incomplete',
  })
})

test('a period before that begins before Claude’s records is not compared with', () => {
  const period = { from: '2026-01-10', to: '2026-01-31' } as const
  expect(comparisonOf(employeeCase({ period }))).toEqual({ kind: 'withheld', why: 'no_records' })
})

test('days that Claude does not serve yet are no part of a fair comparison', () => {
  const response = employeeCase({ period: lastDays(30, addDays(latestDay, 2)) })
  expect(unpublishedDays(response)).toBe(2)
  expect(comparisonOf(response)).toEqual({ kind: 'uneven', read: 28, all: 30 })
})

test('a period that lies wholly ahead has only unpublished days', () => {
  const response = employeeCase({ period: { from: addDays(latestDay, 3), to: addDays(latestDay, 4) } })
  expect(unpublishedDays(response)).toBe(2)
})

test('days after the archived date are no part of a fair comparison either', () => {
  expect(comparisonOf(employeeCase({ archivedOn: addDays(latestDay, -2) }))).toEqual({
    kind: 'uneven',
    read: 28,
    all: 30,
  })
  const withheld = { kind: 'withheld', why: 'too_few_days' }
  expect(comparisonOf(employeeCase({ archivedOn: addDays(latestDay, -15) }))).toEqual(withheld)
  expect(comparisonOf(employeeCase({ archivedOn: addDays(latestDay, -40) }))).toEqual(withheld)
})
