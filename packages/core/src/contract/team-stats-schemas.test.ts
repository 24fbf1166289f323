import { describe, expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { employeeId } from '../people/ids.ts'
import { statIds } from '../stats/catalog.ts'
import { computeTeamStats } from '../stats/compute-team-stats.ts'
import { emptySums, sumCounters } from '../stats/counter-sums.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { teamStatsQuerySchema, teamStatsSchema } from './team-stats-schemas.ts'

const period = { from: '2026-11-16', to: '2026-11-20' } as const
const readDay: ReadDay = { day: '2026-11-16', latestDay: '2026-11-20', skills: 'users', connectors: 'report' }
const manager = { id: employeeId('boss'), name: 'Boss' }

describe('the query of team stats', () => {
  test('names the stats separated by commas, by default all twenty', () => {
    expect(teamStatsQuerySchema.parse(period)).toEqual({ ...period, stats: statIds, bucket: 'day' })
    expect(teamStatsQuerySchema.parse({ ...period, stats: 'code.commits, chat.messages' })).toEqual({
      ...period,
      stats: ['code.commits', 'chat.messages'],
      bucket: 'day',
    })
  })

  test('can request the trend of one stat', () => {
    const query = { ...period, trend: 'code.commits', bucket: 'week' }
    expect(teamStatsQuerySchema.parse(query)).toEqual({ ...query, stats: statIds })
    expect(describeFirstIssue(teamStatsQuerySchema, { ...period, trend: 'toString' })).toBe(
      'trend must be the id of a stat',
    )
    expect(describeFirstIssue(teamStatsQuerySchema, { ...period, bucket: 'year' })).toBe(
      'bucket must be day, week or month',
    )
  })

  test('accepts a limit from 1 to 50 people', () => {
    const query = { ...period, stats: statIds, bucket: 'day' }
    for (const limit of ['1', '50', 50])
      expect(teamStatsQuerySchema.parse({ ...period, limit })).toEqual({ ...query, limit: Number(limit) })
    for (const limit of ['0', '51', '-1', '1.5', '1e1', '', 'all', true, null, 0]) {
      expect(describeFirstIssue(teamStatsQuerySchema, { ...period, limit })).toBe(
        'limit must be a whole number from 1 to 50',
      )
    }
  })

  test.each(['', 'chat.messages,', 'chat', 'toString'])('rejects %j as a list of stats', (stats) => {
    expect(describeFirstIssue(teamStatsQuerySchema, { ...period, stats })).toBe(
      'stats must be ids of stats, separated by commas',
    )
  })

  test('rejects a period that ends before it begins', () => {
    expect(describeFirstIssue(teamStatsQuerySchema, { ...period, from: '2026-11-21' })).toBe(
      'to must not be earlier than from',
    )
  })
})

test.each([
  ['with activity', [readDay]],
  ['before the first read day', []],
])('team stats %s have exactly the fields of the contract', (_, days) => {
  const member = {
    id: employeeId('ada'),
    name: 'Ada',
    managerId: manager.id,
    startedOn: null,
    archivedOn: null,
    claudeUsers: 1,
    current: sumCounters([createCounters({ chat_messages: 3, code_commits: null })]),
    previous: emptySums,
  }
  const stats = ['chat.messages', 'code.edit_acceptance_rate'] as const
  for (const trend of [null, { stat: 'chat.messages', bucket: 'day' }] as const) {
    const answer = roundTripJson(
      computeTeamStats({
        manager,
        period,
        stats,
        trend,
        members: [member],
        size: 1,
        days,
        latestDay: null,
        notShown: 1,
      }),
    )
    expect(teamStatsSchema.parse(answer)).toEqual(answer)
  }
})
