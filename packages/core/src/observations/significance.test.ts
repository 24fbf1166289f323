import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areCountsDifferent, areRatesDifferent, computeDispersion, computeRateDispersion } from './significance.ts'

const anyCount = fc.integer({ min: 0, max: 5000 })
const anyProportion = fc.tuple(anyCount, anyCount).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }))

describe('counts', () => {
  test('differ if the difference exceeds 2.58 times the square root of the sum', () => {
    expect(areCountsDifferent(20, 8)).toBe(false)
    expect(areCountsDifferent(24, 8)).toBe(true)
    expect(areCountsDifferent(100, 70)).toBe(false)
    expect(areCountsDifferent(100, 60)).toBe(true)
  })

  test('do not differ if one is zero and the other small', () => {
    expect(areCountsDifferent(0, 6)).toBe(false)
    expect(areCountsDifferent(0, 0)).toBe(false)
  })

  test('are compared symmetrically, and never differ if equal', () => {
    fc.assert(
      fc.property(anyCount, anyCount, (a, b) => {
        expect(areCountsDifferent(a, b)).toBe(areCountsDifferent(b, a))
        expect(areCountsDifferent(a, a)).toBe(false)
      }),
    )
  })

  test('differ by chance in about one of a hundred pairs', () => {
    // Adds up the exact probabilities of all splits of a sum of 60, from the binomial distribution with p = ½.
    let probability = 0
    let combinations = 1
    for (let a = 0; a <= 60; a += 1) {
      if (areCountsDifferent(a, 60 - a)) probability += combinations / 2 ** 60
      combinations = (combinations * (60 - a)) / (a + 1)
    }
    expect(probability).toBeGreaterThan(0.003)
    expect(probability).toBeLessThan(0.02)
  })
})

describe('counts over periods of different lengths', () => {
  test('do not differ if they are equal per day', () => {
    expect(areCountsDifferent(9_200, 9_100)).toBe(false)
    // 182 days against 91: twice the count is the same count per day.
    expect(areCountsDifferent(2_000, 1_000, 1, 0.5)).toBe(false)
    expect(areCountsDifferent(1_000, 1_000, 1, 0.5)).toBe(true)
  })

  test('are compared symmetrically', () => {
    fc.assert(
      fc.property(anyCount, anyCount, fc.double({ min: 0.5, max: 2, noNaN: true }), (a, b, lengthRatio) => {
        const [forward, backward] = [
          areCountsDifferent(a, b, 1, lengthRatio),
          areCountsDifferent(b, a, 1, 1 / lengthRatio),
        ]
        expect(forward).toBe(backward)
      }),
    )
  })
})

describe('bunched counts', () => {
  test('need a larger difference than even counts', () => {
    const even = computeDispersion([10, 10, 0, 10, 10, 10])
    const bunched = computeDispersion([1, 30, 0, 2, 16, 1])
    expect(even).toBe(1)
    expect(bunched).toBeGreaterThan(10)
    expect(areCountsDifferent(50, 100, even)).toBe(true)
    expect(areCountsDifferent(50, 100, bunched)).toBe(false)
  })

  test('have a dispersion of 1 with fewer than three active days', () => {
    expect([computeDispersion([]), computeDispersion([null, 0, 0]), computeDispersion([1, null, 40, 0])]).toEqual([
      1, 1, 1,
    ])
  })
})

describe('rates', () => {
  test('differ if their z-score exceeds 2.58', () => {
    // 91% and 78% of 240: z = 3.9.
    expect(areRatesDifferent({ part: 218, whole: 240 }, { part: 187, whole: 240 })).toBe(true)
    // 94% and 88% of 100: z = 1.5.
    expect(areRatesDifferent({ part: 94, whole: 100 }, { part: 88, whole: 100 })).toBe(false)
    // The same rates of 1,000: z = 4.7.
    expect(areRatesDifferent({ part: 940, whole: 1000 }, { part: 880, whole: 1000 })).toBe(true)
  })

  test('do not differ if an expected count is below five', () => {
    expect(areRatesDifferent({ part: 100, whole: 100 }, { part: 94, whole: 100 })).toBe(false)
    expect(areRatesDifferent({ part: 0, whole: 0 }, { part: 0, whole: 0 })).toBe(false)
  })

  test('are compared symmetrically', () => {
    fc.assert(
      fc.property(anyProportion, anyProportion, (a, b) => {
        expect(areRatesDifferent(a, b)).toBe(areRatesDifferent(b, a))
      }),
    )
  })
})

describe('rates that vary between days', () => {
  const even = Array.from({ length: 12 }, () => ({ part: 36, whole: 40 }))
  const alternating = even.map(({ whole }, index) => ({ part: index % 2 ? 40 : 32, whole }))

  test('need a larger difference than even rates', () => {
    // X² computed by hand: twelve times 4² / (40 × 0.9 × 0.1), divided by eleven.
    expect(computeRateDispersion(alternating)).toBeCloseTo((12 * 16) / 3.6 / 11)
    const [now, before] = [
      { part: 432, whole: 480 },
      { part: 394, whole: 480 },
    ]
    expect(areRatesDifferent(now, before, computeRateDispersion(even))).toBe(false)
    expect(areRatesDifferent(now, { part: 384, whole: 480 }, computeRateDispersion(even))).toBe(true)
    expect(areRatesDifferent(now, { part: 384, whole: 480 }, computeRateDispersion(alternating))).toBe(false)
  })

  test('have a dispersion of at least 2, even with too few days', () => {
    expect([[], even, even.slice(0, 2), [{ part: 0, whole: 0 }]].map(computeRateDispersion)).toEqual([2, 2, 2, 2])
    expect(computeRateDispersion(even.map(({ whole }) => ({ part: whole, whole })))).toBe(2)
  })

  test('never differ if they would not differ with a dispersion of 1', () => {
    fc.assert(
      fc.property(anyProportion, anyProportion, fc.array(anyProportion), (a, b, clusters) => {
        const dispersion = computeRateDispersion(clusters)
        expect(dispersion).toBeGreaterThanOrEqual(2)
        expect(dispersion).toBeLessThan(Number.POSITIVE_INFINITY)
        if (areRatesDifferent(a, b, dispersion)) expect(areRatesDifferent(a, b)).toBe(true)
      }),
    )
  })
})
