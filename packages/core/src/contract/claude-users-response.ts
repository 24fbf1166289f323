import type { EmployeeChoice, EmployeeName } from '../people/employee.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import type { LinkMethod } from '../people/link.ts'
import type { MappingReason, MappingState } from '../people/mapping.ts'
import type { SuggestionReason } from '../people/suggest-employees.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import type { DirectoryStatus } from './directory-status.ts'

/** A claude user in the mapping list: whose they are, and why. */
export interface MappedClaudeUser {
  readonly id: ClaudeUserId
  readonly email: string | null
  readonly state: MappingState
  /** Why they are in that state. */
  readonly reason: MappingReason
  /** Whose they are; null where they are nobody's. */
  readonly employee: EmployeeChoice | null
  /** How the link came about; null without one. */
  readonly method: LinkMethod | null
  /** Between whom the rules cannot decide, in a conflict; whose address it is now, where one is linked who has left. */
  readonly candidates: readonly EmployeeChoice[]
  /** Who it may be, likeliest first. Never applied by themselves. */
  readonly suggestions: readonly (EmployeeChoice & { readonly reason: SuggestionReason })[]
  /** The newest day on which they did anything; null where no activity was read. */
  readonly lastActiveOn: Day | null
  /** The newest change to whose they are; null before the first. */
  readonly lastChange: LinkChange | null
}

/** Whose a claude user is, or was: an employee's, nobody's (yet), or nobody's by decision. */
export interface LinkValue {
  readonly employee: EmployeeName | null
  /** Null where the rules found nobody. */
  readonly method: LinkMethod | null
  /** An admin said that this is nobody in the directory, and needs no more attention. */
  readonly ignored: boolean
}

/** A change to whose a claude user is. */
export interface LinkChange {
  readonly at: Instant
  /** The admin who made it; null where the rules did. */
  readonly by: EmployeeName | null
  readonly from: LinkValue
  readonly to: LinkValue
}

/** `GET /claude-users`: the mapping list, a page of it. For admins. */
export interface ClaudeUsersResponse {
  /** How many there are in each state, whatever is asked for. */
  readonly counts: Readonly<Record<MappingState, number>>
  readonly claudeUsers: readonly MappedClaudeUser[]
  /** Leads to the next page; null on the last one. */
  readonly next: string | null
  readonly directory: DirectoryStatus
}

/** The body of `PUT /claude-users/{id}/link`. */
export type LinkRequest =
  /** They are this employee, whatever the e-mail says. */
  | { readonly decision: 'link'; readonly employeeId: string }
  /** They are not who they were linked to, and nobody else so far. */
  | { readonly decision: 'unlink' }
  /** They are nobody in the directory: no link, and off the work list. */
  | { readonly decision: 'ignore' }
  /** Let the rules decide again. */
  | { readonly decision: 'automatic' }
  /** Take the newest change back. */
  | { readonly decision: 'undo' }

/** `GET /claude-users/{id}/link`: one claude user, with every change, newest first. */
export interface ClaudeUserResponse extends MappedClaudeUser {
  readonly changes: readonly LinkChange[]
}

/** Which claude users `GET /claude-users` lists. */
export interface ClaudeUsersFilter {
  /** All of them without it. */
  readonly state?: MappingState | undefined
  /** Part of an e-mail, or of the name of the employee. */
  readonly search?: string | undefined
}

/** The query of `GET /claude-users`. */
export interface ClaudeUsersQuery extends ClaudeUsersFilter {
  /** `next` of the page before. */
  readonly page?: string | undefined
}
