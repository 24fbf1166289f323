import type { Employee } from '../people/employee.ts'
import type { ClaudeUserId, EmployeeId } from '../people/ids.ts'
import type { LinkMethod } from '../people/link.ts'
import type { MappingReasonCode, MappingState } from '../people/mapping.ts'
import type { CounterId, Counters } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import type { LogEntry } from './log-response.ts'

/** Answer of `GET /employees/{id}/data`: everything that is stored about one employee. Only that employee gets it. */
export interface EmployeeDataResponse {
  /** When the data was read from storage. */
  readonly exportedAt: Instant
  /** The employee's entry in the directory. Null if there is none any longer. */
  readonly employee: Employee | null
  /** The employee's direct managers so far, oldest first. */
  readonly reportingLines: readonly {
    /** Null while the employee had no manager, or was not in the directory. */
    readonly managerId: EmployeeId | null
    /** When this reporting line began. Null if it was already in the first stored directory. */
    readonly from: Instant | null
    /** When this reporting line ended. Null if it has not ended. */
    readonly until: Instant | null
  }[]
  /** The Claude users who are linked to the employee. */
  readonly claudeUsers: readonly {
    readonly id: ClaudeUserId
    readonly email: string | null
    /** How the link was made. */
    readonly method: LinkMethod
    /** How the Claude user is currently linked, and why. Null until Claude's API lists the Claude user. */
    readonly mapping: { readonly state: MappingState; readonly reason: MappingReasonCode } | null
    /** Every stored day, oldest first, with each stored counter. */
    readonly days: readonly { readonly day: Day; readonly counters: Counters }[]
    /** The stored sums of a month that differ from Claude's totals, oldest month first. */
    readonly findings: readonly {
      /** The first day of the month. */
      readonly month: Day
      readonly counter: CounterId
      readonly stored: number
      /** Claude's total. Null if Claude gives no total for this Claude user. */
      readonly claude: number | null
    }[]
  }[]
  /** The log entries about the employee, newest first: who read their figures, and who changed their links. */
  readonly logAbout: readonly LogEntry[]
  /** The log entries with the employee as the actor, newest first: what they read and changed. */
  readonly logBy: readonly LogEntry[]
}
