import { expect, test } from 'vitest'
import { formatPeriod } from './format-period.ts'

test('omits the year of a period within the year of the context day', () => {
  expect(formatPeriod('en-GB', { from: '2026-10-22', to: '2026-11-20' }, '2026-11-20')).toBe('22 Oct – 20 Nov')
})

test('adds years to a period that is not within the year of the context day', () => {
  expect(formatPeriod('en-GB', { from: '2026-12-20', to: '2027-01-18' }, '2027-01-18')).toBe(
    '20 Dec 2026 – 18 Jan 2027',
  )
  expect(formatPeriod('en-GB', { from: '2026-11-01', to: '2026-11-05' }, '2027-01-18')).toBe('1 Nov – 5 Nov 2026')
})

test('formats a period of one day as that day', () => {
  expect(formatPeriod('en-GB', { from: '2026-11-03', to: '2026-11-03' }, '2026-11-20')).toBe('3 Nov')
})

test('formats the days of a period in the language of the locale', () => {
  expect(formatPeriod('de', { from: '2026-10-22', to: '2026-11-20' }, '2026-11-20')).toBe('22. Okt. – 20. Nov.')
})
