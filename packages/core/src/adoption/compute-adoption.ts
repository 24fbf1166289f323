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

/** How many employees did anything with any product, and with each, as far as it was read. */
export type ActiveCounts = Readonly<Record<AdoptionId, number>>

export interface PeopleCounts {
  readonly people: number
  /** How many of them are linked to a claude user. */
  readonly linked: number
  readonly active: ActiveCounts
}

export interface AdoptionInput extends PeopleCounts {
  readonly period: Period
  readonly bucket: Bucket
  readonly previousActive: ActiveCounts
  readonly engagement: EngagementCounts
  /** By bucket, keyed as `bucketsOf` starts them; those in which nobody was active may be left out. */
  readonly series: ReadonlyMap<Day, ActiveCounts>
  /** All of the people, each in one team; in the one without a manager, those who are in nobody's. */
  readonly teams: readonly (PeopleCounts & { readonly manager: EmployeeName | null })[]
  /** The days of the period and the previous one that were read. */
  readonly days: readonly ReadDay[]
  readonly latestDay: Day | null
}

const nobody: ActiveCounts = mapAdoptionIds(() => 0)
const unknown: ActivePeople = mapAdoptionIds(() => null)

/** How many people use which product, with the teams that are large enough to be shown. */
export const computeAdoption = (input: AdoptionInput): AdoptionResponse => {
  const { period, bucket, people, linked, days, latestDay } = input
  const previous = previousPeriod(period)
  const coverage = computePeriodCoverage(period, days, latestDay)
  const readDays = (span: Period) => days.filter(({ day }) => day >= span.from && day <= span.to).length
  const whereRead = (span: Period, counts: ActiveCounts): ActivePeople => (readDays(span) > 0 ? counts : unknown)
  return {
    period,
    previous,
    bucket,
    people,
    linked,
    active: whereRead(period, input.active),
    previousActive: whereRead(previous, input.previousActive),
    engagement: computeEngagement(input.engagement, {
      readDays: readDays(period),
      isPreviousRead: coverage.previousMissing.length === 0,
    }),
    series: splitIntoBuckets(period, bucket).map((part) => ({
      start: part.from,
      active: whereRead(part, input.series.get(part.from) ?? nobody),
    })),
    teams: publishedTeams(input.teams, (counts) => whereRead(period, counts)),
    coverage,
  }
}

/** The teams that may be shown, by name; last, if there is anyone, all others together. */
const publishedTeams = (
  teams: AdoptionInput['teams'],
  activeOf: (counts: ActiveCounts) => ActivePeople,
): AdoptionTeam[] => {
  const { shown, leftOver, leftOverShown } = withholdSmallGroups(teams, ({ manager }) => manager === null)
  const total = (count: (team: PeopleCounts) => number) => leftOver.reduce((sum, team) => sum + count(team), 0)
  const rest: AdoptionTeam = leftOverShown
    ? {
        manager: null,
        people: total((team) => team.people),
        linked: total((team) => team.linked),
        active: activeOf(mapAdoptionIds((id) => total(({ active }) => active[id]))),
      }
    : { manager: null, people: null, linked: null, active: null }
  return [
    ...shown.map((team) => ({ ...team, active: activeOf(team.active) })).sort(byManager),
    ...(leftOver.some((team) => team.people > 0) ? [rest] : []),
  ]
}

const names = new Intl.Collator('en')

const byManager = ({ manager: a }: AdoptionTeam, { manager: b }: AdoptionTeam): number =>
  names.compare(a?.name ?? '', b?.name ?? '') || ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1)
