import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, countersWith } from '../../test/usage.ts'
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
const read = (day: Day, source: ReadDay['skills'] = 'report'): ReadDay => ({
  day,
  latestDay: '2026-11-20',
  skills: source,
  connectors: 'report',
})
const allDays = [...listDays(previous), ...listDays(period)].map((day) => read(day))

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
const team = (members: readonly TeamMemberSums[], changes: Partial<TeamStatsInput> = {}) =>
  computeTeamStats({ manager, period, stats: statIds, members, days: allDays, latestDay: '2026-11-20', ...changes })

/** Who did what on which day, with days that were not read and people who left. */
const anyTeam = fc.record({
  days: fc.subarray(allDays).map((days) => days.map((day, index) => (index % 3 === 0 ? read(day.day, 'users') : day))),
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

const rowsOf = ({ days }: AnyTeam, { claudeUsers, archivedOn, rows }: AnyTeam['people'][number]) =>
  rows
    .map(([at, counters]) => ({ day: addDays(previous.from, at), counters }))
    .filter(({ day }) => claudeUsers > 0 && (archivedOn === null || day <= archivedOn))
    .filter(({ day }) => days.some((one) => one.day === day))

/** A member's rows, as storage would add them up: of read days, up to the archived date, of linked claude users. */
const withRows = (given: AnyTeam) =>
  given.people.map((one, index) => {
    const { claudeUsers, archivedOn } = one
    const counted = rowsOf(given, one)
    const within = (span: Period) =>
      sumCounters(counted.filter(({ day }) => day >= span.from && day <= span.to).map(({ counters }) => counters))
    return member(`Person ${index}`, [], {
      claudeUsers,
      archivedOn,
      current: within(period),
      previous: within(previous),
    })
  })

describe('over random teams', () => {
  test.each(['day', 'week', 'month'] as const)(
    'each member’s trend by %s is the series of their own panel',
    (bucket) => {
      fc.assert(
        fc.property(anyTeam, fc.constantFrom(...statIds), (given, stat) => {
          const counters = listStatCounters(getStat(stat))
          const everyone = given.people.map((one, index) => {
            const rows = rowsOf(given, one)
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
          const answer = team(
            everyone.map(({ buckets: _, ...one }) => one),
            { days: given.days, trend: { stat, bucket } },
          )
          expect(answer.trend).toEqual({
            stat,
            bucket,
            starts: splitIntoBuckets(period, bucket).map(({ from }) => from),
          })
          for (const { buckets, ...one } of everyone) {
            const panel = computeEmployeeStats({
              ...one,
              employeeId: one.id,
              period,
              bucket,
              sums: { previous: emptySums, buckets },
              days: given.days,
              latestDay: '2026-11-20',
            })
            const values = panel.stats[stat].series.map(({ value }) => value)
            expect(answer.people.find(({ id }) => id === one.id)?.trend).toEqual(values)
          }
        }),
      )
    },
  )

  test('each member has the very stats of their own panel', () => {
    fc.assert(
      fc.property(anyTeam, (given) => {
        const members = withRows(given)
        const { people } = team(members, { days: given.days })
        for (const one of members) {
          const panel = computeEmployeeStats({
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
            const { value, previous: before, partial } = panel.stats[id]
            expect(row?.stats[id]).toEqual({ value, previous: before, partial })
          }
        }
      }),
    )
  })

  test('a total is the sum of what is known of everyone, and a lower bound if anyone’s is', () => {
    fc.assert(
      fc.property(anyTeam, (given) => {
        const { people, totals } = team(withRows(given), { days: given.days })
        for (const id of statIds.filter((one) => one !== 'code.edit_acceptance_rate')) {
          const stats = people.flatMap(({ stats: theirs }) => theirs[id] ?? [])
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

test('the rate of a team is that of its sums, never a mean of rates', () => {
  const edits = (accepted: number, rejected: number) =>
    countersWith({ code_edits_accepted: accepted, code_edits_rejected: rejected })
  const { totals } = team([member('Ada', [edits(90, 10)]), member('Bob', [edits(0, 900)]), member('Cy', [])])
  expect(totals['code.edit_acceptance_rate']).toEqual({ value: 0.09, previous: null, partial: false })
})

test('a total is a lower bound only if it is one for someone who is counted', () => {
  const days = [read('2026-11-15'), read('2026-11-16', 'users')]
  const skills = (claudeUsers: number) => {
    const left = member('Ada', [countersWith({ skill_invocations: 3 })], { archivedOn: '2026-11-15' })
    const other = member('Bob', [], { claudeUsers })
    return team([left, other], { days, stats: ['skills.invocations'] }).totals['skills.invocations']
  }
  expect(skills(0)).toMatchObject({ value: 3, partial: false })
  expect(skills(1)).toMatchObject({ value: 3, partial: true })
})

test('people are in the order of their names, then of their ids', () => {
  const named = (id: string, name: string) => ({ ...member(name, []), id: employeeId(id) })
  const members = [named('3', 'Zoë'), named('2', 'ada'), named('1', 'Ada'), named('5', 'Émile'), named('4', 'ada')]
  expect(team(members).people.map(({ id, name }) => `${name} ${id}`)).toEqual([
    'ada 2',
    'ada 4',
    'Ada 1',
    'Émile 5',
    'Zoë 3',
  ])
})

test('the stats that are asked for come in the catalog’s order, for everyone and the whole', () => {
  const stats: StatId[] = ['code.commits', 'chat.messages', 'code.commits']
  const { people, totals } = team([member('Ada', [])], { stats })
  expect(Object.keys(totals)).toEqual(['chat.messages', 'code.commits'])
  expect(people.map((one) => Object.keys(one.stats))).toEqual([['chat.messages', 'code.commits']])
})

test('a row says who it is and what it rests on, and nothing of how it was added up', () => {
  const [row] = team([member('Ada', [], { claudeUsers: 0, archivedOn: '2026-11-16' })], {
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

test('a team of nobody has no people, and totals that are not known', () => {
  expect(team([], { stats: ['chat.messages'] })).toEqual({
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

test('coverage names what is missing in both periods', () => {
  const days = [read('2026-11-12'), read('2026-11-16')]
  expect(team([], { days, latestDay: '2026-11-17' }).coverage).toEqual({
    through: '2026-11-16',
    provisionalFrom: '2026-11-16',
    missing: ['2026-11-15', '2026-11-17'],
    previousMissing: ['2026-11-11', '2026-11-13', '2026-11-14'],
    latestDay: '2026-11-17',
  })
})
