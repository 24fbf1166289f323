import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeCountScale, computeRateScale, findBand, getBandCenter } from './scale.ts'

const anyCount = fc.integer({ min: 0, max: 1_000_000_000 })

describe('computeCountScale', () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [16, [0, 5, 10, 15, 20]],
    [42, [0, 10, 20, 30, 40, 50]],
    [100, [0, 20, 40, 60, 80, 100]],
    [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
  ])('for a maximum of %d, has the ticks %j', (max, ticks) => {
    expect(computeCountScale(max).ticks).toEqual(ticks)
  })

  test('ends less than one step above the maximum, or one step above zero', () => {
    fc.assert(
      fc.property(anyCount, (max) => {
        const { top, ticks } = computeCountScale(max)
        const step = ticks[1] ?? 0
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBe(top)
        expect(top).toBeGreaterThanOrEqual(max)
        expect(top - step).toBeLessThan(Math.max(1, max))
      }),
    )
  })

  test('has at most `maxSteps` steps', () => {
    expect(computeCountScale(42, 4).ticks).toEqual([0, 20, 40, 60])
    fc.assert(
      fc.property(anyCount, fc.integer({ min: 1, max: 10 }), (max, maxSteps) => {
        expect(computeCountScale(max, maxSteps).ticks.length).toBeLessThanOrEqual(maxSteps + 1)
      }),
    )
  })

  test('has at most six ticks by default, at even steps of 1, 2 or 5 times a power of ten', () => {
    fc.assert(
      fc.property(anyCount, (max) => {
        const { ticks } = computeCountScale(max)
        const step = ticks[1] ?? 0
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks).toEqual(ticks.map((_, index) => index * step))
        expect(String(step)).toMatch(/^[125]0*$/)
      }),
    )
  })
})

describe('computeRateScale', () => {
  test.each([
    [
      [0.88, 0.95],
      [0.8, 0.9, 1],
    ],
    [[0.9], [0.7, 0.8, 0.9]],
    [
      [0.31, 0.72],
      [0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
    ],
    [
      [0.05, 0.95],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
    [[0], [0, 0.1, 0.2]],
    [[1], [0.8, 0.9, 1]],
    [[], [0.8, 0.9, 1]],
  ])('for the rates %j, has the ticks %j', (rates, ticks) => {
    expect(computeRateScale(rates).ticks).toEqual(ticks)
  })

  test('contains every rate, stays within 0 and 1, and has two to five steps', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }), (rates) => {
        const { bottom, top, ticks } = computeRateScale(rates)
        expect(rates.every((rate) => rate >= bottom && rate <= top)).toBe(true)
        expect(bottom).toBeGreaterThanOrEqual(0)
        expect(top).toBeLessThanOrEqual(1)
        expect([ticks[0], ticks.at(-1)]).toEqual([bottom, top])
        expect(ticks.length).toBeGreaterThanOrEqual(3)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

describe('findBand', () => {
  test('returns the point with the nearest center', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 366 }),
        (position, pointCount) => {
          const distances = Array.from({ length: pointCount }, (_, index) =>
            Math.abs(getBandCenter(index, pointCount) - position * 100),
          )
          const foundDistance = distances[findBand(position, pointCount)] ?? Number.POSITIVE_INFINITY
          expect(foundDistance).toBeLessThanOrEqual(Math.min(...distances) + 1e-9)
        },
      ),
    )
  })

  test('returns the first or the last point for a position outside the field', () => {
    expect(findBand(-0.2, 5)).toBe(0)
    expect(findBand(1.2, 5)).toBe(4)
  })
})
