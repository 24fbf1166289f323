import type { ActivePeople } from '../adoption/active-products.ts'
import type { Engagement } from '../adoption/engagement.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/**
 * Answer of `GET /adoption`: how many people use each product. A manager gets everyone below them, an admin everyone in
 * the account.
 */
export interface AdoptionResponse {
  readonly period: Period
  /** The previous period. */
  readonly previous: Period
  /** The bucket of `series`. */
  readonly bucket: Bucket
  /** Number of people: everyone the viewer gets, without people who left before the period began. */
  readonly people: number
  /** Number of these people who are linked to a Claude user. */
  readonly linked: number
  /** Number of people active on any day of the period. */
  readonly active: ActivePeople
  /** Number of people active on any day of the previous period. */
  readonly previousActive: ActivePeople
  readonly engagement: Engagement
  /** Number of people active per bucket, oldest first. `start` is the bucket's first day in the period. */
  readonly series: readonly { readonly start: Day; readonly active: ActivePeople }[]
  /**
   * The teams directly below the viewer, sorted by the manager's name. For an admin: the teams directly below the
   * people at the top. The last entry combines the teams that are too small to be shown (see `minGroupSize`) and people
   * who are in no team.
   */
  readonly teams: readonly AdoptionTeam[]
  readonly coverage: PeriodCoverage
}

/** The adoption of one team, or of all combined small teams. */
export interface AdoptionTeam {
  /** The team's manager, who is part of the team. Null for the combined teams. */
  readonly manager: EmployeeName | null
  /**
   * Number of people. Null if the combined teams are withheld, because all teams together have fewer than five people.
   */
  readonly people: number | null
  /** Number of these people who are linked to a Claude user. Null if withheld. */
  readonly linked: number | null
  /** Number of people active on any day of the period. Null if withheld. */
  readonly active: ActivePeople | null
}
