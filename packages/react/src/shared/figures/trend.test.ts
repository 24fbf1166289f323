import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineer, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { buildSparkPaths } from '../ui/build-spark-paths.ts'
import { buildTrend, describeTrend } from './trend.ts'

const rate = getStat('code.edit_acceptance_rate')
const messages = getStat('chat.messages')
const buildRate = (options: StatsFixtureOptions = {}) => {
  const response = createStatsFixture(options)
  return { response, points: buildTrend(rate, response.stats[rate.id].series, response) }
}

describe('buildTrend', () => {
  test('marks a bucket as provisional when any of its days is provisional', () => {
    const response = createStatsFixture({ period: { from: '2026-08-24', to: '2026-11-20' } })
    const points = buildTrend(messages, response.stats['chat.messages'].series, response)
    expect(response.coverage.provisionalFrom).toBe('2026-11-14')
    // The last two weeks are 9 – 15 and 16 – 20 November.
    expect(points.map(({ isProvisional }) => isProvisional)).toEqual([...Array(11).fill(false), true, true])
  })

  test('draws a rate as one line without dots, although nothing was proposed on many days', () => {
    const { points } = buildRate({ habits: { ...engineer, code_edits_accepted: 0.45, code_edits_rejected: 0.1 } })
    expect(points.filter(({ value }) => value === null).length).toBeGreaterThan(8)
    const { solid, dashed } = buildSparkPaths(points, 1)
    expect(solid.match(/M/g)).toHaveLength(1)
    expect(solid + dashed).not.toContain('h0')
  })

  test('leaves a gap in a rate at a day that was not read', () => {
    const { points, response } = buildRate({ missing: ['2026-11-03'] })
    const index = response.stats[rate.id].series.findIndex(({ start }) => start === '2026-11-03')
    expect(points[index]).toMatchObject({ value: null, isSkipped: false })
    expect(buildSparkPaths(points, 1).solid.match(/M/g)).toHaveLength(2)
  })
})

describe('describeTrend', () => {
  const describeFixture = (options: StatsFixtureOptions, stat = messages) => {
    const response = createStatsFixture(options)
    return describeTrend(englishLanguage, stat, response.stats[stat.id].series, response)
  }

  test('counts unread days as gaps, but not days without proposed edits', () => {
    expect(describeFixture({ missing: ['2026-11-03'] })).toMatch(/ One gap\.$/)
    expect(describeFixture({ missing: ['2026-11-03'] }, rate)).toMatch(/ One gap\.$/)
    expect(describeFixture({}, rate)).not.toContain('gap')
  })

  test('does not count days after the employee left as gaps', () => {
    expect(describeFixture({ archivedOn: '2026-11-06' })).not.toContain('gap')
    expect(describeFixture({ archivedOn: '2026-11-06', missing: ['2026-11-03'] })).toMatch(/ One gap\.$/)
  })
})
