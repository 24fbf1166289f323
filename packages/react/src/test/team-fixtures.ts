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
  chooseBucket,
  computeTeamStats,
  emptySums,
  mapCounters,
  startOfBucket,
  sumCounters,
  type TeamMemberSums,
} from '@windmill/claude-core/internal'
import type { TeamStatsParameters } from '../data/fetch/get-team-stats.ts'
import { initialColumns } from '../widgets/team-stats/team-columns-reducer.ts'
import {
  analyst,
  createCounters,
  cutToSettledFixtureDays,
  engineer,
  type Habits,
  hashDayToFraction,
  latestDay,
} from './fixtures.ts'

/** What a team member is built from. */
export interface TeamMemberOptions {
  readonly name: string
  /** Without habits, the person's counters are zero. */
  readonly habits?: Habits
  /** Multiplies the counters of the habits. `@default 1` */
  readonly factor?: number
  readonly archivedOn?: Day
  /** Number of linked Claude users. `@default 1` */
  readonly claudeUsers?: number
}

/** What `createTeamFixture` builds the response from. */
export interface TeamFixtureOptions extends Partial<Pick<TeamStatsResponse, 'notShown'>> {
  /** `@default` the last 30 days up to the latest day */
  readonly period?: Period
  /** `@default teams.platform` */
  readonly people?: readonly TeamMemberOptions[]
  /** The requested stats. `@default` all */
  readonly stats?: readonly StatId[]
  /** The requested trend. `@default` sessions in Claude Code */
  readonly trend?: TeamTrend | null
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** The first day that was read. `@default firstServedDay` */
  readonly firstReadDay?: Day
  /** False before the first sync: no day is read. `@default true` */
  readonly isRead?: boolean
  /** Whether skill and connector usage come from the partial source, `/users`: their values are then lower bounds. */
  readonly isLowerBound?: boolean
}

const platform: readonly TeamMemberOptions[] = [
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

/** Creates people with distinct names. Every seventeenth has no Claude user. */
const createPeople = (count: number): readonly TeamMemberOptions[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `${firstNames[index % firstNames.length]} ${lastNames[index % lastNames.length]} ${String(index + 1).padStart(5, '0')}`,
    habits: index % 3 === 0 ? analyst : engineer,
    factor: 0.1 + 2 * hashDayToFraction(firstServedDay, index),
    claudeUsers: index % 17 === 5 ? 0 : 1,
  }))

export const teams: Readonly<
  Record<
    'platform' | 'empty' | 'onePerson' | 'unmatched' | 'extreme' | 'tenThousandPeople',
    readonly TeamMemberOptions[]
  >
> = {
  platform,
  empty: [],
  onePerson: [{ name: 'Maya Chen', habits: engineer }],
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
  tenThousandPeople: createPeople(10_000),
}

const scaleSums = ({ sum, ...rest }: CounterSums, factor: number): CounterSums => ({
  sum: mapCounters((id) => (sum[id] === null ? null : Math.round((sum[id] ?? 0) * factor))),
  ...rest,
})

/** Creates the server's response about a team, computed by core. */
export const createTeamFixture = (options: TeamFixtureOptions = {}): TeamStatsResponse => {
  const { period = lastDays(30, latestDay), people = platform, stats = statIds, missing = [], isRead = true } = options
  const {
    trend = { stat: 'code.sessions', bucket: chooseBucket(period) },
    isLowerBound = false,
    firstReadDay = firstServedDay,
  } = options
  const compared = cutToSettledFixtureDays(period)
  const previous = previousPeriod(compared ?? period)
  const source = isLowerBound ? 'users' : 'report'
  const days = listDays({ from: maxDay(previous.from, firstReadDay), to: period.to })
    .filter((day) => isRead && day <= latestDay && !missing.includes(day))
    .map((day): ReadDay => ({ day, latestDay, skills: source, connectors: source }))

  // Ten thousand people share two sets of habits. Their sums are computed once and then scaled by each person's factor.
  const sumsCache = new Map<string, ReturnType<typeof computeSums>>()
  const computeSums = (habits: Habits, lastDay: Day) => {
    const readCounters = days
      .filter(({ day }) => day <= lastDay)
      .map(({ day }) => ({ day, counters: createCounters(habits, day) }))
    const sumDays = (isIncluded: (day: Day) => boolean) =>
      sumCounters(readCounters.filter(({ day }) => isIncluded(day)).map(({ counters }) => counters))
    const getBucketStart = (day: Day) => maxDay(startOfBucket(day, trend?.bucket ?? 'day'), period.from)
    const bucketStarts = new Set(
      readCounters.filter(({ day }) => day >= period.from).map(({ day }) => getBucketStart(day)),
    )
    return {
      current: sumDays((day) => day >= period.from),
      compared: sumDays((day) => day >= period.from && day <= (compared ?? period).to),
      previous: sumDays((day) => day < period.from),
      buckets: [...bucketStarts].map(
        (start) => [start, sumDays((day) => day >= period.from && getBucketStart(day) === start)] as const,
      ),
    }
  }
  const members = people.map(({ name, habits = {}, factor = 1, archivedOn = null, claudeUsers = 1 }, index) => {
    const cacheKey = `${JSON.stringify(habits)} ${archivedOn}`
    const unscaledSums = sumsCache.get(cacheKey) ?? computeSums(habits, archivedOn ?? addDays(latestDay, 1))
    sumsCache.set(cacheKey, unscaledSums)
    const isLinked = claudeUsers > 0
    const member: TeamMemberSums = {
      id: employeeId(`e-${index}`),
      name,
      managerId: employeeId('e-boss'),
      startedOn: null,
      archivedOn,
      claudeUsers,
      current: isLinked ? scaleSums(unscaledSums.current, factor) : emptySums,
      compared: isLinked ? scaleSums(unscaledSums.compared, factor) : emptySums,
      previous: isLinked
        ? scaleSums(unscaledSums.previous, factor * (0.7 + 0.6 * hashDayToFraction(firstServedDay, index)))
        : emptySums,
      trend: new Map(isLinked ? unscaledSums.buckets.map(([start, sums]) => [start, scaleSums(sums, factor)]) : []),
    }
    return member
  })
  return computeTeamStats({
    manager: { id: employeeId('e-boss'), name: 'Rosa Marín' },
    period,
    compared,
    stats,
    trend,
    members,
    size: members.length,
    days,
    latestDay,
    notShown: options.notShown ?? 0,
  })
}

/** The parameters that `TeamStats` requests first. */
export const initialTeamQuery: TeamStatsParameters = {
  managerId: 'e-boss',
  ...lastDays(30, latestDay),
  stats: initialColumns.statIds,
  trend: 'code.sessions',
  bucket: 'day',
}
