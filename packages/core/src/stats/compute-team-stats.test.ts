import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCounters, createCounters } from '../../test/counters.ts'
import { employeeId } from '../people/ids.ts'
import { addDays, type Day } from '../time/day.ts'
import { listDays, type Period, splitIntoBuckets } from '../time/period.ts'
import { getStat, listStatCounters, type StatId, statIds } from './catalog.ts'
import { computeEmployeeStats } from './compute-employee-stats.ts'
import { computeTeamStats, type TeamMemberSums, type TeamStatsInput } from './compute-team-stats.ts'
import { addSums, emptySums, sumCounters } from './counter-sums.ts'
import type { Counters } from './counters.ts'
import type { ReadDay } from './coverage.ts'

const period: Period = { from: '2026-11-15', to: '2026-11-18' }
const previous: Period = { from: '2026-11-11', to: '2026-11-14' }
const manager = { id: employeeId('boss'), name: 'Boss' }
const createReadDay = (day: Day, source: ReadDay['skills'] = 'report'): ReadDay => ({
  day,
  latestDay: '2026-11-20',
  skills: source,
  connectors: 'report',
})
const allDays = [...listDays(previous), ...listDays(period)].map((day) => createReadDay(day))

/** Creates a team member. The id is the name in lower case. `rows` are the rows of the period. */
const createMember = (
  name: string,
  rows: readonly Counters[],
  changes: Partial<TeamMemberSums> = {},
): TeamMemberSums => ({
  id: employeeId(name.toLowerCase()),
  name,
  managerId: manager.id,
  startedOn: null,
  archivedOn: null,
  claudeUsers: 1,
  current: sumCounters(rows),
  previous: emptySums,
  ...changes,
})
const computeTeam = (members: readonly TeamMemberSums[], changes: Partial<TeamStatsInput> = {}) =>
  computeTeamStats({
    manager,
    period,
    stats: statIds,
    members,
    size: members.length,
    days: allDays,
    latestDay: '2026-11-20',
    notShown: 0,
    ...changes,
  })

/**
 * A team with random read days, usage, first days and archived dates. A row consists of its counters, and of its day as
 * an offset in days from the first day of the previous period. A member has at most one row a day.
 */
const anyTeam = fc.record({
  days: fc
    .subarray(allDays)
    .map((days) => days.map((day, index) => (index % 3 === 0 ? createReadDay(day.day, 'users') : day))),
  members: fc.array(
    fc.record({
      claudeUsers: fc.integer({ min: 0, max: 2 }),
      startedOn: fc.constantFrom(null, null, addDays(period.from, 1), addDays(previous.from, 2)),
      archivedOn: fc.constantFrom(null, null, addDays(period.from, 1), addDays(previous.from, 2)),
      rows: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 7 }), anyCounters), {
        maxLength: 5,
        selector: ([offset]) => offset,
      }),
    }),
    { maxLength: 5 },
  ),
})

type RandomTeam = typeof anyTeam extends fc.Arbitrary<infer Team> ? Team : never

/** Lists the rows that count: of read days, linked Claude users, and days of employment. */
const listCountedRows = (
  { days }: RandomTeam,
  { claudeUsers, startedOn, archivedOn, rows }: RandomTeam['members'][number],
) =>
  rows
    .map(([offset, counters]) => ({ day: addDays(previous.from, offset), counters }))
    .filter(({ day }) => claudeUsers > 0 && day >= (startedOn ?? day) && day <= (archivedOn ?? day))
    .filter(({ day }) => days.some((readDay) => readDay.day === day))

/** Creates the members with sums as storage returns them. */
const createMembers = (team: RandomTeam) =>
  team.members.map((member, index) => {
    const { claudeUsers, startedOn, archivedOn } = member
    const rows = listCountedRows(team, member)
    const sumRows = ({ from, to }: Period) =>
      sumCounters(rows.filter(({ day }) => day >= from && day <= to).map(({ counters }) => counters))
    return createMember(`Person ${index}`, [], {
      claudeUsers,
      startedOn,
      archivedOn,
      current: sumRows(period),
      previous: sumRows(previous),
    })
  })

describe('computeTeamStats, over random teams', () => {
  test.each(['day', 'week', 'month'] as const)(
    'returns the same trend by %s for each member as the series of computeEmployeeStats',
    (bucket) => {
      fc.assert(
        fc.property(anyTeam, fc.constantFrom(...statIds), (team, stat) => {
          const counters = listStatCounters(getStat(stat))
          const members = team.members.map((member, index) => {
            const rows = listCountedRows(team, member)
            const buckets = splitIntoBuckets(period, bucket).flatMap(({ from, to }) => {
              const bucketRows = rows.filter(({ day }) => day >= from && day <= to)
              return bucketRows.length > 0 ? [[from, sumCounters(bucketRows.map((row) => row.counters))] as const] : []
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
            const { claudeUsers, startedOn, archivedOn } = member
            return {
              ...createMember(`Person ${index}`, [], { claudeUsers, startedOn, archivedOn, trend }),
              buckets: new Map(buckets),
            }
          })
          const response = computeTeam(
            members.map(({ buckets: _, ...member }) => member),
            { days: team.days, trend: { stat, bucket } },
          )
          expect(response.trend).toEqual({
            stat,
            bucket,
            starts: splitIntoBuckets(period, bucket).map(({ from }) => from),
          })
          for (const { buckets, ...member } of members) {
            const ownStats = computeEmployeeStats({
              ...member,
              employeeId: member.id,
              period,
              compared: period,
              bucket,
              sums: { previous: emptySums, buckets },
              days: team.days,
              latestDay: '2026-11-20',
            })
            const values = ownStats.stats[stat].series.map(({ value }) => value)
            expect(response.people.find(({ id }) => id === member.id)?.trend).toEqual(values)
          }
        }),
      )
    },
  )

  test('returns no totals if a limit left members of the team out', () => {
    const members = [createMember('Ada', [createCounters({ chat_messages: 3 })])]
    expect(computeTeam(members)).toMatchObject({ size: 1, totals: { 'chat.messages': { value: 3 } } })
    const { people, size, totals } = computeTeam(members, { size: 2 })
    expect([people.length, size, totals]).toEqual([1, 2, {}])
  })

  test('returns the same stats for each member as computeEmployeeStats', () => {
    fc.assert(
      fc.property(anyTeam, (team) => {
        const members = createMembers(team)
        const { people } = computeTeam(members, { days: team.days })
        for (const member of members) {
          const ownStats = computeEmployeeStats({
            ...member,
            employeeId: member.id,
            period,
            compared: period,
            bucket: 'month',
            sums: {
              previous: addSums([member.previous]),
              buckets: new Map([[period.from, addSums([member.current])]]),
            },
            days: team.days,
            latestDay: '2026-11-20',
          })
          const returnedMember = people.find(({ id }) => id === member.id)
          for (const id of statIds) {
            const { series: _, ...ownStat } = ownStats.stats[id]
            expect(returnedMember?.stats[id]).toEqual(ownStat)
          }
        }
      }),
    )
  })

  test('adds up the known values of all members, and marks the total as partial if the value of any member is partial', () => {
    fc.assert(
      fc.property(anyTeam, (team) => {
        const { people, totals } = computeTeam(createMembers(team), { days: team.days })
        for (const id of statIds.filter((statId) => statId !== 'code.edit_acceptance_rate')) {
          const stats = people.flatMap((member) => member.stats[id] ?? [])
          const knownValues = stats.flatMap(({ value }) => value ?? [])
          const sum = knownValues.reduce((total, value) => total + value, 0)
          expect(totals[id]?.value ?? 0).toBe(sum)
          if (knownValues.length > 0 && knownValues.length === stats.length) expect(totals[id]?.value).toBe(sum)
          if (stats.some(({ partial }) => partial)) expect(totals[id]).toMatchObject({ partial: true })
        }
      }),
    )
  })
})

test('divides the summed edits of the team, instead of averaging the rates of its members', () => {
  const createEdits = (accepted: number, rejected: number) =>
    createCounters({ code_edits_accepted: accepted, code_edits_rejected: rejected })
  const { totals } = computeTeam([
    createMember('Ada', [createEdits(90, 10)]),
    createMember('Bob', [createEdits(0, 900)]),
    createMember('Cy', []),
  ])
  expect(totals['code.edit_acceptance_rate']).toEqual({
    value: 0.09,
    compared: 0.09,
    previous: null,
    partial: false,
    previousPartial: false,
  })
})

test('marks a total as partial only if a lower bound is on a day that counts for a member with a Claude user', () => {
  const days = [createReadDay('2026-11-15'), createReadDay('2026-11-16', 'users')]
  const computeSkills = (claudeUsers: number) => {
    const archived = createMember('Ada', [createCounters({ skill_invocations: 3 })], { archivedOn: '2026-11-15' })
    const other = createMember('Bob', [], { claudeUsers })
    return computeTeam([archived, other], { days, stats: ['skills.invocations'] }).totals['skills.invocations']
  }
  expect(computeSkills(0)).toMatchObject({ value: 3, partial: false })
  expect(computeSkills(1)).toMatchObject({ value: 3, partial: true })
})

test('sorts members by name, and equal names by id', () => {
  const createNamed = (id: string, name: string) => ({ ...createMember(name, []), id: employeeId(id) })
  const members = [
    createNamed('3', 'Zoë'),
    createNamed('2', 'ada'),
    createNamed('1', 'Ada'),
    createNamed('5', 'Émile'),
    createNamed('4', 'ada'),
  ]
  expect(computeTeam(members).people.map(({ id, name }) => `${name} ${id}`)).toEqual([
    'ada 2',
    'ada 4',
    'Ada 1',
    'Émile 5',
    'Zoë 3',
  ])
})

test('returns each requested stat once, in the order of the catalog, for every member and in the totals', () => {
  const stats: StatId[] = ['code.commits', 'chat.messages', 'code.commits']
  const { people, totals } = computeTeam([createMember('Ada', [])], { stats })
  expect(Object.keys(totals)).toEqual(['chat.messages', 'code.commits'])
  expect(people.map((member) => Object.keys(member.stats))).toEqual([['chat.messages', 'code.commits']])
})

test('leaves the sums behind the stats out of the returned member', () => {
  const [returnedMember] = computeTeam([createMember('Ada', [], { claudeUsers: 0, archivedOn: '2026-11-16' })], {
    stats: ['chat.messages'],
  }).people
  expect(returnedMember).toEqual({
    id: 'ada',
    name: 'Ada',
    managerId: 'boss',
    startedOn: null,
    archivedOn: '2026-11-16',
    claudeUsers: 0,
    stats: { 'chat.messages': { value: null, compared: null, previous: null, partial: false, previousPartial: false } },
  })
})

test('returns null totals, but full coverage, for an empty team', () => {
  expect(computeTeam([], { stats: ['chat.messages'] })).toEqual({
    manager,
    period,
    compared: period,
    previous,
    people: [],
    size: 0,
    totals: {
      'chat.messages': { value: null, compared: null, previous: null, partial: false, previousPartial: false },
    },
    trend: null,
    coverage: {
      through: '2026-11-18',
      provisionalFrom: '2026-11-15',
      missing: [],
      notServed: null,
      keptFrom: null,
      previousMissing: [],
      checkedMonths: [],
      latestDay: '2026-11-20',
    },
    notShown: 0,
  })
})

test('compares the settled days of every member and of the team with as many days before', () => {
  const compared: Period = { from: period.from, to: '2026-11-16' }
  const createRow = (chat_messages: number) => createCounters({ chat_messages })
  const createSums = (now: number, settled: number, before: number) => ({
    current: sumCounters([createRow(now)]),
    compared: sumCounters([createRow(settled)]),
    previous: sumCounters([createRow(before)]),
  })
  const members = [createMember('Ada', [], createSums(9, 5, 4)), createMember('Bo', [], createSums(3, 1, 2))]
  const response = computeTeam(members, { compared, stats: ['chat.messages'] })
  expect([response.compared, response.previous]).toEqual([compared, { from: '2026-11-13', to: '2026-11-14' }])
  expect(response.people.map(({ stats }) => stats['chat.messages'])).toMatchObject([
    { value: 9, compared: 5, previous: 4 },
    { value: 3, compared: 1, previous: 2 },
  ])
  expect(response.totals['chat.messages']).toMatchObject({ value: 12, compared: 6, previous: 6 })
})

test('returns the missing days of both periods', () => {
  const days = [createReadDay('2026-11-12'), createReadDay('2026-11-16')]
  expect(computeTeam([], { days, latestDay: '2026-11-17' }).coverage).toEqual({
    through: '2026-11-16',
    provisionalFrom: '2026-11-16',
    missing: ['2026-11-15', '2026-11-17'],
    notServed: null,
    keptFrom: null,
    checkedMonths: [],
    previousMissing: ['2026-11-11', '2026-11-13', '2026-11-14'],
    latestDay: '2026-11-17',
  })
})
