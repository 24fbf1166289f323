import type { AdoptionResponse } from '../contract/adoption-response.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { computePeriodCoverage } from '../stats/coverage.ts'
import { findSettledWeeks } from '../stats/find-settled-weeks.ts'
import type { Day } from '../time/day.ts'
import { type Bucket, countDays, type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import type { ActiveCounts, ActivePeople } from './adoption-ids.ts'
import { mapAdoptionIds } from './adoption-ids.ts'
import { computeEngagement, type EngagementCounts } from './engagement.ts'
import type { Seats } from './seats.ts'
import { averageWeeks, listWeeksIn, type WeekCounts } from './weekly-average.ts'

/** How many people a group has, and how many of them use Claude. */
export interface PeopleCounts {
  /** Number of people, without people who left before the period began or started after it ended. */
  readonly people: number
  /** Number of these people who are linked to a Claude user. */
  readonly linked: number
  /** Active people over the period. */
  readonly active: ActiveCounts
}

/** The people and the activity of a group. */
export interface GroupCounts extends PeopleCounts {
  /**
   * Active people per bucket, keyed by the bucket's first day in the period. Buckets without activity may be absent.
   */
  readonly series: ReadonlyMap<Day, ActiveCounts>
  /**
   * The counts of each whole ISO week from the start of the previous period to the end of the period, by its Monday.
   */
  readonly weeks: ReadonlyMap<Day, WeekCounts>
}

/** A team, or the people with the same value of an attribute. */
export interface TeamCounts extends GroupCounts {
  /** The team's manager. Null for the people in no manager's team, and if people are grouped by an attribute. */
  readonly manager: EmployeeName | null
  /** The attribute's value. Null for the people without a value, and if people are grouped by team. */
  readonly value: string | null
}

/** The input of `computeAdoption`. */
export interface AdoptionInput extends GroupCounts {
  readonly period: Period
  readonly bucket: Bucket
  /** The manager of the group. Null for the company. `@default` null */
  readonly manager?: EmployeeName | null
  /** The attribute by which people are grouped. Null if they are grouped by team. `@default` null */
  readonly by?: string | null
  /** Active people over the previous period. */
  readonly previousActive: ActiveCounts
  readonly engagement: EngagementCounts
  /**
   * Engagement per bucket, keyed like `series`. In an absent bucket, nobody was active or lapsed. Empty if the bucket
   * is `day`.
   */
  readonly engagementSeries: ReadonlyMap<Day, EngagementCounts>
  /** The teams. Everyone is in exactly one team. One team may have neither `manager` nor `value`. */
  readonly teams: readonly TeamCounts[]
  /** Number of people of the group who are left out of all other counts, because their figures are not shown. */
  readonly notShown: number
  /** Number of people who are excluded today. Null for the people below a manager. */
  readonly excluded: number | null
  /** The seats of the Claude organization. Null for the people below a manager. `@default` null */
  readonly seats?: Seats | null
  /** The read days of the period and of the previous period, in any order. */
  readonly days: readonly ReadDay[]
  /** The newest day that Claude serves; null if not known yet. */
  readonly latestDay: Day | null
  /** Claude serves no day of the history up to and including this day. Null if there is no such day. `@default` null */
  readonly notServedThrough?: Day | null
  /** The account's first kept day. Null if every day is kept. `@default` null */
  readonly keptFrom?: Day | null
}

const zeroCounts: ActiveCounts = mapAdoptionIds(() => 0)
const unknownCounts: ActivePeople = mapAdoptionIds(() => null)
const noEngagement: EngagementCounts = { active: [], lapsed: 0 }

/** Computes how many people use each product: overall, per bucket and per team. */
export const computeAdoption = (input: AdoptionInput): AdoptionResponse => {
  const { period, bucket, by = null, people, linked, days, latestDay, notServedThrough, keptFrom } = input
  const bucketPeriods = splitIntoBuckets(period, bucket)
  const previous = previousPeriod(period)
  const coverage = computePeriodCoverage({ period, previous }, days, latestDay, notServedThrough, keptFrom)
  const settledWeeks = findSettledWeeks(days)
  const weeks = listWeeksIn(period, settledWeeks)
  const previousWeeks = listWeeksIn(previous, settledWeeks)
  const countReadDays = ({ from, to }: Period) => days.filter(({ day }) => day >= from && day <= to).length
  const maskIfUnread = (countedPeriod: Period, counts: ActiveCounts): ActivePeople =>
    countReadDays(countedPeriod) > 0 ? counts : unknownCounts
  const isCompletelyRead = (countedPeriod: Period) => countReadDays(countedPeriod) === countDays(countedPeriod)
  const computeEngagementIn = (countedPeriod: Period, periodBefore: Period, counts: EngagementCounts) =>
    computeEngagement(counts, {
      readDays: countReadDays(countedPeriod),
      isComplete: isCompletelyRead(countedPeriod),
      isPreviousComplete: isCompletelyRead(periodBefore),
    })
  const averageBoth = (counts: GroupCounts['weeks']) => ({
    weekly: averageWeeks(weeks, counts),
    previousWeekly: averageWeeks(previousWeeks, counts),
  })
  return {
    period,
    previous,
    bucket,
    by,
    manager: input.manager ?? null,
    people,
    linked,
    active: maskIfUnread(period, input.active),
    previousActive: maskIfUnread(previous, input.previousActive),
    weeks,
    previousWeeks,
    ...averageBoth(input.weeks),
    engagement: computeEngagementIn(period, previous, input.engagement),
    series: bucketPeriods.map((bucketPeriod) => ({
      start: bucketPeriod.from,
      active: maskIfUnread(bucketPeriod, input.series.get(bucketPeriod.from) ?? zeroCounts),
      engagement:
        bucket === 'day'
          ? null
          : computeEngagementIn(
              bucketPeriod,
              previousPeriod(bucketPeriod),
              input.engagementSeries.get(bucketPeriod.from) ?? noEngagement,
            ),
    })),
    teams: (by === null ? combinePeopleWithoutTeam(input.teams) : sortByValue(input.teams)).map((team) => ({
      manager: team.manager,
      value: team.value,
      people: team.people,
      linked: team.linked,
      active: maskIfUnread(period, team.active),
      ...averageBoth(team.weeks),
      series: bucketPeriods.map((bucketPeriod) =>
        countReadDays(bucketPeriod) > 0 ? (team.series.get(bucketPeriod.from)?.any ?? 0) : null,
      ),
    })),
    coverage,
    notShown: input.notShown,
    excluded: input.excluded,
    seats: input.seats ?? null,
  }
}

const collator = new Intl.Collator('en')

/** Returns the teams, sorted by the manager's name, and then one entry for all people who are in no team. */
const combinePeopleWithoutTeam = (teams: readonly TeamCounts[]): readonly TeamCounts[] => {
  const isTeam = ({ manager, people }: TeamCounts) => manager !== null && people > 0
  const groupsWithoutTeam = teams.filter((team) => !isTeam(team) && team.people > 0)
  const combined = { manager: null, value: null, ...sumTeams(groupsWithoutTeam) }
  return [...teams.filter(isTeam).sort(compareManagers), ...(groupsWithoutTeam.length > 0 ? [combined] : [])]
}

/** Returns the groups that have people, sorted by the attribute's value. The people without a value come last. */
const sortByValue = (teams: readonly TeamCounts[]): readonly TeamCounts[] => {
  const compareValues = ({ value: a }: TeamCounts, { value: b }: TeamCounts) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : collator.compare(a, b) || (a < b ? -1 : 1)
  return teams.filter(({ people }) => people > 0).sort(compareValues)
}

const compareManagers = ({ manager: a }: TeamCounts, { manager: b }: TeamCounts): number =>
  collator.compare(a?.name ?? '', b?.name ?? '') || ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1)

/** Adds up teams. Each employee is in exactly one team, so everyone is counted once. */
export const sumTeams = (teams: readonly GroupCounts[]): GroupCounts => {
  const addUp = (getCount: (team: GroupCounts) => number) => teams.reduce((sum, team) => sum + getCount(team), 0)
  const starts = new Set(teams.flatMap(({ series }) => [...series.keys()]))
  const mondays = new Set(teams.flatMap(({ weeks }) => [...weeks.keys()]))
  return {
    people: addUp(({ people }) => people),
    linked: addUp(({ linked }) => linked),
    active: mapAdoptionIds((id) => addUp(({ active }) => active[id])),
    series: new Map(
      [...starts].map((start) => [start, mapAdoptionIds((id) => addUp(({ series }) => series.get(start)?.[id] ?? 0))]),
    ),
    weeks: new Map(
      [...mondays].map((monday) => [
        monday,
        {
          people: addUp(({ weeks }) => weeks.get(monday)?.people ?? 0),
          active: mapAdoptionIds((id) => addUp(({ weeks }) => weeks.get(monday)?.active[id] ?? 0)),
        },
      ]),
    ),
  }
}
