import type { AdoptionInput, CounterSums, Day, EmployeeName, ReadDay, TeamMemberSums } from '@windmill/claude-core'

/** The sums of everyone below a manager who had not left before the period began. */
export interface TeamUsage {
  readonly manager: EmployeeName
  /** In any order. */
  readonly members: readonly TeamMemberSums[]
  /** The days of the period and the previous one that were read, in the same snapshot as the sums. */
  readonly days: readonly ReadDay[]
}

/**
 * How many of a viewer's part use which product. As `people` count those who had not left before the period began, whose
 * activity can be in it. Everyone is in one of the teams: that of someone right below the viewer or, for an admin, below
 * someone at the top, who has no manager in the directory or is their own. In the team without a manager are for an
 * admin those at the top, and who is on a circle of managers or below one.
 */
export type AdoptionUsage = Omit<AdoptionInput, 'period' | 'bucket' | 'latestDay'>

/** What an employee did on one day. */
export interface ExportRow {
  readonly day: Day
  readonly employee: EmployeeName
  /** How many claude users are linked to them. */
  readonly claudeUsers: number
  readonly sums: CounterSums
}
