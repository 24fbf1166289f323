import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendar } from '../../test/calendar.ts'
import { addDays, type Day } from '../time/day.ts'
import { computeCoverage, firstServedDay, isProvisional, type ReadDay } from './coverage.ts'

const createReadDay = (day: Day, latestDay: Day = '2026-12-31'): ReadDay => ({
  day,
  latestDay,
  skills: 'report',
  connectors: 'report',
})

describe('isProvisional', () => {
  test('is true for the latest day and the six days before it', () => {
    const agesInDays = [0, 1, 5, 6, 7, 8, 300]
    const latestDay = '2026-11-20'
    expect(agesInDays.map((age) => isProvisional({ day: addDays(latestDay, -age), latestDay }))).toEqual([
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
    const days = (['2026-11-14', '2026-11-16', '2026-11-17'] as const).map((day) => createReadDay(day))
    expect(computeCoverage(week, days, '2026-11-18')).toEqual({
      through: '2026-11-17',
      provisionalFrom: null,
      missing: ['2026-11-15', '2026-11-18'],
      notServed: null,
      keptFrom: null,
    })
  })

  test('returns the days before the first read day that Claude does not serve, and counts them as missing', () => {
    const days = [createReadDay('2026-11-17')]
    const computeNotServed = (through: Day) => computeCoverage(week, days, '2026-11-20', through).notServed
    expect(computeNotServed('2026-11-13')).toBeNull()
    expect(computeNotServed('2026-11-15')).toEqual({ from: '2026-11-14', to: '2026-11-15' })
    // 17 November was read, so Claude serves it in spite of the later limit.
    expect(computeNotServed('2026-11-18')).toEqual({ from: '2026-11-14', to: '2026-11-16' })
    expect(computeCoverage(week, days, '2026-11-20', '2026-11-15').missing).toContain('2026-11-14')
  })

  test('counts a day before the first kept day neither as missing nor as not served', () => {
    const coverage = computeCoverage(week, [createReadDay('2026-11-19')], '2026-11-20', '2026-11-17', '2026-11-16')
    expect(coverage).toMatchObject({ missing: ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-20'] })
    expect(coverage.notServed).toEqual({ from: '2026-11-16', to: '2026-11-17' })
    expect(computeCoverage(week, [], '2026-11-20', '2026-11-17', '2026-11-21')).toMatchObject({
      missing: [],
      notServed: null,
    })
  })

  test('does not count a day as missing if Claude does not serve it yet, or never served it', () => {
    expect(computeCoverage(week, [], '2026-11-13').missing).toEqual([])
    expect(computeCoverage({ from: '2025-12-25', to: '2026-01-02' }, [], '2026-11-20').missing).toEqual([
      '2026-01-01',
      '2026-01-02',
    ])
  })

  test('counts no day as missing while the latest day is unknown', () => {
    expect(computeCoverage(week, [], null)).toEqual({
      through: null,
      provisionalFrom: null,
      missing: [],
      notServed: null,
      keptFrom: null,
    })
  })

  test('keeps a day provisional until it is read again at least seven days later', () => {
    const days = [createReadDay('2026-11-15', '2026-11-16'), createReadDay('2026-11-14', '2026-11-30')]
    expect(computeCoverage(week, days, '2026-11-30').provisionalFrom).toBe('2026-11-15')
  })

  test('returns the newest read, first provisional and missing days, for read days in any order', () => {
    const start = calendar.indexOf(firstServedDay) - 10
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 60 })),
        fc.option(fc.integer({ min: 0, max: 60 })),
        (firstOffset, length, readOffsets, latestOffset) => {
          const getDay = (offset: number) => calendar[start + offset] as Day
          const period = { from: getDay(firstOffset), to: getDay(firstOffset + length - 1) }
          const latestDay = latestOffset === null ? null : getDay(latestOffset)
          const days = readOffsets.map((offset) => createReadDay(getDay(offset), getDay(30)))
          const { through, provisionalFrom, missing } = computeCoverage(period, days, latestDay)

          const daysInPeriod = Array.from({ length }, (_, index) => getDay(firstOffset + index))
          const wasRead = (day: Day) => days.some((readDay) => readDay.day === day)
          expect(through).toBe(daysInPeriod.filter(wasRead).at(-1) ?? null)
          expect(provisionalFrom).toBe(daysInPeriod.find((day) => wasRead(day) && day > getDay(23)) ?? null)
          expect(missing).toEqual(
            daysInPeriod.filter(
              (day) => !wasRead(day) && latestDay !== null && day <= latestDay && day >= '2026-01-01',
            ),
          )
        },
      ),
    )
  })
})
