import type { AdoptionResponse, AdoptionTeam } from '../contract/adoption-response.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { computePeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import { type Bucket, type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import type { ActivePeople, AdoptionId } from './adoption-ids.ts'
import { mapAdoptionIds } from './adoption-ids.ts'
import { computeEngagement, type EngagementCounts } from './engagement.ts'

/** Number of employees who were active on any read day, with any product and with each product. */
export type ActiveCounts = Readonly<Record<AdoptionId, number>>

/** How many people a group has, and how many of them use Claude. */
export interface PeopleCounts {
  /** Number of people, without those who left before the period began or started after it ended. */
  readonly people: number
  /** Number of these people who are linked to a Claude user. */
  readonly linked: number
  /** Active people over the period. */
  readonly active: ActiveCounts
}

/** The input of `computeAdoption`. */
export interface AdoptionInput extends PeopleCounts {
  readonly period: Period
  readonly bucket: Bucket
  /** The manager of the group. Null for the company. `@default` null */
  readonly manager?: EmployeeName | null
  /** Active people over the previous period. */
  readonly previousActive: ActiveCounts
  readonly engagement: EngagementCounts
  /**
   * Active people per bucket, keyed by the bucket's first day in the period. Buckets without activity may be absent.
   */
  readonly series: ReadonlyMap<Day, ActiveCounts>
  /** The teams. Everyone is in exactly one. The team with `manager: null` contains the people in no manager's team. */
  readonly teams: readonly (PeopleCounts & { readonly manager: EmployeeName | null })[]
  /** Number of people of the group who are left out of all other counts, because their figures are not shown. */
  readonly notShown: number
  /** Number of excluded people. Null for the people below a manager. */
  readonly excluded: number | null
  /** The read days of the period and of the previous period, in any order. */
  readonly days: readonly ReadDay[]
  /** The newest day that Claude serves; null if not known yet. */
  readonly latestDay: Day | null
  /** The newest day at the start of the history that Claude does not serve. Null if there is none. `@default` null */
  readonly notServedThrough?: Day | null
  /** The account's first kept day. `@default` null, every day is kept */
  readonly keptFrom?: Day | null
}

const zeroCounts: ActiveCounts = mapAdoptionIds(() => 0)
const unknownCounts: ActivePeople = mapAdoptionIds(() => null)

/** Computes how many people use each product: overall, per bucket and per team. */
export const computeAdoption = (input: AdoptionInput): AdoptionResponse => {
  const { period, bucket, people, linked, days, latestDay, notServedThrough, keptFrom } = input
  const previous = previousPeriod(period)
  const coverage = computePeriodCoverage(period, days, latestDay, notServedThrough, keptFrom)
  const countReadDays = ({ from, to }: Period) => days.filter(({ day }) => day >= from && day <= to).length
  const maskIfUnread = (countedPeriod: Period, counts: ActiveCounts): ActivePeople =>
    countReadDays(countedPeriod) > 0 ? counts : unknownCounts
  return {
    period,
    previous,
    bucket,
    manager: input.manager ?? null,
    people,
    linked,
    active: maskIfUnread(period, input.active),
    previousActive: maskIfUnread(previous, input.previousActive),
    engagement: computeEngagement(input.engagement, {
      readDays: countReadDays(period),
      isPreviousComplete: coverage.previousMissing.length === 0,
    }),
    series: splitIntoBuckets(period, bucket).map((bucketPeriod) => ({
      start: bucketPeriod.from,
      active: maskIfUnread(bucketPeriod, input.series.get(bucketPeriod.from) ?? zeroCounts),
    })),
    teams: combinePeopleWithoutTeam(input.teams).map((team) => ({
      ...team,
      active: maskIfUnread(period, team.active),
    })),
    coverage,
    notShown: input.notShown,
    excluded: input.excluded,
  }
}

const collator = new Intl.Collator('en')

/** Returns the teams, sorted by the manager's name, and then one entry for all people who are in no team. */
const combinePeopleWithoutTeam = (teams: AdoptionInput['teams']): AdoptionInput['teams'] => {
  // Somebody who leads nobody is no team.
  const isTeam = ({ manager, people }: (typeof teams)[number]) => manager !== null && people > 1
  const others = teams.filter((team) => !isTeam(team) && team.people > 0)
  const sum = (count: (team: PeopleCounts) => number) => others.reduce((total, team) => total + count(team), 0)
  const combined = {
    manager: null,
    people: sum(({ people }) => people),
    linked: sum(({ linked }) => linked),
    active: mapAdoptionIds((id) => sum(({ active }) => active[id])),
  }
  return [...teams.filter(isTeam).sort(compareManagers), ...(others.length > 0 ? [combined] : [])]
}

const compareManagers = (
  { manager: a }: Pick<AdoptionTeam, 'manager'>,
  { manager: b }: Pick<AdoptionTeam, 'manager'>,
): number => collator.compare(a?.name ?? '', b?.name ?? '') || ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1)
