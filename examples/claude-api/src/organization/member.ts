import type { ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import type { OfficeCountry } from './calendar.ts'
import type { UsageProfile } from './usage-profiles.ts'

/** A seat in the Claude organization, with the parameters for the simulation of its usage. */
export interface Member {
  readonly id: ClaudeUserId
  readonly email: string
  /** Employee who has the seat; null for a contractor. */
  readonly employeeId: EmployeeId | null
  /** RBAC group in Claude. Reports can be filtered and grouped by it. */
  readonly group: { readonly id: string; readonly name: string }
  /** First day of the seat. */
  readonly from: Day
  /** Last day of the seat; null when it has not ended. */
  readonly until: Day | null
  /** First day with the unified chat and Cowork experience, if the organization offers it. Null means never. */
  readonly unifiedFrom: Day | null
  readonly usageProfile: UsageProfile
  /** Probability of using Claude on an ordinary workday after the ramp-up, from 0 to 1. */
  readonly usageProbability: number
  /** Factor for the amount of usage on an active day, from 0.45 to 1.75. The median is about 0.7. */
  readonly volume: number
  /** Share of the edits and writes proposed by Claude Code that the member rejects, from 0 to 1. */
  readonly rejectionRate: number
  /** Day on which the ramp-up starts, counted as in `CalendarDay.dayNumber`. */
  readonly rampUpStartDayNumber: number
  readonly officeCountry: OfficeCountry
  /** Weeks of vacation, numbered as in `CalendarDay.week`. */
  readonly vacationWeeks: readonly number[]
  /** Seed of the member's daily activity. */
  readonly seed: number
}
