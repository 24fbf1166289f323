import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../time/day.ts'
import { lastDays, listDays } from '../time/period.ts'
import { computeCoverage, isProvisional, provisionalDays } from './coverage.ts'
import { countNewerDays, cutToSettledDays, findLastSettledDay } from './find-last-settled-day.ts'

const latestDay: Day = '2026-11-20'
const period = lastDays(30, latestDay)

test('the last settled day is the day before the first provisional day', () => {
  expect(findLastSettledDay({ through: latestDay, provisionalFrom: '2026-11-14' })).toBe('2026-11-13')
})

test('the last settled day is the newest read day if every read day is settled', () => {
  expect(findLastSettledDay({ through: '2026-11-10', provisionalFrom: null })).toBe('2026-11-10')
})

test('the last settled day is null if no day was read', () => {
  expect(findLastSettledDay({ through: null, provisionalFrom: null })).toBeNull()
})

describe('cutToSettledDays', () => {
  test('keeps a period that is settled', () => {
    const settled = { from: '2026-07-01', to: '2026-09-30' } as const
    expect(cutToSettledDays(settled, { through: latestDay, provisionalFrom: '2026-11-14' })).toEqual(settled)
  })

  test('is null for a period without a settled day', () => {
    const coverage = { through: latestDay, provisionalFrom: '2026-11-14' } as const
    expect(cutToSettledDays({ from: '2026-11-14', to: latestDay }, coverage)).toBeNull()
    expect(cutToSettledDays(period, { through: null, provisionalFrom: null })).toBeNull()
  })

  test('keeps no provisional day, whenever each day was read', () => {
    const anyReads = fc.array(
      fc.record({ age: fc.nat({ max: 29 }), daysUntilRead: fc.nat({ max: 2 * provisionalDays }) }),
    )
    fc.assert(
      fc.property(anyReads, (reads) => {
        const readDays = new Map(
          reads.map(({ age, daysUntilRead }) => {
            const day = addDays(latestDay, -age)
            return [day, { day, latestDay: addDays(day, daysUntilRead) }]
          }),
        )
        const cut = cutToSettledDays(period, computeCoverage(period, [...readDays.values()], latestDay))
        for (const day of cut ? listDays(cut) : []) {
          const readDay = readDays.get(day)
          expect(readDay !== undefined && isProvisional(readDay)).toBe(false)
        }
      }),
    )
  })
})

describe('countNewerDays', () => {
  const coverage = { through: latestDay, provisionalFrom: '2026-11-14' } as const

  test('counts the published days that are still arriving', () => {
    expect(countNewerDays(period, coverage)).toBe(7)
    expect(countNewerDays({ from: '2026-11-01', to: '2026-11-15' }, coverage)).toBe(2)
    expect(countNewerDays({ from: '2026-11-18', to: '2026-11-30' }, coverage)).toBe(3)
  })

  test('is zero if the period is settled, and if no day was read', () => {
    expect(countNewerDays({ from: '2026-11-01', to: '2026-11-13' }, coverage)).toBe(0)
    expect(countNewerDays(period, { through: latestDay, provisionalFrom: null })).toBe(0)
    expect(countNewerDays(period, { through: null, provisionalFrom: null })).toBe(0)
  })
})
