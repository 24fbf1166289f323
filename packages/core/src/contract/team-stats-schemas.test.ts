import { describe, expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { mapAdoptionIds } from '../adoption/active-products.ts'
import { computeAdoption } from '../adoption/compute-adoption.ts'
import { employeeId } from '../people/ids.ts'
import { statIds } from '../stats/catalog.ts'
import { computeTeamStats } from '../stats/compute-team-stats.ts'
import { emptySums, sumCounters } from '../stats/counter-sums.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { adoptionSchema } from './adoption-schemas.ts'
import { teamStatsQuerySchema, teamStatsSchema } from './team-stats-schemas.ts'

const period = { from: '2026-11-16', to: '2026-11-20' } as const
const readDay: ReadDay = { day: '2026-11-16', latestDay: '2026-11-20', skills: 'users', connectors: 'report' }
const manager = { id: employeeId('boss'), name: 'Boss' }

describe('query of team stats', () => {
  test('names stats separated by commas, by default all twenty', () => {
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

  test.each(['', 'chat.messages,', 'chat', 'toString'])('rejects %j as a list of stats', (stats) => {
    expect(describeFirstIssue(teamStatsQuerySchema, { ...period, stats })).toBe(
      'stats must be ids of stats, with commas between them',
    )
  })

  test('checks the period', () => {
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
    archivedOn: null,
    claudeUsers: 1,
    current: sumCounters([createCounters({ chat_messages: 3, code_commits: null })]),
    previous: emptySums,
  }
  const stats = ['chat.messages', 'code.edit_acceptance_rate'] as const
  for (const trend of [null, { stat: 'chat.messages', bucket: 'day' }] as const) {
    const answer = roundTripJson(
      computeTeamStats({ manager, period, stats, trend, members: [member], days, latestDay: null }),
    )
    expect(teamStatsSchema.parse(answer)).toEqual(answer)
  }
})

test.each([
  ['with teams', [9, 7]],
  ['with small teams', [9, 3, 3]],
  ['with too few people', [2]],
])('adoption %s has exactly the fields of the contract', (_, sizes) => {
  const active = mapAdoptionIds(() => 2)
  const answer = roundTripJson(
    computeAdoption({
      period,
      bucket: 'day',
      people: 16,
      linked: 12,
      active,
      previousActive: active,
      engagement: { active: [{ isNew: false, days: 1, people: 2 }], lapsed: 0 },
      series: new Map([['2026-11-16', active]]),
      teams: sizes.map((people) => ({ manager, people, linked: 1, active })),
      days: [readDay],
      latestDay: '2026-11-20',
    }),
  )
  expect(adoptionSchema.parse(answer)).toEqual(answer)
})
