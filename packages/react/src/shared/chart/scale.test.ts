import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findBand, getBandCenter, countScale, shareScale } from './scale.ts'

const count = fc.integer({ min: 0, max: 1_000_000_000 })

describe('the axis of counts', () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [16, [0, 5, 10, 15, 20]],
    [42, [0, 10, 20, 30, 40, 50]],
    [100, [0, 20, 40, 60, 80, 100]],
    [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
  ])('up to %d has the ticks %j', (max, ticks) => {
    expect(countScale(max).ticks).toEqual(ticks)
  })

  test('reaches from zero to at least the highest value, and not a whole step beyond', () => {
    fc.assert(
      fc.property(count, (max) => {
        const { top, ticks } = countScale(max)
        const step = ticks[1] ?? 0
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBe(top)
        expect(top).toBeGreaterThanOrEqual(max)
        expect(top - step).toBeLessThan(Math.max(1, max))
      }),
    )
  })

  test('has few ticks, at even steps of 1, 2 or 5 times a power of ten', () => {
    fc.assert(
      fc.property(count, (max) => {
        const { ticks } = countScale(max)
        const step = ticks[1] ?? 0
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks).toEqual(ticks.map((_, index) => index * step))
        expect(String(step)).toMatch(/^[125]0*$/)
      }),
    )
  })
})

test('the axis of a share is the whole, whatever the values are', () => {
  expect(shareScale.ticks).toEqual([0, 0.5, 1])
})

describe('bands', () => {
  test('a place belongs to the point whose middle is nearest', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 366 }), (place, points) => {
        const distances = Array.from({ length: points }, (_, index) =>
          Math.abs(getBandCenter(index, points) - place * 100),
        )
        const own = distances[findBand(place, points)] ?? Number.POSITIVE_INFINITY
        expect(own).toBeLessThanOrEqual(Math.min(...distances) + 1e-9)
      }),
    )
  })

  test('a place outside belongs to the first or the last', () => {
    expect(findBand(-0.2, 5)).toBe(0)
    expect(findBand(1.2, 5)).toBe(4)
  })
})
