import { describe, expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { employeeId } from '../people/ids.ts'
import { statIds } from '../stats/catalog.ts'
import { computeEmployeeStats, type EmployeeStatsInput } from '../stats/compute-employee-stats.ts'
import { emptySums, sumCounters } from '../stats/counter-sums.ts'
import type { ReadDay } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import { buckets } from '../time/period.ts'
import { employeeStatsSchema, periodQuerySchema, statsQuerySchema } from './employee-stats-schemas.ts'
import { maxPeriodDays } from './schema-fields.ts'

describe('the query of employee stats', () => {
  test('has two days, a bucket (default: day) and a purpose (default: profile)', () => {
    const query = { from: '2026-11-01', to: '2026-11-20' }
    const defaults = { bucket: 'day', purpose: 'profile' }
    expect(statsQuerySchema.parse(query)).toEqual({ ...query, ...defaults })
    for (const bucket of buckets) {
      expect(statsQuerySchema.parse({ ...query, bucket })).toEqual({ ...query, ...defaults, bucket })
    }
    for (const purpose of ['profile', 'review', 'one_on_one']) {
      expect(statsQuerySchema.parse({ ...query, purpose })).toEqual({ ...query, ...defaults, purpose })
    }
    expect(describeFirstIssue(statsQuerySchema, { ...query, purpose: 'gossip' })).toBe(
      'purpose must be profile, review or one_on_one',
    )
    expect(describeFirstIssue(statsQuerySchema, { from: '2026-11-20', to: '2026-11-20' })).toBeNull()
  })

  const dateError = 'must be an existing date in the form YYYY-MM-DD'

  test.each<[string, Record<string, unknown>]>([
    [`from ${dateError}`, { from: '2026-02-29' }],
    [`from ${dateError}`, { from: '1.11.2026' }],
    [`from ${dateError}`, { from: '0000-01-01', to: '0000-01-02' }],
    [`to ${dateError}`, { to: '9999-12-31' }],
    [`to ${dateError}`, { to: '2026-11-20T00:00:00Z' }],
    ['bucket must be day, week or month', { bucket: 'year' }],
    ['to must not be earlier than from', { from: '2026-11-21' }],
    [`to must be at most ${maxPeriodDays - 1} days after from`, { from: '2025-11-19', to: '2026-11-20' }],
  ])('is rejected with: %s', (message, change) => {
    expect(describeFirstIssue(statsQuerySchema, { from: '2026-11-01', to: '2026-11-20', ...change })).toBe(message)
  })

  test.each(['from', 'to'])('is rejected without %s', (field) => {
    const { [field]: _, ...incompleteQuery }: Record<string, string> = { from: '2026-11-01', to: '2026-11-20' }
    expect(describeFirstIssue(statsQuerySchema, incompleteQuery)).toBe(`${field} ${dateError}`)
  })

  test('can cover a whole leap year', () => {
    expect(describeFirstIssue(statsQuerySchema, { from: '2024-01-01', to: '2024-12-31' })).toBeNull()
  })
})

test('periodQuerySchema accepts two days with the same limits', () => {
  const query = { from: '2026-11-01', to: '2026-11-20' }
  expect(periodQuerySchema.parse(query)).toEqual(query)
  expect(describeFirstIssue(periodQuerySchema, { ...query, to: '2026-10-31' })).toBe('to must not be earlier than from')
  expect(describeFirstIssue(periodQuerySchema, { ...query, from: '2025-11-19' })).toMatch(/^to must be at most/)
})

describe('employee stats', () => {
  const createReadDay = (date: Day): ReadDay => ({
    day: date,
    latestDay: '2026-11-20',
    skills: 'users',
    connectors: 'report',
  })
  const input: EmployeeStatsInput = {
    employeeId: employeeId('e-17'),
    period: { from: '2026-11-14', to: '2026-11-20' },
    bucket: 'week',
    sums: {
      previous: emptySums,
      buckets: new Map([
        [
          '2026-11-16',
          sumCounters([createCounters({ code_edits_accepted: 1, code_edits_rejected: 2, chat_messages: null })]),
        ],
      ]),
    },
    days: [createReadDay('2026-11-10'), createReadDay('2026-11-16'), createReadDay('2026-11-18')],
    latestDay: '2026-11-20',
    claudeUsers: 1,
    archivedOn: null,
  }

  test.each<[string, Partial<EmployeeStatsInput>]>([
    ['with activity', {}],
    ['by day', { bucket: 'day' }],
    ['over one day', { period: { from: '2026-11-20', to: '2026-11-20' } }],
    ['without a Claude user', { claudeUsers: 0 }],
    ['before the first read day', { days: [], latestDay: null }],
    ['after the employee left', { archivedOn: '2026-11-01' }],
    ['with a previous period before Claude’s records', { period: { from: '2026-01-01', to: '2026-11-20' } }],
  ])('%s have exactly the fields of the contract', (_, change) => {
    const response = roundTripJson(computeEmployeeStats({ ...input, ...change }))
    expect(employeeStatsSchema.parse(response)).toEqual(response)
  })

  test('are rejected if one of the twenty stats is missing', () => {
    const response = computeEmployeeStats(input)
    for (const id of statIds) {
      const { [id]: _, ...stats } = response.stats
      expect(describeFirstIssue(employeeStatsSchema, { ...response, stats })).toMatch(new RegExp(`^stats.${id} `))
    }
  })
})
