import { withholdSmallGroups } from '../access/withhold-small-groups.ts'
import type { AdoptionResponse, AdoptionTeam } from '../contract/adoption-response.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { computePeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import { type Bucket, type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import type { ActivePeople, AdoptionId } from './active-products.ts'
import { mapAdoptionIds } from './active-products.ts'
import { computeEngagement, type EngagementCounts } from './engagement.ts'

/** Number of employees who were active on a read day, with any product and with each product. */
export type ActiveCounts = Readonly<Record<AdoptionId, number>>

export interface PeopleCounts {
  readonly people: number
  /** Number of people who are linked to a Claude user. */
  readonly linked: number
  readonly active: ActiveCounts
}

export interface AdoptionInput extends PeopleCounts {
  readonly period: Period
  readonly bucket: Bucket
  readonly previousActive: ActiveCounts
  readonly engagement: EngagementCounts
  /** Counts per bucket, keyed by the bucket's first day in the period. Buckets without activity may be absent. */
  readonly series: ReadonlyMap<Day, ActiveCounts>
  /** Everyone, each in exactly one team. The team with `manager: null` holds the people who are in no manager's team. */
  readonly teams: readonly (PeopleCounts & { readonly manager: EmployeeName | null })[]
  /** The read days of the period and of the previous period, in any order. */
  readonly days: readonly ReadDay[]
  /** The newest day that Claude serves; null if not known yet. */
  readonly latestDay: Day | null
}

const zeroCounts: ActiveCounts = mapAdoptionIds(() => 0)
const unknownCounts: ActivePeople = mapAdoptionIds(() => null)

/** Computes how many people use each product, overall, per bucket and per team. Small teams are combined. */
export const computeAdoption = (input: AdoptionInput): AdoptionResponse => {
  const { period, bucket, people, linked, days, latestDay } = input
  const previous = previousPeriod(period)
  const coverage = computePeriodCoverage(period, days, latestDay)
  const countReadDays = (span: Period) => days.filter(({ day }) => day >= span.from && day <= span.to).length
  const nullIfUnread = (span: Period, counts: ActiveCounts): ActivePeople =>
    countReadDays(span) > 0 ? counts : unknownCounts
  return {
    period,
    previous,
    bucket,
    people,
    linked,
    active: nullIfUnread(period, input.active),
    previousActive: nullIfUnread(previous, input.previousActive),
    engagement: computeEngagement(input.engagement, {
      readDays: countReadDays(period),
      isPreviousRead: coverage.previousMissing.length === 0,
    }),
    series: splitIntoBuckets(period, bucket).map((part) => ({
      start: part.from,
      active: nullIfUnread(part, input.series.get(part.from) ?? zeroCounts),
    })),
    teams: combineSmallTeams(input.teams, (counts) => nullIfUnread(period, counts)),
    coverage,
  }
}

/** Returns the teams that may be shown individually, sorted by manager, then the combined rest if it has any people. */
const combineSmallTeams = (
  teams: AdoptionInput['teams'],
  toActivePeople: (counts: ActiveCounts) => ActivePeople,
): AdoptionTeam[] => {
  const { shown, combined, isCombinedShown } = withholdSmallGroups(teams, ({ manager }) => manager === null)
  const sum = (count: (team: PeopleCounts) => number) => combined.reduce((total, team) => total + count(team), 0)
  const rest: AdoptionTeam = isCombinedShown
    ? {
        manager: null,
        people: sum((team) => team.people),
        linked: sum((team) => team.linked),
        active: toActivePeople(mapAdoptionIds((id) => sum(({ active }) => active[id]))),
      }
    : { manager: null, people: null, linked: null, active: null }
  return [
    ...shown.map((team) => ({ ...team, active: toActivePeople(team.active) })).sort(compareManagers),
    ...(combined.some((team) => team.people > 0) ? [rest] : []),
  ]
}

const collator = new Intl.Collator('en')

const compareManagers = ({ manager: a }: AdoptionTeam, { manager: b }: AdoptionTeam): number =>
  collator.compare(a?.name ?? '', b?.name ?? '') || ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1)
