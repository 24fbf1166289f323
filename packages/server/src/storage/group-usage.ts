import type { AdoptionId, CounterSums, Day, EmployeeId, EmployeeName, ReadDay } from '@windmill/claude-core'

/** About whom a viewer asks: those named, everyone below a manager, or everyone they may see. */
export type VisibilityScope = { readonly among: readonly EmployeeId[] } | { readonly below: EmployeeId } | 'all'

/** The sums of everyone below a manager. */
export interface TeamUsage {
  readonly manager: EmployeeName
  /** In any order. */
  readonly members: readonly MemberUsage[]
  /** The days of the period and the previous one that were read, in the same snapshot as the sums. */
  readonly days: readonly ReadDay[]
}

export interface MemberUsage extends EmployeeName {
  readonly managerId: EmployeeId | null
  /** Activity after it is not in the sums. */
  readonly archivedOn: Day | null
  /** How many claude users are linked to them. */
  readonly claudeUsers: number
  /** Over the period. */
  readonly current: CounterSums
  /** Over the previous period. */
  readonly previous: CounterSums
}

/** How many employees did anything with any product, and with each. */
export type ActiveCounts = Readonly<Record<AdoptionId, number>>

/** How many of a viewer's part use which product: of everyone below them, or of everyone for an admin. */
export interface AdoptionUsage extends PeopleCounts {
  readonly previousActive: ActiveCounts
  /** By bucket, keyed as core's `bucketsOf` starts them; buckets in which nobody was active are left out. */
  readonly series: ReadonlyMap<Day, ActiveCounts>
  /**
   * Everyone of the part, each in one group, in any order. A group is someone right below the viewer (for an admin:
   * below someone at the top, who has no manager in the directory or is their own) with everyone below them. The rest, if
   * any, is the group without a manager: for an admin those at the top, and whoever hangs on a circle of managers.
   */
  readonly teams: readonly (PeopleCounts & { readonly manager: EmployeeName | null })[]
  /** The days of the period and the previous one that were read, in the same snapshot as the counts. */
  readonly days: readonly ReadDay[]
}

export interface PeopleCounts {
  /** How many had not left before the period began: those whose activity can be in it. */
  readonly people: number
  /** How many of them are linked to a claude user. */
  readonly linked: number
  /** How many were active on any day of the period, each up to their archived date. */
  readonly active: ActiveCounts
}

/** What an employee did on one day. */
export interface ExportRow {
  readonly day: Day
  readonly employee: EmployeeName
  /** How many claude users are linked to them. */
  readonly claudeUsers: number
  readonly sums: CounterSums
}
