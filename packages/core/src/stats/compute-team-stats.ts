import type { GroupStat, TeamMember, TeamStatsResponse, TeamTrend } from '../contract/team-stats-response.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { Day } from '../time/day.ts'
import { type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { catalog, getStat, type StatDefinition, type StatId } from './catalog.ts'
import { computeStat, type SummedDays, summarizeDays } from './compute-stat.ts'
import { addSums, type CounterSums, emptySums, type PartialCounterSums } from './counter-sums.ts'
import type { ReadDay } from './coverage.ts'
import { computePeriodCoverage } from './coverage.ts'

/** A team member with their counter sums, as storage returns them. Days after the archived date are not included. */
export interface TeamMemberSums extends Omit<TeamMember, 'stats' | 'trend'> {
  readonly current: CounterSums
  readonly previous: CounterSums
  /**
   * Sums of the trend stat's counters per bucket of the period, keyed by the bucket's first day in the period. Buckets
   * without activity may be absent. Set only if a trend was requested.
   */
  readonly trend?: ReadonlyMap<Day, PartialCounterSums>
}

export interface TeamStatsInput {
  readonly manager: EmployeeName
  readonly period: Period
  /** The requested stats, in any order. */
  readonly stats: readonly StatId[]
  readonly trend?: TeamTrend | null
  /** Every member of the team, in any order. */
  readonly members: readonly TeamMemberSums[]
  /** The read days of the period and of the previous period, in any order. */
  readonly days: readonly ReadDay[]
  /** The newest day that Claude serves; null if not known yet. */
  readonly latestDay: Day | null
}

type PeriodPair = Readonly<Record<'current' | 'previous', SummedDays>>

/** Computes the stats of every team member and of the team as a whole, with their coverage. */
export const computeTeamStats = (input: TeamStatsInput): TeamStatsResponse => {
  const { manager, period, trend = null, days, latestDay } = input
  const previous = previousPeriod(period)
  const stats = catalog.filter(({ id }) => input.stats.includes(id))
  const listDaysUntil = createArchiveFilter(days)
  const members = input.members.map((member) => {
    const memberDays = listDaysUntil(member.archivedOn)
    const summedDays: PeriodPair = {
      current: summarizeDays(member.current, period, memberDays, member.claudeUsers),
      previous: summarizeDays(member.previous, previous, memberDays, member.claudeUsers),
    }
    return { member, summedDays }
  })
  const series = trend && createTrendSeries(trend, period, listDaysUntil)
  const collator = new Intl.Collator('en')
  return {
    manager,
    period,
    previous,
    people: members
      .toSorted((a, b) => collator.compare(a.member.name, b.member.name) || (a.member.id < b.member.id ? -1 : 1))
      .map(({ member: { current: _current, previous: _previous, trend: trendSums, ...member }, summedDays }) => ({
        ...member,
        stats: computeStats(stats, summedDays),
        ...(series && { trend: series.computeValues(member, trendSums ?? new Map()) }),
      })),
    totals: computeStats(stats, {
      current: mergeSummedDays(members.map(({ summedDays }) => summedDays.current)),
      previous: mergeSummedDays(members.map(({ summedDays }) => summedDays.previous)),
    }),
    trend: trend && series && { ...trend, starts: series.starts },
    coverage: computePeriodCoverage(period, days, latestDay),
  }
}

const computeStats = (stats: readonly StatDefinition[], { current, previous }: PeriodPair): TeamMember['stats'] =>
  Object.fromEntries(
    stats.map((stat) => {
      const result: GroupStat = { ...computeStat(stat, current), previous: computeStat(stat, previous).value }
      return [stat.id, result]
    }),
  )

/** Adds up all members. A day counts once per Claude user. The total is a lower bound if any member's value is one. */
const mergeSummedDays = (memberDays: readonly SummedDays[]): SummedDays => {
  const known = memberDays.filter(({ usageDays }) => usageDays > 0)
  return {
    sums: addSums(known.map(({ sums }) => sums)),
    usageDays: known.reduce((total, { usageDays }) => total + usageDays, 0),
    lowerBound: {
      skills: known.some(({ lowerBound }) => lowerBound.skills),
      connectors: known.some(({ lowerBound }) => lowerBound.connectors),
    },
  }
}

/** Computes each member's values of the trend stat. A bucket's read days depend only on the archived date: cached by it. */
const createTrendSeries = (
  { stat: id, bucket }: TeamTrend,
  period: Period,
  listDaysUntil: (archivedOn: Day | null) => readonly ReadDay[],
) => {
  const stat = getStat(id)
  const spans = splitIntoBuckets(period, bucket)
  const cache = new Map<Day | null, readonly SummedDays[]>()
  const computeValues = (
    { archivedOn, claudeUsers }: Pick<TeamMemberSums, 'archivedOn' | 'claudeUsers'>,
    sums: ReadonlyMap<Day, PartialCounterSums>,
  ): (number | null)[] => {
    const bucketsOfOneUser =
      cache.get(archivedOn) ?? spans.map((span) => summarizeDays(emptySums, span, listDaysUntil(archivedOn), 1))
    cache.set(archivedOn, bucketsOfOneUser)
    return spans.map(({ from }, index) => {
      const { usageDays, lowerBound } = bucketsOfOneUser[index] as SummedDays
      const summedDays = { sums: sums.get(from) ?? emptySums, usageDays: usageDays * claudeUsers, lowerBound }
      return computeStat(stat, summedDays).value
    })
  }
  return { starts: spans.map(({ from }) => from), computeValues }
}

/** Lists the read days up to an archived date. Cached, because a large team has few different archived dates. */
const createArchiveFilter = (days: readonly ReadDay[]): ((archivedOn: Day | null) => readonly ReadDay[]) => {
  const cache = new Map<Day | null, readonly ReadDay[]>([[null, days]])
  return (archivedOn) => {
    const daysUntil = cache.get(archivedOn) ?? days.filter(({ day }) => archivedOn === null || day <= archivedOn)
    cache.set(archivedOn, daysUntil)
    return daysUntil
  }
}
