import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, createCounters } from '../../test/counters.ts'
import { employeeId } from '../people/ids.ts'
import { addDays, type Day } from '../time/day.ts'
import { listDays, type Period, splitIntoBuckets } from '../time/period.ts'
import { getStat, listStatCounters, type StatId, statIds } from './catalog.ts'
import { computeEmployeeStats } from './compute-employee-stats.ts'
import { computeTeamStats, type TeamMemberSums, type TeamStatsInput } from './compute-team-stats.ts'
import { emptySums, sumCounters } from './counter-sums.ts'
import type { Counters } from './counters.ts'
import type { ReadDay } from './coverage.ts'

const period: Period = { from: '2026-11-15', to: '2026-11-18' }
const previous: Period = { from: '2026-11-11', to: '2026-11-14' }
const manager = { id: employeeId('boss'), name: 'Boss' }
const readDay = (day: Day, source: ReadDay['skills'] = 'report'): ReadDay => ({
  day,
  latestDay: '2026-11-20',
  skills: source,
  connectors: 'report',
})
const allDays = [...listDays(previous), ...listDays(period)].map((day) => readDay(day))

const member = (name: string, current: readonly Counters[], changes: Partial<TeamMemberSums> = {}): TeamMemberSums => ({
  id: employeeId(name.toLowerCase()),
  name,
  managerId: manager.id,
  archivedOn: null,
  claudeUsers: 1,
  current: sumCounters(current),
  previous: emptySums,
  ...changes,
})
const computeTeam = (members: readonly TeamMemberSums[], changes: Partial<TeamStatsInput> = {}) =>
  computeTeamStats({ manager, period, stats: statIds, members, days: allDays, latestDay: '2026-11-20', ...changes })

/** Random usage, with unread days and archived members. A row is the day's offset in both periods and its counters. */
const anyTeam = fc.record({
  days: fc
    .subarray(allDays)
    .map((days) => days.map((day, index) => (index % 3 === 0 ? readDay(day.day, 'users') : day))),
  people: fc.array(
    fc.record({
      claudeUsers: fc.integer({ min: 0, max: 2 }),
      archivedOn: fc.constantFrom(null, null, addDays(period.from, 1), addDays(previous.from, 2)),
      rows: fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), anyCounters), { maxLength: 5 }),
    }),
    { maxLength: 5 },
  ),
})

type AnyTeam = typeof anyTeam extends fc.Arbitrary<infer Team> ? Team : never

const listCountedRows = ({ days }: AnyTeam, { claudeUsers, archivedOn, rows }: AnyTeam['people'][number]) =>
  rows
    .map(([offset, counters]) => ({ day: addDays(previous.from, offset), counters }))
    .filter(({ day }) => claudeUsers > 0 && (archivedOn === null || day <= archivedOn))
    .filter(({ day }) => days.some((one) => one.day === day))

/** Sums the rows as storage does: read days of linked Claude users, up to the archived date. */
const createMembers = (given: AnyTeam) =>
  given.people.map((one, index) => {
    const { claudeUsers, archivedOn } = one
    const rows = listCountedRows(given, one)
    const sumWithin = (span: Period) =>
      sumCounters(rows.filter(({ day }) => day >= span.from && day <= span.to).map(({ counters }) => counters))
    return member(`Person ${index}`, [], {
      claudeUsers,
      archivedOn,
      current: sumWithin(period),
      previous: sumWithin(previous),
    })
  })

describe('computeTeamStats, over random teams', () => {
  test.each(['day', 'week', 'month'] as const)(
    'gives each member a trend by %s that equals their own series',
    (bucket) => {
      fc.assert(
        fc.property(anyTeam, fc.constantFrom(...statIds), (given, stat) => {
          const counters = listStatCounters(getStat(stat))
          const everyone = given.people.map((one, index) => {
            const rows = listCountedRows(given, one)
            const buckets = splitIntoBuckets(period, bucket).flatMap(({ from, to }) => {
              const inside = rows.filter(({ day }) => day >= from && day <= to)
              return inside.length > 0 ? [[from, sumCounters(inside.map((row) => row.counters))] as const] : []
            })
            const trend = new Map(
              buckets.map(([start, { sum, unknown }]) => [
                start,
                {
                  sum: Object.fromEntries(counters.map((id) => [id, sum[id]])),
                  unknown: { [stat]: unknown[stat] },
                },
              ]),
            )
            const { claudeUsers, archivedOn } = one
            return { ...member(`Person ${index}`, [], { claudeUsers, archivedOn, trend }), buckets: new Map(buckets) }
          })
          const response = computeTeam(
            everyone.map(({ buckets: _, ...one }) => one),
            { days: given.days, trend: { stat, bucket } },
          )
          expect(response.trend).toEqual({
            stat,
            bucket,
            starts: splitIntoBuckets(period, bucket).map(({ from }) => from),
          })
          for (const { buckets, ...one } of everyone) {
            const ownStats = computeEmployeeStats({
              ...one,
              employeeId: one.id,
              period,
              bucket,
              sums: { previous: emptySums, buckets },
              days: given.days,
              latestDay: '2026-11-20',
            })
            const values = ownStats.stats[stat].series.map(({ value }) => value)
            expect(response.people.find(({ id }) => id === one.id)?.trend).toEqual(values)
          }
        }),
      )
    },
  )

  test('gives each member the same stats as computeEmployeeStats', () => {
    fc.assert(
      fc.property(anyTeam, (given) => {
        const members = createMembers(given)
        const { people } = computeTeam(members, { days: given.days })
        for (const one of members) {
          const ownStats = computeEmployeeStats({
            ...one,
            employeeId: one.id,
            period,
            bucket: 'month',
            sums: { previous: one.previous, buckets: new Map([[period.from, one.current]]) },
            days: given.days,
            latestDay: '2026-11-20',
          })
          const row = people.find(({ id }) => id === one.id)
          for (const id of statIds) {
            const { value, previous: previousValue, partial } = ownStats.stats[id]
            expect(row?.stats[id]).toEqual({ value, previous: previousValue, partial })
          }
        }
      }),
    )
  })

  test('sums the known values into each total, and marks it as partial if any member’s value is partial', () => {
    fc.assert(
      fc.property(anyTeam, (given) => {
        const { people, totals } = computeTeam(createMembers(given), { days: given.days })
        for (const id of statIds.filter((one) => one !== 'code.edit_acceptance_rate')) {
          const stats = people.flatMap((one) => one.stats[id] ?? [])
          const known = stats.flatMap(({ value }) => value ?? [])
          const sum = known.reduce((total, value) => total + value, 0)
          expect(totals[id]?.value ?? 0).toBe(sum)
          if (known.length > 0 && known.length === stats.length) expect(totals[id]?.value).toBe(sum)
          if (stats.some(({ partial }) => partial)) expect(totals[id]).toMatchObject({ partial: true })
        }
      }),
    )
  })
})

test('computes the team’s rate from its sums, not as a mean of rates', () => {
  const edits = (accepted: number, rejected: number) =>
    createCounters({ code_edits_accepted: accepted, code_edits_rejected: rejected })
  const { totals } = computeTeam([member('Ada', [edits(90, 10)]), member('Bob', [edits(0, 900)]), member('Cy', [])])
  expect(totals['code.edit_acceptance_rate']).toEqual({ value: 0.09, previous: null, partial: false })
})

test('marks a total as partial only if a lower bound affects a counted day of a member', () => {
  const days = [readDay('2026-11-15'), readDay('2026-11-16', 'users')]
  const computeSkills = (claudeUsers: number) => {
    const archived = member('Ada', [createCounters({ skill_invocations: 3 })], { archivedOn: '2026-11-15' })
    const other = member('Bob', [], { claudeUsers })
    return computeTeam([archived, other], { days, stats: ['skills.invocations'] }).totals['skills.invocations']
  }
  expect(computeSkills(0)).toMatchObject({ value: 3, partial: false })
  expect(computeSkills(1)).toMatchObject({ value: 3, partial: true })
})

test('sorts members by name, then by id', () => {
  const named = (id: string, name: string) => ({ ...member(name, []), id: employeeId(id) })
  const members = [named('3', 'Zoë'), named('2', 'ada'), named('1', 'Ada'), named('5', 'Émile'), named('4', 'ada')]
  expect(computeTeam(members).people.map(({ id, name }) => `${name} ${id}`)).toEqual([
    'ada 2',
    'ada 4',
    'Ada 1',
    'Émile 5',
    'Zoë 3',
  ])
})

test('returns the requested stats in the catalog’s order, for every member and in the totals', () => {
  const stats: StatId[] = ['code.commits', 'chat.messages', 'code.commits']
  const { people, totals } = computeTeam([member('Ada', [])], { stats })
  expect(Object.keys(totals)).toEqual(['chat.messages', 'code.commits'])
  expect(people.map((one) => Object.keys(one.stats))).toEqual([['chat.messages', 'code.commits']])
})

test('returns no internal sums with a member', () => {
  const [row] = computeTeam([member('Ada', [], { claudeUsers: 0, archivedOn: '2026-11-16' })], {
    stats: ['chat.messages'],
  }).people
  expect(row).toEqual({
    id: 'ada',
    name: 'Ada',
    managerId: 'boss',
    archivedOn: '2026-11-16',
    claudeUsers: 0,
    stats: { 'chat.messages': { value: null, previous: null, partial: false } },
  })
})

test('returns null totals for an empty team', () => {
  expect(computeTeam([], { stats: ['chat.messages'] })).toEqual({
    manager,
    period,
    previous,
    people: [],
    totals: { 'chat.messages': { value: null, previous: null, partial: false } },
    trend: null,
    coverage: {
      through: '2026-11-18',
      provisionalFrom: '2026-11-15',
      missing: [],
      previousMissing: [],
      latestDay: '2026-11-20',
    },
  })
})

test('lists the missing days of both periods', () => {
  const days = [readDay('2026-11-12'), readDay('2026-11-16')]
  expect(computeTeam([], { days, latestDay: '2026-11-17' }).coverage).toEqual({
    through: '2026-11-16',
    provisionalFrom: '2026-11-16',
    missing: ['2026-11-15', '2026-11-17'],
    previousMissing: ['2026-11-11', '2026-11-13', '2026-11-14'],
    latestDay: '2026-11-17',
  })
})
