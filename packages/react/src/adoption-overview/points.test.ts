import { lastDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adoptionFixture } from '../test/adoption-fixtures.ts'
import { latestDay } from '../test/fixtures.ts'
import { namedBuckets, pointsOf, scaleOf } from './points.ts'

describe('points', () => {
  test('leave a gap where nothing was read, and say what may still change', () => {
    const points = pointsOf(adoptionFixture({ missing: ['2026-11-03'] }), 'any')
    expect(points).toHaveLength(30)
    expect(points[12]?.value).toBeNull()
    expect(points.findIndex(({ provisional }) => provisional)).toBe(23)
  })

  test('may still change where any day of the bucket may', () => {
    const points = pointsOf(adoptionFixture({ period: lastDays(90, latestDay) }), 'any')
    // Weeks from 9 and 16 November hold days from 14 November on.
    expect(points.map(({ provisional }) => provisional).filter(Boolean)).toHaveLength(2)
  })
})

describe('the axis', () => {
  test('has few even steps of whole people from zero, and room for the highest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (highest) => {
        const [point] = adoptionFixture({ period: lastDays(1, latestDay), teams: {} }).series
        const active = { ...point?.active, any: highest } as NonNullable<typeof point>['active']
        const { max, ticks } = scaleOf({ series: [{ start: latestDay, active }] })
        expect(max).toBeGreaterThanOrEqual(highest)
        expect(max).toBeLessThanOrEqual(Math.max(1, highest * 2))
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBe(max)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })

  test('names the first bucket, and at most so many', () => {
    expect(namedBuckets(30, 7)).toEqual([0, 5, 10, 15, 20, 25])
    expect(namedBuckets(2, 7)).toEqual([0, 1])
    expect(namedBuckets(1, 7)).toEqual([0])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
        const named = namedBuckets(count, 7)
        expect(named.length).toBeLessThanOrEqual(7)
        expect(named.every((at) => at < count)).toBe(true)
      }),
    )
  })
})
