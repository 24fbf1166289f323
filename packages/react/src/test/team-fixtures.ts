import {
  addDays,
  type CounterSums,
  type Day,
  employeeId,
  firstServedDay,
  lastDays,
  listDays,
  maxDay,
  type Period,
  previousPeriod,
  type ReadDay,
  type StatId,
  statIds,
  type TeamStatsResponse,
  type TeamTrend,
} from '@windmill/claude-core'
import {
  computeTeamStats,
  emptySums,
  mapCounters,
  startOfBucket,
  sumCounters,
  type TeamMemberSums,
} from '@windmill/claude-core/internal'
import type { TeamStatsParameters } from '../data/fetch/get-team-stats.ts'
import { chooseBucket } from '../shared/period/period-choice.ts'
import { initialColumns } from '../widgets/team-stats/team-columns-reducer.ts'
import { analyst, createCounters, engineer, type Habits, latestDay, pseudoRandom } from './fixtures.ts'

/** A member of a team. */
interface TeamPerson {
  readonly name: string
  readonly habits?: Habits
  /** Multiplies the counters of the habits. */
  readonly factor?: number
  readonly archivedOn?: Day
  readonly claudeUsers?: number
}

export interface TeamFixture {
  readonly period?: Period
  readonly people?: readonly TeamPerson[]
  readonly stats?: readonly StatId[]
  readonly trend?: TeamTrend | null
  readonly missing?: readonly Day[]
  /** The first day that was read. */
  readonly firstReadDay?: Day
  /** False if no day is read yet. */
  readonly isRead?: boolean
  /** Whether skill and connector usage come from the partial source, `/users`. */
  readonly lowerBound?: boolean
}

const platform: readonly TeamPerson[] = [
  { name: 'Maya Chen', habits: engineer },
  { name: 'Tomás Ribeiro', habits: engineer, factor: 0.6 },
  { name: 'Aiko Tanaka', habits: engineer, factor: 1.4 },
  { name: 'Noor Haddad', claudeUsers: 0 },
  { name: 'Lena Vogt', habits: engineer, factor: 0.4 },
  { name: 'Zoë Åkerström', habits: analyst },
  { name: 'Ines Ferreira', habits: { chat_conversations: 0.4, chat_messages: 1 } },
  { name: 'Jonas Weber', habits: engineer, factor: 0.5, archivedOn: '2026-11-06' },
]

const firstNames = [
  'Ada',
  'Ben',
  'Chidi',
  'Dana',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jun',
  'Kofi',
  'Lena',
  'Mio',
]
const lastNames = ['Abe', 'Berg', 'Costa', 'Diaz', 'Eriksen', 'Fonseca', 'Gupta', 'Haas', 'Ito', 'Jung', 'Kaya', 'Lund']

/** Creates this many people with distinct names. */
const createPeople = (count: number): readonly TeamPerson[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `${firstNames[index % firstNames.length]} ${lastNames[index % lastNames.length]} ${String(index + 1).padStart(5, '0')}`,
    habits: index % 3 === 0 ? analyst : engineer,
    factor: 0.1 + 2 * pseudoRandom(firstServedDay, index),
    claudeUsers: index % 17 === 5 ? 0 : 1,
  }))

export const teams = {
  platform,
  empty: [],
  one: [{ name: 'Maya Chen', habits: engineer }],
  unmatched: platform.map(({ name }) => ({ name, claudeUsers: 0 })),
  extreme: [
    {
      name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Hubert Blaine the Third',
      habits: engineer,
      factor: 90_000,
    },
    { name: 'Bo', habits: { chat_conversations: 0.1, code_edits_rejected: 2 } },
    { name: 'نور حداد', habits: analyst, factor: 3 },
  ],
  large: createPeople(10_000),
} as const satisfies Record<string, readonly TeamPerson[]>

const scaleSums = ({ sum, unknown }: CounterSums, factor: number): CounterSums => ({
  sum: mapCounters((id) => (sum[id] === null ? null : Math.round((sum[id] ?? 0) * factor))),
  unknown,
})

/** The server's response about a team, computed by core. Members with the same habits differ only by their factor. */
export const teamFixture = (fixture: TeamFixture = {}): TeamStatsResponse => {
  const { period = lastDays(30, latestDay), people = platform, stats = statIds, missing = [], isRead = true } = fixture
  const {
    trend = { stat: 'code.sessions', bucket: chooseBucket(period) },
    lowerBound = false,
    firstReadDay = firstServedDay,
  } = fixture
  const previous = previousPeriod(period)
  const source = lowerBound ? 'users' : 'report'
  const days = listDays({ from: maxDay(previous.from, firstReadDay), to: period.to })
    .filter((day) => isRead && day <= latestDay && !missing.includes(day))
    .map((day): ReadDay => ({ day, latestDay, skills: source, connectors: source }))

  const sumsCache = new Map<string, ReturnType<typeof sumsUntil>>()
  const sumsUntil = (habits: Habits, last: Day) => {
    const readCounters = days
      .filter(({ day }) => day <= last)
      .map(({ day }) => ({ day, counters: createCounters(habits, day) }))
    const sumDays = (isIncluded: (day: Day) => boolean) =>
      sumCounters(readCounters.filter(({ day }) => isIncluded(day)).map(({ counters }) => counters))
    const getBucketStart = (day: Day) => maxDay(startOfBucket(day, trend?.bucket ?? 'day'), period.from)
    const starts = new Set(readCounters.filter(({ day }) => day >= period.from).map(({ day }) => getBucketStart(day)))
    return {
      current: sumDays((day) => day >= period.from),
      previous: sumDays((day) => day < period.from),
      buckets: [...starts].map(
        (start) => [start, sumDays((day) => day >= period.from && getBucketStart(day) === start)] as const,
      ),
    }
  }
  const members = people.map(({ name, habits = {}, factor = 1, archivedOn = null, claudeUsers = 1 }, index) => {
    const cacheKey = `${JSON.stringify(habits)} ${archivedOn}`
    const base = sumsCache.get(cacheKey) ?? sumsUntil(habits, archivedOn ?? addDays(latestDay, 1))
    sumsCache.set(cacheKey, base)
    const isLinked = claudeUsers > 0
    const member: TeamMemberSums = {
      id: employeeId(`e-${index}`),
      name,
      managerId: employeeId('e-boss'),
      archivedOn,
      claudeUsers,
      current: isLinked ? scaleSums(base.current, factor) : emptySums,
      previous: isLinked
        ? scaleSums(base.previous, factor * (0.7 + 0.6 * pseudoRandom(firstServedDay, index)))
        : emptySums,
      trend: new Map(isLinked ? base.buckets.map(([start, sums]) => [start, scaleSums(sums, factor)]) : []),
    }
    return member
  })
  return computeTeamStats({
    manager: { id: employeeId('e-boss'), name: 'Rosa Marín' },
    period,
    stats,
    trend,
    members,
    days,
    latestDay,
  })
}

/** The widget's initial query. */
export const teamQuery: TeamStatsParameters = {
  managerId: 'e-boss',
  ...lastDays(30, latestDay),
  stats: initialColumns.stats,
  trend: 'code.sessions',
  bucket: 'day',
}
