import { lastDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createAdoptionFixture } from '../../test/adoption-fixtures.ts'
import { latestDay } from '../../test/fixtures.ts'
import { buildChartPoints } from './build-chart-points.ts'

describe('buildChartPoints', () => {
  test('leaves a gap for a missing day and marks provisional days', () => {
    const points = buildChartPoints(createAdoptionFixture({ missing: ['2026-11-03'] }), 'any')
    expect(points).toHaveLength(30)
    expect(points[12]?.value).toBeNull()
    expect(points.findIndex(({ isProvisional }) => isProvisional)).toBe(23)
  })

  test('marks a bucket as provisional when any of its days is provisional', () => {
    const points = buildChartPoints(createAdoptionFixture({ period: lastDays(90, latestDay) }), 'any')
    // 14 November, the first provisional day, is in the week of 9 November.
    expect(points.map(({ isProvisional }) => isProvisional).filter(Boolean)).toHaveLength(2)
  })
})
