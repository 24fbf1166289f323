import type { Bucket, CounterSums, Day, EmployeeName, Period, ReadDay, StatId, TeamTrend } from '@windmill/claude-core'
import type { AdoptionInput, TeamMemberSums } from '@windmill/claude-core/internal'

/**
 * The usage of a manager's team: all employees below the manager, at any depth, who had not left before the period and
 * had started by its end.
 */
export interface TeamUsage {
  readonly manager: EmployeeName
  /** In any order, without the employees that `notShown` counts. */
  readonly members: readonly TeamMemberSums[]
  /** Number of members, including those beyond the limit. */
  readonly size: number
  /** Number of employees with the participation `totals`. */
  readonly notShown: number
  /** The account's first kept day. Null if everything is kept. */
  readonly keptFrom: Day | null
  /** The read days of the period and of the earlier days that it is compared with, from the snapshot of the sums. */
  readonly days: readonly ReadDay[]
}

/** Selects what to sum of a team's usage. */
export interface TeamUsageQuery {
  readonly period: Period
  /** The last compared day, as in `sumEmployeeUsage`. `@default` the last day of the period */
  readonly comparedTo?: Day | undefined
  /** The stats to sum. `@default` all */
  readonly stats?: readonly StatId[] | undefined
  /** Adds sums of this stat's counters by bucket, with buckets as in `sumEmployeeUsage`. `@default` null */
  readonly trend?: TeamTrend | null | undefined
  /**
   * Maximum number of members. They are ordered by their text from `buildSearchText`, then by id.
   * @default everyone
   */
  readonly limit?: number | undefined
}

/**
 * Product adoption among the employees below a viewer; for an admin, in the whole directory. `people` counts the
 * employees who had not left before the period and had started by its end, without those with the participation
 * `totals`, who are only counted in `notShown`. Excluded employees are not linked.
 *
 * Each employee is counted in exactly one team. A team is everyone below a manager, as in `TeamUsage`, except the one
 * team without a manager.
 *
 * - For a non-admin, each direct report of the viewer is the manager of a team. The team without a manager holds these
 *   direct reports.
 * - For an admin, each direct report of a top-level employee is the manager of a team. A top-level employee has no
 *   manager in the directory, or is their own manager. The team without a manager holds the top-level employees, their
 *   direct reports, and everyone in or below a cycle of two or more managers.
 * - If adoption is counted by an attribute, the employees with the same value are a team, and so are the employees
 *   without a value.
 */
export type AdoptionUsage = Omit<AdoptionInput, keyof AdoptionUsageQuery | 'latestDay'>

/** Selects what to count of a group's adoption. */
export interface AdoptionUsageQuery {
  readonly period: Period
  /** The buckets of the time series, as in `sumEmployeeUsage`. */
  readonly bucket: Bucket
  /** The attribute to count by instead of teams. Null counts by team. `@default` null */
  readonly by?: string | null
}

/** The usage of one employee on one active day. */
export interface ExportRow {
  readonly day: Day
  readonly employee: EmployeeName
  /** Number of Claude users linked to the employee. */
  readonly claudeUsers: number
  readonly sums: CounterSums
}
