import { expect, test } from 'vitest'
import { employeeCase, latestDay } from '../../test/employee.ts'
import { addDays } from '../time/day.ts'
import { lastDays, listDays } from '../time/period.ts'
import { assessComparison, countUnpublishedDays } from './comparison.ts'

test('two periods that were read completely are compared', () => {
  expect(assessComparison(employeeCase())).toEqual({ kind: 'fair' })
})

test('a day or two that are missing are said, and the rest is compared', () => {
  expect(assessComparison(employeeCase({ missing: ['2026-11-03'] }))).toEqual({ kind: 'uneven', read: 29, all: 30 })
})

test('more than a tenth missing would be compared with what is not there', () => {
  const missing = listDays({ from: '2026-11-02', to: '2026-11-05' })
  expect(assessComparison(employeeCase({ missing }))).toEqual({ kind: 'withheld', why: 'too_few_days' })
})

test('a period before that is not completely read is not compared with', () => {
  expect(assessComparison(employeeCase({ missing: ['2026-10-02'] }))).toEqual({
    kind: 'withheld',
    why: 'previous_incomplete',
  })
})

test('a period before that begins before Claude’s records is not compared with', () => {
  const period = { from: '2026-01-10', to: '2026-01-31' } as const
  expect(assessComparison(employeeCase({ period }))).toEqual({ kind: 'withheld', why: 'no_records' })
})

test('days that Claude does not serve yet are no part of a fair comparison', () => {
  const response = employeeCase({ period: lastDays(30, addDays(latestDay, 2)) })
  expect(countUnpublishedDays(response)).toBe(2)
  expect(assessComparison(response)).toEqual({ kind: 'uneven', read: 28, all: 30 })
})

test('a period that lies wholly ahead has only unpublished days', () => {
  const response = employeeCase({ period: { from: addDays(latestDay, 3), to: addDays(latestDay, 4) } })
  expect(countUnpublishedDays(response)).toBe(2)
})

test('days after the archived date are no part of a fair comparison either', () => {
  expect(assessComparison(employeeCase({ archivedOn: addDays(latestDay, -2) }))).toEqual({
    kind: 'uneven',
    read: 28,
    all: 30,
  })
  const withheld = { kind: 'withheld', why: 'too_few_days' }
  expect(assessComparison(employeeCase({ archivedOn: addDays(latestDay, -15) }))).toEqual(withheld)
  expect(assessComparison(employeeCase({ archivedOn: addDays(latestDay, -40) }))).toEqual(withheld)
})
