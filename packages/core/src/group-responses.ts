import type { ProductId, StatId } from './catalog.ts'
import type { Day } from './day.ts'
import type { EmployeeId } from './ids.ts'
import type { EmployeeName } from './people-responses.ts'
import type { Bucket, Period } from './period.ts'

/** What figures over a group rest on. */
export interface GroupCoverage {
  /** The newest day of the period that was read. */
  readonly through: Day | null
  readonly provisionalFrom: Day | null
  /** Days of the period that Claude serves and that are not read. */
  readonly missing: readonly Day[]
  /** Days of the previous period that are not read, including those before Claude's records begin. */
  readonly previousMissing: readonly Day[]
  /** The newest day that Claude serves, as last learned. */
  readonly latestDay: Day | null
}

/** A stat over a period and the one before: null where nothing is known, or (for a rate) nothing was proposed. */
export interface GroupStat {
  readonly value: number | null
  readonly previous: number | null
  /** The value is a lower bound. */
  readonly partial: boolean
}

/** The query of `GET /teams/{managerId}/stats`. */
export interface TeamStatsQuery extends Period {
  /** All twenty without it. */
  readonly stats?: readonly StatId[] | undefined
  /** One stat over time, for everyone. */
  readonly trend?: StatId | undefined
  /** How the trend is cut; by days when left out. */
  readonly bucket?: Bucket | undefined
}

/** A stat of everyone over time. */
export interface TeamTrend {
  readonly stat: StatId
  readonly bucket: Bucket
}

/** What everyone's `trend` shows, told once for all of them. */
export interface TeamTrendBuckets extends TeamTrend {
  /** The first day of each bucket, oldest first. */
  readonly starts: readonly Day[]
}

/**
 * `GET /teams/{managerId}/stats`: everyone below a manager, at any depth. Who left before the period began is in the teams
 * of earlier periods, not in this one.
 */
export interface TeamStatsResponse {
  readonly manager: EmployeeName
  readonly period: Period
  readonly previous: Period
  /** In the catalog's order. No ranks: people are sorted by name. */
  readonly people: readonly TeamMember[]
  /**
   * Over the people: sums, and the rate of the sums. Those of the previous period are of the same people, and so of none
   * who left before this one began.
   */
  readonly totals: Readonly<Partial<Record<StatId, GroupStat>>>
  /** What the people's `trend` shows; null where none was asked for. */
  readonly trend: TeamTrendBuckets | null
  readonly coverage: GroupCoverage
}

export interface TeamMember extends EmployeeName {
  readonly managerId: EmployeeId | null
  readonly archivedOn: Day | null
  /** How many claude users are linked to them. With none, every value is null. */
  readonly claudeUsers: number
  /** The stats that were asked for. */
  readonly stats: Readonly<Partial<Record<StatId, GroupStat>>>
  /** The stat's value in each bucket of the response's `trend`, null as in a series; only where a trend was asked for. */
  readonly trend?: readonly (number | null)[]
}

/** Any product, or one of them. Skills and connectors count as one. */
export type AdoptionId = 'any' | ProductId

/** How many people did anything with a product; null where no day was read. */
export type ActivePeople = Readonly<Record<AdoptionId, number | null>>

/**
 * How many people use Claude in which way over a period, with any product, by core's `engagementOf`. `new`, `regular` and
 * `occasional` add up to those who are active; `new` and `lapsed` are null where the previous period is not all read.
 */
export interface Engagement {
  readonly new: number | null
  readonly regular: number | null
  readonly occasional: number | null
  readonly lapsed: number | null
}

/** `GET /adoption`: how many people use which product. Managers see their part, admins everyone. */
export interface AdoptionResponse {
  readonly period: Period
  readonly previous: Period
  readonly bucket: Bucket
  /** How many could: everyone in the viewer's part who had not left before the period began. */
  readonly people: number
  /** How many of them are linked to a claude user. */
  readonly linked: number
  /** Who was active on any day of the period, and of the previous one. */
  readonly active: ActivePeople
  readonly previousActive: ActivePeople
  readonly engagement: Engagement
  readonly series: readonly { readonly start: Day; readonly active: ActivePeople }[]
  /** The teams right below: of the viewer, or of those at the top for an admin. Small ones are put together. */
  readonly teams: readonly AdoptionTeam[]
  readonly coverage: GroupCoverage
}

export interface AdoptionTeam {
  /** Whose team it is, with the manager in it; null for what is left over. */
  readonly manager: EmployeeName | null
  /** Null where the group is withheld: all teams together have fewer than five people, and it is the only one. */
  readonly people: number | null
  readonly linked: number | null
  readonly active: ActivePeople | null
}
