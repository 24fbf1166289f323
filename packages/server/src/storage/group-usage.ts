import type { CounterSums, Day, EmployeeName, ReadDay } from '@windmill/claude-core'
import type { AdoptionInput, TeamMemberSums } from '@windmill/claude-core/internal'

/** The usage of a manager's team: everyone below the manager, at any depth, who had not left before the period. */
export interface TeamUsage {
  readonly manager: EmployeeName
  /** In any order. */
  readonly members: readonly TeamMemberSums[]
  /** The days of the period and of the previous period that were read, from the same snapshot as the sums. */
  readonly days: readonly ReadDay[]
}

/**
 * Product adoption among the employees below a viewer; for an admin, in the whole directory. `people` counts employees
 * who had not left before the period.
 *
 * Each employee is in exactly one team. A team is led by a direct report of the viewer. For an admin, it is led by a
 * direct report of a top-level employee: one without a manager in the directory, or who is their own manager. An admin's
 * team without a manager has the top-level employees, and everyone on or below a cycle of managers.
 */
export type AdoptionUsage = Omit<AdoptionInput, 'period' | 'bucket' | 'latestDay'>

/** The usage of one employee on one active day. */
export interface ExportRow {
  readonly day: Day
  readonly employee: EmployeeName
  /** Number of Claude users linked to the employee. */
  readonly claudeUsers: number
  readonly sums: CounterSums
}
