import type { GroupStat, TeamMember, TeamStatsResponse, TeamTrend } from '../contract/team-stats-response.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { Day } from '../time/day.ts'
import { type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { catalog, getStat, type StatDefinition, type StatId } from './catalog.ts'
import { computeStat, type SummedDays, summarizeDays } from './compute-stat.ts'
import { addSums, type CounterSums, emptySums, type PartialCounterSums } from './counter-sums.ts'
import type { ReadDay } from './coverage.ts'
import { computePeriodCoverage } from './coverage.ts'

/** The sums of a team's member; what came after their archived date is not in them. */
export interface TeamMemberSums extends Omit<TeamMember, 'stats' | 'trend'> {
  readonly current: CounterSums
  readonly previous: CounterSums
  /**
   * The sums of the trend's counters over the buckets of the period that hold any activity, by `bucketsOf`'s start. Only
   * where a trend was asked for.
   */
  readonly trend?: ReadonlyMap<Day, PartialCounterSums>
}

export interface TeamStatsInput {
  readonly manager: EmployeeName
  readonly period: Period
  /** Which stats are asked for, in any order. */
  readonly stats: readonly StatId[]
  readonly trend?: TeamTrend | null
  /** Everyone in the team, in any order. */
  readonly members: readonly TeamMemberSums[]
  /** The days that were read, of the period and the previous one. */
  readonly days: readonly ReadDay[]
  readonly latestDay: Day | null
}

type Readings = Readonly<Record<'current' | 'previous', SummedDays>>

/** The stats of everyone in a team, one by one and together. */
export const computeTeamStats = (input: TeamStatsInput): TeamStatsResponse => {
  const { manager, period, trend = null, days, latestDay } = input
  const previous = previousPeriod(period)
  const stats = catalog.filter(({ id }) => input.stats.includes(id))
  const daysUntil = daysByArchive(days)
  const members = input.members.map((member) => {
    const theirs = daysUntil(member.archivedOn)
    const readings: Readings = {
      current: summarizeDays(member.current, period, theirs, member.claudeUsers),
      previous: summarizeDays(member.previous, previous, theirs, member.claudeUsers),
    }
    return { member, readings }
  })
  const series = trend && seriesBy(trend, period, daysUntil)
  const collator = new Intl.Collator('en')
  return {
    manager,
    period,
    previous,
    people: members
      .toSorted((a, b) => collator.compare(a.member.name, b.member.name) || (a.member.id < b.member.id ? -1 : 1))
      .map(({ member: { current: _current, previous: _previous, trend: sums, ...member }, readings }) => ({
        ...member,
        stats: statsOf(stats, readings),
        ...(series && { trend: series.of(member, sums ?? new Map()) }),
      })),
    totals: statsOf(stats, {
      current: together(members.map(({ readings }) => readings.current)),
      previous: together(members.map(({ readings }) => readings.previous)),
    }),
    trend: trend && series && { ...trend, starts: series.starts },
    coverage: computePeriodCoverage(period, days, latestDay),
  }
}

const statsOf = (stats: readonly StatDefinition[], { current, previous }: Readings): TeamMember['stats'] =>
  Object.fromEntries(
    stats.map((stat) => {
      const result: GroupStat = { ...computeStat(stat, current), previous: computeStat(stat, previous).value }
      return [stat.id, result]
    }),
  )

/** Everyone's sums added up. A day counts once for each claude user; a lower bound of someone's is one of the whole. */
const together = (readings: readonly SummedDays[]): SummedDays => {
  const known = readings.filter(({ usageDays }) => usageDays > 0)
  return {
    sums: addSums(known.map(({ sums }) => sums)),
    usageDays: known.reduce((total, { usageDays }) => total + usageDays, 0),
    lowerBound: {
      skills: known.some(({ lowerBound }) => lowerBound.skills),
      connectors: known.some(({ lowerBound }) => lowerBound.connectors),
    },
  }
}

/** Everyone's series of one stat. What a bucket rests on differs only by archived date, so that it is looked up once. */
const seriesBy = (
  { stat: id, bucket }: TeamTrend,
  period: Period,
  daysUntil: (archivedOn: Day | null) => readonly ReadDay[],
) => {
  const stat = getStat(id)
  const spans = splitIntoBuckets(period, bucket)
  const known = new Map<Day | null, readonly SummedDays[]>()
  const of = (
    { archivedOn, claudeUsers }: Pick<TeamMemberSums, 'archivedOn' | 'claudeUsers'>,
    sums: ReadonlyMap<Day, PartialCounterSums>,
  ): (number | null)[] => {
    const forOne =
      known.get(archivedOn) ?? spans.map((span) => summarizeDays(emptySums, span, daysUntil(archivedOn), 1))
    known.set(archivedOn, forOne)
    return spans.map(({ from }, index) => {
      const { usageDays, lowerBound } = forOne[index] as SummedDays
      const reading = { sums: sums.get(from) ?? emptySums, usageDays: usageDays * claudeUsers, lowerBound }
      return computeStat(stat, reading).value
    })
  }
  return { starts: spans.map(({ from }) => from), of }
}

/** The days that were read up to an archived date: few dates for many people, so each is looked at once. */
const daysByArchive = (days: readonly ReadDay[]): ((archivedOn: Day | null) => readonly ReadDay[]) => {
  const known = new Map<Day | null, readonly ReadDay[]>([[null, days]])
  return (archivedOn) => {
    const theirs = known.get(archivedOn) ?? days.filter(({ day }) => archivedOn === null || day <= archivedOn)
    known.set(archivedOn, theirs)
    return theirs
  }
}
