import { lastDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adoptionFixture } from '../../test/adoption-fixtures.ts'
import { latestDay } from '../../test/fixtures.ts'
import { buildChartPoints, chooseLabeledBuckets, computeScale } from './chart-points.ts'

describe('buildChartPoints', () => {
  test('leaves a gap for a missing day and marks provisional days', () => {
    const points = buildChartPoints(adoptionFixture({ missing: ['2026-11-03'] }), 'any')
    expect(points).toHaveLength(30)
    expect(points[12]?.value).toBeNull()
    expect(points.findIndex(({ provisional }) => provisional)).toBe(23)
  })

  test('marks a bucket as provisional when any of its days is', () => {
    const points = buildChartPoints(adoptionFixture({ period: lastDays(90, latestDay) }), 'any')
    // 14 November, the first provisional day, is in the week of 9 November.
    expect(points.map(({ provisional }) => provisional).filter(Boolean)).toHaveLength(2)
  })
})

describe('computeScale', () => {
  test('has at most six ticks at whole people, from zero to a maximum that fits the highest count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (highest) => {
        const [point] = adoptionFixture({ period: lastDays(1, latestDay), teams: {} }).series
        const active = { ...point?.active, any: highest } as NonNullable<typeof point>['active']
        const { top, ticks } = computeScale({ series: [{ start: latestDay, active }] })
        expect(top).toBeGreaterThanOrEqual(highest)
        expect(top).toBeLessThanOrEqual(Math.max(1, highest * 2))
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBe(top)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })
})

describe('chooseLabeledBuckets', () => {
  test('labels the first bucket and no more than the maximum', () => {
    expect(chooseLabeledBuckets(30, 7)).toEqual([0, 5, 10, 15, 20, 25])
    expect(chooseLabeledBuckets(2, 7)).toEqual([0, 1])
    expect(chooseLabeledBuckets(1, 7)).toEqual([0])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
        const labeled = chooseLabeledBuckets(count, 7)
        expect(labeled.length).toBeLessThanOrEqual(7)
        expect(labeled.every((at) => at < count)).toBe(true)
      }),
    )
  })
})
