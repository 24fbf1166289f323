import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeDispersion, computeRateDispersion, countsDiffer, ratesDiffer } from './significance.ts'

const count = fc.integer({ min: 0, max: 5000 })

describe('two counts', () => {
  test('differ when chance alone would hardly make them differ so much', () => {
    expect(countsDiffer(20, 8)).toBe(false)
    expect(countsDiffer(24, 8)).toBe(true)
    expect(countsDiffer(100, 70)).toBe(false)
    expect(countsDiffer(100, 60)).toBe(true)
  })

  test('of which one is zero and the other small do not', () => {
    expect(countsDiffer(0, 6)).toBe(false)
    expect(countsDiffer(0, 0)).toBe(false)
  })

  test('are compared the same in both directions, and never equal ones', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        expect(countsDiffer(a, b)).toBe(countsDiffer(b, a))
        expect(countsDiffer(a, a)).toBe(false)
      }),
    )
  })

  test('called different by chance are about one pair in a hundred', () => {
    // The exact chance of a binomial with a half, over all ways in which a sum of 60 can fall.
    let chance = 0
    let ways = 1
    for (let a = 0; a <= 60; a += 1) {
      if (countsDiffer(a, 60 - a)) chance += ways / 2 ** 60
      ways = (ways * (60 - a)) / (a + 1)
    }
    expect(chance).toBeGreaterThan(0.003)
    expect(chance).toBeLessThan(0.02)
  })
})

describe('counts that come in bunches', () => {
  test('must differ by more', () => {
    const even = computeDispersion([10, 10, 0, 10, 10, 10])
    const bunched = computeDispersion([1, 30, 0, 2, 16, 1])
    expect(even).toBe(1)
    expect(bunched).toBeGreaterThan(10)
    expect(countsDiffer(50, 100, even)).toBe(true)
    expect(countsDiffer(50, 100, bunched)).toBe(false)
  })

  test('vary as independent events do where there are too few days to tell', () => {
    expect([computeDispersion([]), computeDispersion([null, 0, 0]), computeDispersion([1, null, 40, 0])]).toEqual([
      1, 1, 1,
    ])
  })
})

describe('two proportions', () => {
  test('differ by the z test of the handbook', () => {
    // 91% and 78% of 240: z = 3.9.
    expect(ratesDiffer({ part: 218, whole: 240 }, { part: 187, whole: 240 })).toBe(true)
    // 94% and 88% of 100: z = 1.5.
    expect(ratesDiffer({ part: 94, whole: 100 }, { part: 88, whole: 100 })).toBe(false)
    // The same of 1,000: z = 4.7.
    expect(ratesDiffer({ part: 940, whole: 1000 }, { part: 880, whole: 1000 })).toBe(true)
  })

  test('are left alone where fewer than five would be expected of anything', () => {
    expect(ratesDiffer({ part: 100, whole: 100 }, { part: 94, whole: 100 })).toBe(false)
    expect(ratesDiffer({ part: 0, whole: 0 }, { part: 0, whole: 0 })).toBe(false)
  })

  test('are compared the same in both directions', () => {
    const proportion = fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }))
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        expect(ratesDiffer(a, b)).toBe(ratesDiffer(b, a))
      }),
    )
  })
})

describe('rates of days that differ among themselves', () => {
  const even = Array.from({ length: 12 }, () => ({ part: 36, whole: 40 }))
  const swinging = even.map(({ whole }, index) => ({ part: index % 2 ? 40 : 32, whole }))

  test('must differ by more between the periods', () => {
    // X² by hand: twelve times 4² / (40 × 0.9 × 0.1), over eleven.
    expect(computeRateDispersion(swinging)).toBeCloseTo((12 * 16) / 3.6 / 11)
    const [now, before] = [
      { part: 432, whole: 480 },
      { part: 394, whole: 480 },
    ]
    expect(ratesDiffer(now, before, computeRateDispersion(even))).toBe(false)
    expect(ratesDiffer(now, { part: 384, whole: 480 }, computeRateDispersion(even))).toBe(true)
    expect(ratesDiffer(now, { part: 384, whole: 480 }, computeRateDispersion(swinging))).toBe(false)
  })

  test('are never taken for independent, not even where there are too few to tell', () => {
    expect([[], even, even.slice(0, 2), [{ part: 0, whole: 0 }]].map(computeRateDispersion)).toEqual([2, 2, 2, 2])
    expect(computeRateDispersion(even.map(({ whole }) => ({ part: whole, whole })))).toBe(2)
  })

  test('say less the more they are spread, whatever the numbers', () => {
    const proportion = fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }))
    fc.assert(
      fc.property(proportion, proportion, fc.array(proportion), (a, b, clusters) => {
        const dispersion = computeRateDispersion(clusters)
        expect(dispersion).toBeGreaterThanOrEqual(2)
        expect(dispersion).toBeLessThan(Number.POSITIVE_INFINITY)
        if (ratesDiffer(a, b, dispersion)) expect(ratesDiffer(a, b)).toBe(true)
      }),
    )
  })
})
