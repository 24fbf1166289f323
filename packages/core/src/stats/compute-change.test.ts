import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeChange as computeChangeWithLengths, computeLengthRatio, minPercentBase } from './compute-change.ts'

/** The change between periods with equally many days. */
const computeChange = (
  stat: Parameters<typeof computeChangeWithLengths>[0],
  value: number | null,
  previous: number | null,
) => computeChangeWithLengths(stat, value, previous, 1)

const anyCount = fc.integer({ min: 0, max: 1_000_000 })
const anyRate = fc.double({ min: 0, max: 1, noNaN: true })
const sumStat = { kind: 'sum' } as const
const ratioStat = { kind: 'ratio' } as const

describe('computeChange', () => {
  test('is "unknown" if either value is unknown', () => {
    expect(computeChange(sumStat, null, 4)).toEqual({ kind: 'unknown' })
    expect(computeChange(sumStat, 4, null)).toEqual({ kind: 'unknown' })
    expect(computeChange(ratioStat, null, null)).toEqual({ kind: 'unknown' })
  })

  test('is a difference if the previous value is below the minimum for a percentage, and otherwise a percentage', () => {
    expect(computeChange(sumStat, 24, minPercentBase - 1)).toEqual({ kind: 'count', direction: 'up', amount: 5 })
    expect(computeChange(sumStat, 24, minPercentBase)).toEqual({ kind: 'percent', direction: 'up', amount: 20 })
    expect(computeChange(sumStat, 148, 118)).toEqual({ kind: 'percent', direction: 'up', amount: 25 })
  })

  test('is "new" after a previous value of zero, or "same" if both values are zero', () => {
    expect(computeChange(sumStat, 7, 0)).toEqual({ kind: 'new' })
    expect(computeChange(sumStat, 0, 0)).toEqual({ kind: 'same' })
  })

  test('is "none", without a percentage, if only the current value is zero', () => {
    expect(computeChange(sumStat, 0, 12)).toEqual({ kind: 'none' })
    expect(computeChange(sumStat, 0, 118)).toEqual({ kind: 'none' })
  })

  test('is in percentage points for a rate, even after a rate of zero', () => {
    expect(computeChange(ratioStat, 0.88, 0.94)).toEqual({ kind: 'points', direction: 'down', amount: 6 })
    expect(computeChange(ratioStat, 0.5, 0)).toEqual({ kind: 'points', direction: 'up', amount: 50 })
  })

  test('is "same", but not exact, if the change rounds to zero', () => {
    expect(computeChange(sumStat, 1003, 1000)).toEqual({ kind: 'percent', direction: 'about', amount: 0 })
    expect(computeChange(ratioStat, 0.881, 0.884)).toEqual({ kind: 'points', direction: 'about', amount: 0 })
  })

  test('is the difference of the rounded percentages of two rates', () => {
    fc.assert(
      fc.property(anyRate, anyRate, (value, previous) => {
        const change = computeChange(ratioStat, value, previous)
        const shownDifference = Math.round(value * 100) - Math.round(previous * 100)
        const signedAmount = 'amount' in change ? (change.direction === 'down' ? -change.amount : change.amount) : 0
        expect(signedAmount).toBe(shownDifference)
      }),
    )
  })

  test('has the direction of the difference, or no direction if the amount is zero, for a sum', () => {
    fc.assert(
      fc.property(anyCount, anyCount, (value, previous) => {
        const change = computeChange(sumStat, value, previous)
        if (!('amount' in change)) return
        expect(change.direction).toBe(change.amount === 0 ? 'about' : value > previous ? 'up' : 'down')
      }),
    )
  })
})

describe('computeChange of quarters with different numbers of days', () => {
  const lengthRatio = computeLengthRatio({
    period: { from: '2026-04-01', to: '2026-06-30' },
    previous: { from: '2026-01-01', to: '2026-03-31' },
  })

  test('is a percentage of the previous value per day', () => {
    expect(lengthRatio).toBe(90 / 91)
    // 910 in 91 days are as many per day as 900 in 90.
    expect(computeChangeWithLengths(sumStat, 910, 900, lengthRatio)).toMatchObject({ direction: 'about', amount: 0 })
    expect(computeChangeWithLengths(sumStat, 1_820, 900, lengthRatio)).toEqual({
      kind: 'percent',
      direction: 'up',
      amount: 100,
    })
    // More in all, but fewer per day.
    expect(computeChangeWithLengths(sumStat, 901, 900, lengthRatio)).toEqual({
      kind: 'percent',
      direction: 'down',
      amount: 1,
    })
  })

  test('is a difference of the counts if the previous count is small, "same" for equal counts, and in points for a rate', () => {
    expect(computeChangeWithLengths(sumStat, 7, 6, lengthRatio)).toEqual({ kind: 'count', direction: 'up', amount: 1 })
    expect(computeChangeWithLengths(sumStat, 900, 900, lengthRatio)).toEqual({ kind: 'same' })
    expect(computeChangeWithLengths(ratioStat, 0.88, 0.94, lengthRatio)).toEqual({
      kind: 'points',
      direction: 'down',
      amount: 6,
    })
  })

  test('is the percentage change of the sums between periods with equally many days, for any sums', () => {
    fc.assert(
      fc.property(anyCount, fc.integer({ min: minPercentBase, max: 1_000_000 }), (value, previous) => {
        const change = computeChange(sumStat, value, previous)
        if (change.kind === 'percent')
          expect(change.amount).toBe(Math.round((Math.abs(value - previous) / previous) * 100))
      }),
    )
  })
})
