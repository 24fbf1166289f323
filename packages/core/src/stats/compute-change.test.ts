import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeChange, minPercentBase } from './compute-change.ts'

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
    expect(computeChange(sumStat, 0, 0)).toEqual({ kind: 'same', isExact: true })
  })

  test('is "none", without a percentage, if only the current value is zero', () => {
    expect(computeChange(sumStat, 0, 12)).toEqual({ kind: 'none' })
    expect(computeChange(sumStat, 0, 118)).toEqual({ kind: 'none' })
  })

  test('is in percentage points for a rate, also after a rate of zero', () => {
    expect(computeChange(ratioStat, 0.88, 0.94)).toEqual({ kind: 'points', direction: 'down', amount: 6 })
    expect(computeChange(ratioStat, 0.5, 0)).toEqual({ kind: 'points', direction: 'up', amount: 50 })
  })

  test('is "same", but not exact, if the change rounds to zero', () => {
    expect(computeChange(sumStat, 1003, 1000)).toEqual({ kind: 'same', isExact: false })
    expect(computeChange(ratioStat, 0.881, 0.884)).toEqual({ kind: 'same', isExact: false })
  })

  test('is the difference of the rounded percentages of two rates', () => {
    fc.assert(
      fc.property(anyRate, anyRate, (value, previous) => {
        const change = computeChange(ratioStat, value, previous)
        const shownDifference = Math.round(value * 100) - Math.round(previous * 100)
        const signedAmount = 'amount' in change ? (change.direction === 'up' ? change.amount : -change.amount) : 0
        expect(signedAmount).toBe(shownDifference)
      }),
    )
  })

  test('has the direction of the difference and an amount above zero, for a sum', () => {
    fc.assert(
      fc.property(anyCount, anyCount, (value, previous) => {
        const change = computeChange(sumStat, value, previous)
        if (!('amount' in change)) return
        expect(change.direction).toBe(value > previous ? 'up' : 'down')
        expect(change.amount).toBeGreaterThan(0)
      }),
    )
  })
})
