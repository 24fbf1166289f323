import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendar } from '../../test/calendar.ts'
import { addDays, type Day } from '../time/day.ts'
import { computeCoverage, firstServedDay, isProvisional, type ReadDay } from './coverage.ts'

const readDay = (day: Day, latestDay: Day = '2026-12-31'): ReadDay => ({
  day,
  latestDay,
  skills: 'report',
  connectors: 'report',
})

describe('isProvisional', () => {
  test('is true for the latest day and the six days before it', () => {
    const ages = [0, 1, 5, 6, 7, 8, 300]
    const latestDay = '2026-11-20'
    expect(ages.map((age) => isProvisional({ day: addDays(latestDay, -age), latestDay }))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('computeCoverage', () => {
  const week = { from: '2026-11-14', to: '2026-11-20' } as const

  test('counts a served day that was not read as missing', () => {
    const days = (['2026-11-14', '2026-11-16', '2026-11-17'] as const).map((day) => readDay(day))
    expect(computeCoverage(week, days, '2026-11-18')).toEqual({
      through: '2026-11-17',
      provisionalFrom: null,
      missing: ['2026-11-15', '2026-11-18'],
    })
  })

  test('does not count days as missing that are not served yet or never were', () => {
    expect(computeCoverage(week, [], '2026-11-13').missing).toEqual([])
    expect(computeCoverage({ from: '2025-12-25', to: '2026-01-02' }, [], '2026-11-20').missing).toEqual([
      '2026-01-01',
      '2026-01-02',
    ])
  })

  test('counts no day as missing while the latest day is unknown', () => {
    expect(computeCoverage(week, [], null)).toEqual({ through: null, provisionalFrom: null, missing: [] })
  })

  test('keeps a day provisional until it is read again after settling', () => {
    const days = [readDay('2026-11-15', '2026-11-16'), readDay('2026-11-14', '2026-11-30')]
    expect(computeCoverage(week, days, '2026-11-30').provisionalFrom).toBe('2026-11-15')
  })

  test('divides the period into read, missing and not served days, whatever the order of the read days', () => {
    const start = calendar.indexOf(firstServedDay) - 10
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 60 })),
        fc.option(fc.integer({ min: 0, max: 60 })),
        (first, length, offsets, latest) => {
          const day = (offset: number) => calendar[start + offset] as Day
          const period = { from: day(first), to: day(first + length - 1) }
          const latestDay = latest === null ? null : day(latest)
          const days = offsets.map((offset) => readDay(day(offset), day(30)))
          const { through, provisionalFrom, missing } = computeCoverage(period, days, latestDay)

          const daysInPeriod = Array.from({ length }, (_, index) => day(first + index))
          const wasRead = (one: Day) => days.some((entry) => entry.day === one)
          expect(through).toBe(daysInPeriod.filter(wasRead).at(-1) ?? null)
          expect(provisionalFrom).toBe(daysInPeriod.find((one) => wasRead(one) && one > day(23)) ?? null)
          expect(missing).toEqual(
            daysInPeriod.filter(
              (one) => !wasRead(one) && latestDay !== null && one <= latestDay && one >= '2026-01-01',
            ),
          )
        },
      ),
    )
  })
})
