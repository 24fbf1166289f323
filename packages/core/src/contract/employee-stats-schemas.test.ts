import { describe, expect, test } from 'vitest'
import { overWire, wrong } from '../../test/schemas.ts'
import { countersWith } from '../../test/usage.ts'
import { employeeId } from '../people/ids.ts'
import { statIds } from '../stats/catalog.ts'
import { computeEmployeeStats, type EmployeeStatsInput } from '../stats/compute-employee-stats.ts'
import { emptySums, sumCounters } from '../stats/counter-sums.ts'
import type { ReadDay } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import { buckets } from '../time/period.ts'
import { employeeStatsSchema, periodQuerySchema, statsQuerySchema } from './employee-stats-schemas.ts'
import { maxPeriodDays } from './schema-parts.ts'

describe('the query of one employee’s stats', () => {
  test('takes two days and a bucket, by default a day', () => {
    const query = { from: '2026-11-01', to: '2026-11-20' }
    expect(statsQuerySchema.parse(query)).toEqual({ ...query, bucket: 'day' })
    for (const bucket of buckets) expect(statsQuerySchema.parse({ ...query, bucket })).toEqual({ ...query, bucket })
    expect(wrong(statsQuerySchema, { from: '2026-11-20', to: '2026-11-20' })).toBeNull()
  })

  const date = 'must be an existing date in the form YYYY-MM-DD'

  test.each<[string, Record<string, unknown>]>([
    [`from ${date}`, { from: '2026-02-29' }],
    [`from ${date}`, { from: '1.11.2026' }],
    [`from ${date}`, { from: '0000-01-01', to: '0000-01-02' }],
    [`to ${date}`, { to: '9999-12-31' }],
    [`to ${date}`, { to: '2026-11-20T00:00:00Z' }],
    ['bucket must be day, week or month', { bucket: 'year' }],
    ['to must not be earlier than from', { from: '2026-11-21' }],
    [`to must be at most ${maxPeriodDays} days from the first`, { from: '2025-11-19', to: '2026-11-20' }],
  ])('says: %s', (message, change) => {
    expect(wrong(statsQuerySchema, { from: '2026-11-01', to: '2026-11-20', ...change })).toBe(message)
  })

  test.each(['from', 'to'])('names %s where it is left out', (field) => {
    const { [field]: _, ...rest }: Record<string, string> = { from: '2026-11-01', to: '2026-11-20' }
    expect(wrong(statsQuerySchema, rest)).toBe(`${field} ${date}`)
  })

  test('takes a whole leap year', () => {
    expect(wrong(statsQuerySchema, { from: '2024-01-01', to: '2024-12-31' })).toBeNull()
  })
})

test('the query of an export is two days, under the same rules', () => {
  const query = { from: '2026-11-01', to: '2026-11-20' }
  expect(periodQuerySchema.parse(query)).toEqual(query)
  expect(wrong(periodQuerySchema, { ...query, to: '2026-10-31' })).toBe('to must not be earlier than from')
  expect(wrong(periodQuerySchema, { ...query, from: '2025-11-19' })).toMatch(/^to must be at most/)
})

describe('one employee’s stats', () => {
  const day = (date: Day): ReadDay => ({ day: date, latestDay: '2026-11-20', skills: 'users', connectors: 'report' })
  const input: EmployeeStatsInput = {
    employeeId: employeeId('e-17'),
    period: { from: '2026-11-14', to: '2026-11-20' },
    bucket: 'week',
    sums: {
      previous: emptySums,
      buckets: new Map([
        [
          '2026-11-16',
          sumCounters([countersWith({ code_edits_accepted: 1, code_edits_rejected: 2, chat_messages: null })]),
        ],
      ]),
    },
    days: [day('2026-11-10'), day('2026-11-16'), day('2026-11-18')],
    latestDay: '2026-11-20',
    claudeUsers: 1,
    archivedOn: null,
  }

  test.each<[string, Partial<EmployeeStatsInput>]>([
    ['with activity', {}],
    ['by day', { bucket: 'day' }],
    ['over one day', { period: { from: '2026-11-20', to: '2026-11-20' } }],
    ['without a claude user', { claudeUsers: 0 }],
    ['before anything was read', { days: [], latestDay: null }],
    ['after they left', { archivedOn: '2026-11-01' }],
    ['back to before Claude’s records', { period: { from: '2026-01-01', to: '2026-11-20' } }],
  ])('%s are what the contract says, without a field more or less', (_, change) => {
    const response = overWire(computeEmployeeStats({ ...input, ...change }))
    expect(employeeStatsSchema.parse(response)).toEqual(response)
  })

  test('are all twenty: one that is left out is an error', () => {
    const response = computeEmployeeStats(input)
    for (const id of statIds) {
      const { [id]: _, ...stats } = response.stats
      expect(wrong(employeeStatsSchema, { ...response, stats })).toMatch(new RegExp(`^stats.${id} `))
    }
  })
})
