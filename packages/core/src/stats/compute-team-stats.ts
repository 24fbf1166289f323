import type { TeamMember, TeamStatsResponse, TeamTrend } from '../contract/team-stats-response.ts'
import type { EmployeeName } from '../people/employee.ts'
import { type EmployedDays, isEmployedIn } from '../people/is-employed-in.ts'
import type { Day } from '../time/day.ts'
import { type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { catalog, getStat, type StatDefinition, type StatId } from './catalog.ts'
import { getComparedDays } from './comparison.ts'
import { computeComparedStat, type SummedPeriods } from './compute-compared-stat.ts'
import { computeStat, type SummedDays, summarizeDays } from './compute-stat.ts'
import { addSums, emptySums, type PartialCounterSums } from './counter-sums.ts'
import type { CheckedMonth, ReadDay } from './coverage.ts'
import { computePeriodCoverage } from './coverage.ts'

/** A team member with their counter sums, as storage returns them. The sums exclude days after the archived date. */
export interface TeamMemberSums extends Omit<TeamMember, 'stats' | 'trend'> {
  /** The individual first kept days, one entry per Claude user of the member that has one. `@default` none */
  readonly userKeptFrom?: readonly Day[]
  /** Sums of the requested stats' counters over the period. */
  readonly current: PartialCounterSums
  /** The same over the settled days. Absent if the whole period is compared. */
  readonly compared?: PartialCounterSums
  /** The same over the days that the settled days are compared with. */
  readonly previous: PartialCounterSums
  /**
   * Sums of the trend stat's counters per bucket, keyed by the bucket's first day in the period. Buckets without
   * activity may be absent. Set only if a trend was requested.
   */
  readonly trend?: ReadonlyMap<Day, PartialCounterSums>
}

/** The input of `computeTeamStats`. */
export interface TeamStatsInput {
  readonly manager: EmployeeName
  readonly period: Period
  /** The settled part of the period, from `cutToSettledDays`. By default, the whole period. */
  readonly compared?: Period | null
  /** The requested stats, in any order. */
  readonly stats: readonly StatId[]
  /** The requested trend. Null for no trend. `@default` null */
  readonly trend?: TeamTrend | null
  /**
   * The members of the team, in any order. If a limit left some out, they are fewer than `size`, and there are no
   * totals.
   */
  readonly members: readonly TeamMemberSums[]
  /** Number of members of the team. */
  readonly size: number
  /** Number of people below the manager who are left out of `members`, because their figures are not shown. */
  readonly notShown: number
  /** The read days of the period and of the days that it is compared with, in any order. */
  readonly days: readonly ReadDay[]
  /** The newest day that Claude serves; null if not known yet. */
  readonly latestDay: Day | null
  /** Claude serves no day of the history up to and including this day. Null if there is no such day. `@default` null */
  readonly notServedThrough?: Day | null
  /** The account's first kept day. Null if every day is kept. `@default` null */
  readonly keptFrom?: Day | null
  /** The checked months of both periods, oldest first. `@default` none */
  readonly checkedMonths?: readonly CheckedMonth[]
}

/** Computes the requested stats of every team member and of the team as a whole, with the coverage. */
export const computeTeamStats = (input: TeamStatsInput): TeamStatsResponse => {
  const { manager, period, compared = period, size, trend = null, days, latestDay, notServedThrough, keptFrom } = input
  const { checkedMonths = [] } = input
  const comparedDays = getComparedDays({ period, compared })
  const previous = previousPeriod(comparedDays)
  const stats = catalog.filter(({ id }) => input.stats.includes(id))
  const summarizeCompared = createSummarizer([period, comparedDays, previous], days)
  const members = input.members.map((member) => {
    const [current, settled, before] = summarizeCompared(member) as [SummedDays, SummedDays, SummedDays]
    const summedPeriods: SummedPeriods = {
      current: { ...current, sums: member.current },
      compared: { ...settled, sums: member.compared ?? member.current },
      previous: { ...before, sums: member.previous },
    }
    return { member, summedPeriods }
  })
  const trendCalculator = trend && createTrendCalculator(trend, period, days)
  const collator = new Intl.Collator('en')
  return {
    manager,
    period,
    compared,
    previous,
    people: members
      .toSorted((a, b) => collator.compare(a.member.name, b.member.name) || (a.member.id < b.member.id ? -1 : 1))
      .map(({ member, summedPeriods }) => {
        const { id, name, managerId, startedOn, archivedOn, claudeUsers, trend: trendSums } = member
        return {
          id,
          name,
          managerId,
          startedOn,
          archivedOn,
          claudeUsers,
          stats: computeStats(stats, summedPeriods),
          ...(trendCalculator && { trend: trendCalculator.computeValues(member, trendSums ?? new Map()) }),
        }
      }),
    size,
    totals:
      members.length < size
        ? {}
        : computeStats(stats, {
            current: mergeSummedDays(members.map(({ summedPeriods }) => summedPeriods.current)),
            compared: mergeSummedDays(members.map(({ summedPeriods }) => summedPeriods.compared)),
            previous: mergeSummedDays(members.map(({ summedPeriods }) => summedPeriods.previous)),
          }),
    trend: trend && trendCalculator && { ...trend, starts: trendCalculator.starts },
    coverage: {
      ...computePeriodCoverage({ period, previous }, days, latestDay, notServedThrough, keptFrom),
      checkedMonths,
    },
    notShown: input.notShown,
  }
}

const computeStats = (stats: readonly StatDefinition[], summedPeriods: SummedPeriods): TeamMember['stats'] =>
  Object.fromEntries(stats.map((stat) => [stat.id, computeComparedStat(stat, summedPeriods)]))

/**
 * Adds up the summed days of all members. Members without usage days are left out, so that their lower bounds do not
 * affect the total.
 */
const mergeSummedDays = (daysPerMember: readonly SummedDays[]): SummedDays => {
  const daysOfCountedMembers = daysPerMember.filter(({ usageDays }) => usageDays > 0)
  return {
    sums: addSums(daysOfCountedMembers.map(({ sums }) => sums)),
    usageDays: daysOfCountedMembers.reduce((total, { usageDays }) => total + usageDays, 0),
    unattributedUsageDays: daysOfCountedMembers.reduce(
      (total, { unattributedUsageDays }) => total + unattributedUsageDays,
      0,
    ),
    isLowerBound: {
      skills: daysOfCountedMembers.some(({ isLowerBound }) => isLowerBound.skills),
      connectors: daysOfCountedMembers.some(({ isLowerBound }) => isLowerBound.connectors),
    },
  }
}

/** Creates a calculator of each member's values of the trend stat. */
const createTrendCalculator = ({ stat: id, bucket }: TeamTrend, period: Period, days: readonly ReadDay[]) => {
  const stat = getStat(id)
  const bucketPeriods = splitIntoBuckets(period, bucket)
  const summarizeBuckets = createSummarizer(bucketPeriods, days)
  const computeValues = (member: TeamMemberSums, sums: ReadonlyMap<Day, PartialCounterSums>): (number | null)[] =>
    summarizeBuckets(member).map(
      (summedDays, index) =>
        computeStat(stat, { ...summedDays, sums: sums.get(bucketPeriods[index]?.from as Day) ?? emptySums }).value,
    )
  return { starts: bucketPeriods.map(({ from }) => from), computeValues }
}

/** The facts about a member that decide which read days count for them. */
type MemberDays = EmployedDays & Pick<TeamMemberSums, 'claudeUsers' | 'userKeptFrom'>

/**
 * Creates a function that summarizes the read days of a member in each period, with empty sums. It caches the
 * summaries, because most members of a large team have the same ones.
 */
const createSummarizer = (
  periods: readonly Period[],
  days: readonly ReadDay[],
): ((member: MemberDays) => readonly SummedDays[]) => {
  const cache = new Map<string, readonly SummedDays[]>()
  return (member) => {
    const { startedOn, archivedOn, claudeUsers, userKeptFrom = [] } = member
    const key = `${startedOn} ${archivedOn} ${claudeUsers} ${userKeptFrom}`
    const cached = cache.get(key)
    if (cached) return cached
    const employedDays = days.filter(({ day }) => isEmployedIn(member, { from: day, to: day }))
    const summaries = periods.map((period) => summarizeDays(emptySums, period, employedDays, claudeUsers, userKeptFrom))
    cache.set(key, summaries)
    return summaries
  }
}
