import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { computeTrendScale, describeTrend, getStatTrend } from './stat-trend.ts'

const rate = getStat('code.edit_acceptance_rate')
const messages = getStat('chat.messages')

describe('getStatTrend', () => {
  test('has days for counts and weeks for the rate in a period of up to a month', () => {
    const response = createStatsFixture()
    expect(getStatTrend(messages, response)).toMatchObject({
      bucket: 'day',
      series: response.stats[messages.id].series,
    })
    const trend = getStatTrend(rate, response)
    expect(trend.bucket).toBe('week')
    expect(trend.series.map(({ start }) => start)).toEqual([
      '2026-10-22',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ])
  })

  test('has weeks for counts and for the rate in a longer period', () => {
    const response = createStatsFixture({ period: { from: '2026-08-24', to: '2026-11-20' } })
    expect(getStatTrend(messages, response)).toMatchObject({ bucket: 'week' })
    expect(getStatTrend(rate, response)).toMatchObject({ bucket: 'week', series: response.stats[rate.id].series })
  })
})

describe('computeTrendScale', () => {
  test('begins at zero for counts, and ends at the highest count', () => {
    expect(computeTrendScale(messages, [null, 4, 12])).toEqual({ bottom: 0, top: 12 })
    expect(computeTrendScale(messages, [0, null])).toEqual({ bottom: 0, top: 1 })
  })

  test('accepts more values than a function call can have arguments', () => {
    expect(
      computeTrendScale(
        messages,
        Array.from({ length: 400_000 }, (_, index) => index),
      ).top,
    ).toBe(399_999)
    expect(
      computeTrendScale(
        rate,
        Array.from({ length: 400_000 }, () => 0.93),
      ),
    ).toMatchObject({ bottom: 0.8, top: 1 })
  })
})

describe('describeTrend', () => {
  const describeFixture = (options: StatsFixtureOptions, stat = messages) => {
    const response = createStatsFixture(options)
    return describeTrend(englishLanguage, stat, getStatTrend(stat, response))
  }

  test('counts unread days as gaps, but not weeks without proposed edits', () => {
    expect(describeFixture({ missing: ['2026-11-03'] })).toMatch(/ One gap\.$/)
    expect(describeFixture({ habits: { chat_messages: 3 } }, rate)).not.toContain('gap')
    expect(describeFixture({ firstReadDay: '2026-11-02' }, rate)).toMatch(/ 2 gaps\.$/)
  })

  test('does not count days after the employee left as gaps', () => {
    expect(describeFixture({ archivedOn: '2026-11-06' })).not.toContain('gap')
    expect(describeFixture({ archivedOn: '2026-11-06', missing: ['2026-11-03'] })).toMatch(/ One gap\.$/)
  })
})
