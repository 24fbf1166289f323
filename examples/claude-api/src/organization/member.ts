import type { ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import type { Site } from './calendar.ts'
import type { Work } from './work.ts'

/** Someone with a seat in the Claude organisation, and what their use of it comes from. */
export interface Member {
  readonly id: ClaudeUserId
  readonly email: string
  /** Whose seat it is; null for someone from outside the company. */
  readonly employeeId: EmployeeId | null
  /** Their group in Claude, by which reports can be filtered and grouped. */
  readonly group: { readonly id: string; readonly name: string }
  /** The first and the last day on which the seat can be used. */
  readonly from: Day
  readonly until: Day | null
  /** From when their chat and Cowork are one, where the organisation has that. */
  readonly unifiedFrom: Day | null
  readonly work: Work
  /** How likely they use Claude on an ordinary workday once they are used to it, from 0 to 1. */
  readonly pace: number
  /** How much they do on such a day, around 1. */
  readonly volume: number
  /** Which part of the edits that Claude Code proposes they turn down. */
  readonly caution: number
  /** From when on they take more and more to Claude, in days since 1970. */
  readonly learningSince: number
  readonly site: Site
  readonly vacationWeeks: readonly number[]
  readonly seed: number
}
