import type { ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import type { Site } from './calendar.ts'
import type { UsageProfile } from './usage-profiles.ts'

/** A seat in the Claude organization, with the parameters that its usage is simulated from. */
export interface Member {
  readonly id: ClaudeUserId
  readonly email: string
  /** Owner of the seat; null for a contractor. */
  readonly employeeId: EmployeeId | null
  /** RBAC group in Claude; reports can be filtered and grouped by it. */
  readonly group: { readonly id: string; readonly name: string }
  /** First day of the seat. */
  readonly from: Day
  /** Last day of the seat; null when it has not ended. */
  readonly until: Day | null
  /** First day with the unified chat and Cowork experience, if the organization offers it; null for never. */
  readonly unifiedFrom: Day | null
  readonly usageProfile: UsageProfile
  /** Probability of using Claude on an ordinary workday once ramped up, from 0 to 1. */
  readonly usageProbability: number
  /** Multiplier for the amount of usage on an active day, around 1. */
  readonly volume: number
  /** Share of Claude Code's proposed edits that they reject, from 0 to 1. */
  readonly rejectionRate: number
  /** Day on which usage starts to grow, in days since 1970-01-01. */
  readonly rampUpStart: number
  readonly site: Site
  /** Weeks of vacation, counted as in `CalendarDay.week`. */
  readonly vacationWeeks: readonly number[]
  /** Seed of the member's daily activity. */
  readonly seed: number
}
