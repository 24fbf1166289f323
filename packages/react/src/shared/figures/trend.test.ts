import { expect, test } from 'vitest'
import { createStatsFixture } from '../../test/fixtures.ts'
import { buildTrend } from './trend.ts'

test('buildTrend marks a bucket as provisional when any of its days is provisional', () => {
  const response = createStatsFixture({ period: { from: '2026-08-24', to: '2026-11-20' } })
  const points = buildTrend(response.stats['chat.messages'].series, response)
  expect(response.coverage.provisionalFrom).toBe('2026-11-14')
  // The last two weeks are 9 – 15 and 16 – 20 November.
  expect(points.map(({ isProvisional }) => isProvisional)).toEqual([...Array(11).fill(false), true, true])
})
