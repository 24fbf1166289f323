import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeChange, minPercentBase } from './compute-change.ts'

const count = fc.integer({ min: 0, max: 1_000_000 })
const rate = fc.double({ min: 0, max: 1, noNaN: true })
const sum = { kind: 'sum' } as const
const ratio = { kind: 'ratio' } as const

describe('computeChange', () => {
  test('is unknown when either value is unknown', () => {
    expect(computeChange(sum, null, 4)).toEqual({ kind: 'unknown' })
    expect(computeChange(sum, 4, null)).toEqual({ kind: 'unknown' })
    expect(computeChange(ratio, null, null)).toEqual({ kind: 'unknown' })
  })

  test('compares a small previous value in numbers and a larger one in percent', () => {
    expect(computeChange(sum, 12, minPercentBase - 1)).toEqual({ kind: 'count', direction: 'up', amount: 3 })
    expect(computeChange(sum, 12, minPercentBase)).toEqual({ kind: 'percent', direction: 'up', amount: 20 })
    expect(computeChange(sum, 148, 118)).toEqual({ kind: 'percent', direction: 'up', amount: 25 })
    expect(computeChange(sum, 0, 118)).toEqual({ kind: 'percent', direction: 'down', amount: 100 })
  })

  test('has no percentage after a previous value of zero', () => {
    expect(computeChange(sum, 7, 0)).toEqual({ kind: 'new' })
    expect(computeChange(sum, 0, 0)).toEqual({ kind: 'same', exact: true })
  })

  test('compares rates in percentage points', () => {
    expect(computeChange(ratio, 0.88, 0.94)).toEqual({ kind: 'points', direction: 'down', amount: 6 })
    expect(computeChange(ratio, 0.5, 0)).toEqual({ kind: 'points', direction: 'up', amount: 50 })
  })

  test('counts a change that rounds to zero as no change', () => {
    expect(computeChange(sum, 1003, 1000)).toEqual({ kind: 'same', exact: false })
    expect(computeChange(ratio, 0.881, 0.884)).toEqual({ kind: 'same', exact: false })
  })

  test('matches the rounded percentages of a rate', () => {
    fc.assert(
      fc.property(rate, rate, (value, previous) => {
        const change = computeChange(ratio, value, previous)
        const shown = Math.round(value * 100) - Math.round(previous * 100)
        const signed = 'amount' in change ? (change.direction === 'up' ? change.amount : -change.amount) : 0
        expect(signed).toBe(shown)
      }),
    )
  })

  test('has the direction of the difference and an amount above zero', () => {
    fc.assert(
      fc.property(count, count, (value, previous) => {
        const change = computeChange(sum, value, previous)
        if (!('amount' in change)) return
        expect(change.direction).toBe(value > previous ? 'up' : 'down')
        expect(change.amount).toBeGreaterThan(0)
      }),
    )
  })
})
