import type { ActivePeople } from '../adoption/active-products.ts'
import type { Engagement } from '../adoption/engagement.ts'
import type { EmployeeName } from '../people/employee.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

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
  readonly coverage: PeriodCoverage
}
export interface AdoptionTeam {
  /** Whose team it is, with the manager in it; null for what is left over. */
  readonly manager: EmployeeName | null
  /** Null where the group is withheld: all teams together have fewer than five people, and it is the only one. */
  readonly people: number | null
  readonly linked: number | null
  readonly active: ActivePeople | null
}
