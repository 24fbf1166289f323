import { expect, test } from 'vitest'
import { statsFixture } from '../../test/fixtures.ts'
import { buildTrend } from './trend.ts'

test('a bucket of a trend is provisional when any of its days is', () => {
  const response = statsFixture({ period: { from: '2026-08-24', to: '2026-11-20' } })
  const points = buildTrend(response.stats['chat.messages'].series, response)
  expect(response.coverage.provisionalFrom).toBe('2026-11-14')
  // The last two weeks are 9 – 15 and 16 – 20 November.
  expect(points.map(({ provisional }) => provisional)).toEqual([...Array(11).fill(false), true, true])
})
