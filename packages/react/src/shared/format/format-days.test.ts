import { addDays, type Day, listDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDays, joinDays } from './format-days.ts'
import { formatPeriod } from './format-period.ts'

const someDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
  .map((offsets) => offsets.sort((a, b) => a - b).map((offset): Day => addDays('2026-01-01', offset)))

describe('days in words', () => {
  test('a period within the year of today has no year', () => {
    expect(formatPeriod('en-GB', { from: '2026-10-22', to: '2026-11-20' }, '2026-11-20')).toBe('22 Oct – 20 Nov')
  })

  test('a period that reaches into another year names both', () => {
    expect(formatPeriod('en-GB', { from: '2026-12-20', to: '2027-01-18' }, '2027-01-18')).toBe(
      '20 Dec 2026 – 18 Jan 2027',
    )
    expect(formatPeriod('en-GB', { from: '2026-11-01', to: '2026-11-05' }, '2027-01-18')).toBe('1 Nov – 5 Nov 2026')
  })

  test('a period of one day is that day', () => {
    expect(formatPeriod('en-GB', { from: '2026-11-03', to: '2026-11-03' }, '2026-11-20')).toBe('3 Nov')
  })

  test('days are written as the locale writes them', () => {
    expect(formatPeriod('de', { from: '2026-10-22', to: '2026-11-20' }, '2026-11-20')).toBe('22. Okt. – 20. Nov.')
  })

  test('days that follow each other are joined', () => {
    expect(formatDays('en-GB', ['2026-11-03', '2026-11-05', '2026-11-06', '2026-11-07'], '2026-11-20')).toBe(
      '3 Nov and 5 Nov – 7 Nov',
    )
  })

  test('joining loses no day, adds none, and leaves a gap between any two stretches', () => {
    fc.assert(
      fc.property(someDays, (days) => {
        const runs = joinDays(days)
        expect(runs.flatMap(listDays)).toEqual(days)
        const touching = runs.slice(1).filter((run, index) => run.from <= addDays(runs[index]?.to ?? run.from, 1))
        expect(touching).toEqual([])
      }),
    )
  })
})
