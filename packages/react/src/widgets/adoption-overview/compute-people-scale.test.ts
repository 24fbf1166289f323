import { lastDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAdoptionFixture } from '../../test/adoption-fixtures.ts'
import { latestDay } from '../../test/fixtures.ts'
import { computePeopleScale } from './compute-people-scale.ts'

test('computePeopleScale has at most six ticks at whole people, from zero to a top that fits the highest count', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000 }), (maxCount) => {
      const [point] = createAdoptionFixture({ period: lastDays(1, latestDay), teams: {} }).series
      const active = { ...point?.active, any: maxCount } as NonNullable<typeof point>['active']
      const { top, ticks } = computePeopleScale({ series: [{ start: latestDay, active }] })
      expect(top).toBeGreaterThanOrEqual(maxCount)
      expect(top).toBeLessThanOrEqual(Math.max(1, maxCount * 2))
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBe(top)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(ticks.every(Number.isInteger)).toBe(true)
    }),
  )
})
