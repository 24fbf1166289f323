import type { ActivePeople } from '../adoption/adoption-ids.ts'
import type { Engagement } from '../adoption/engagement.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/**
 * Answer of `GET /adoption`: how many people use each product. For a manager, it covers everyone below them, at any
 * depth, without themself. For an admin, it covers everyone in the directory. Other viewers get `not_found`.
 */
export interface AdoptionResponse {
  readonly period: Period
  /** The previous period. */
  readonly previous: Period
  /** The bucket of `series`. */
  readonly bucket: Bucket
  /** Number of people in the answer. Employees who left before the period began are not counted. */
  readonly people: number
  /** Number of these people who are linked to a Claude user. */
  readonly linked: number
  /** Number of people active on any read day of the period, by product. */
  readonly active: ActivePeople
  /** The same for the previous period. */
  readonly previousActive: ActivePeople
  readonly engagement: Engagement
  /**
   * Number of people active in each bucket, by product, oldest bucket first. `start` is its first day in the period.
   */
  readonly series: readonly { readonly start: Day; readonly active: ActivePeople }[]
  /**
   * The teams, sorted by their manager's name. Each direct report of the viewer leads a team. For an admin, each direct
   * report of a top-level employee leads a team. Top-level employees have no manager in the directory.
   *
   * The last entry, with `manager: null`, combines the teams with fewer than `minGroupSize` people and the people who
   * are in no team. If this entry would have 1 to 4 people, the smallest other team joins it, until it has at least
   * five or no other team is left. The entry is absent if nobody is in it.
   */
  readonly teams: readonly AdoptionTeam[]
  readonly coverage: PeriodCoverage
}

/** The adoption of one team, or of the combined teams. */
export interface AdoptionTeam {
  /** The team's manager, who is counted in the team, too. Null for the combined teams. */
  readonly manager: EmployeeName | null
  /**
   * Number of people. Null if the combined teams are withheld, which happens when all teams together have fewer than
   * `minGroupSize` people.
   */
  readonly people: number | null
  /** Number of these people who are linked to a Claude user. Null if withheld. */
  readonly linked: number | null
  /** Number of people active on any read day of the period, by product. Null if withheld. */
  readonly active: ActivePeople | null
}
