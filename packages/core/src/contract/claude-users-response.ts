import type { EmployeeChoice, EmployeeName } from '../people/employee.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import type { LinkMethod } from '../people/link.ts'
import type { MappingReason, MappingState } from '../people/mapping.ts'
import type { Suggestion } from '../people/suggestion.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import type { DirectoryStatus } from './directory-status.ts'

/** A Claude user in the mapping list, with the linked employee and the reason for the link or its absence. */
export interface MappedClaudeUser {
  readonly id: ClaudeUserId
  /** Null if the API has not given an e-mail yet. */
  readonly email: string | null
  readonly state: MappingState
  /** Why the Claude user has this state. */
  readonly reason: MappingReason
  /** The linked employee. Null without a link. */
  readonly employee: EmployeeChoice | null
  /** How the link was made. Null without a link. */
  readonly method: LinkMethod | null
  /**
   * In a conflict, the employees who tie for the address. If the linked employee has left, the current owners of the
   * address. Otherwise empty.
   */
  readonly candidates: readonly EmployeeChoice[]
  /**
   * Employees who may be this person, likeliest first. A suggestion never becomes a link without a person's decision.
   */
  readonly suggestions: readonly Suggestion[]
  /**
   * The newest read day with activity of the Claude user. Null if there is none. Absent for a viewer without
   * `people:view`, and if the Claude user belongs, or may belong, to an employee with a participation other than
   * `included`.
   */
  readonly lastActiveOn?: Day | null | undefined
  /** The newest change of the link. Null if there is none since the account was last erased. */
  readonly lastChange: LinkChange | null
}

/** A state of a Claude user's link, before or after a change. */
export interface LinkValue {
  /** Null without a link. */
  readonly employee: EmployeeName | null
  /** How the link was made. Null if the rules found no employee. */
  readonly method: LinkMethod | null
  /** Whether somebody set the Claude user aside as not in the directory. */
  readonly ignored: boolean
}

/** A change of a Claude user's link. */
export interface LinkChange {
  readonly at: Instant
  /** Who made the change. Null if the rules made it. */
  readonly by: EmployeeName | null
  /** The link before the change. */
  readonly from: LinkValue
  /** The link after the change. */
  readonly to: LinkValue
}

/** Answer of `GET /claude-users`: a page of the mapping list. */
export interface ClaudeUsersResponse {
  /** Number of Claude users in each state, regardless of the filter. */
  readonly counts: Readonly<Record<MappingState, number>>
  readonly claudeUsers: readonly MappedClaudeUser[]
  /** Cursor of the next page, for the query parameter `page`. Null on the last page. */
  readonly next: string | null
  readonly directory: DirectoryStatus
}

/** The body of `PUT /claude-users/{id}/link`. */
export type LinkRequest =
  /** Links the Claude user to this employee, regardless of the e-mail. */
  | { readonly decision: 'link'; readonly employeeId: string }
  /** Removes the link. The rules do not make it again. */
  | { readonly decision: 'unlink' }
  /** Sets the Claude user aside as not in the directory. They have no link and need no more attention. */
  | { readonly decision: 'ignore' }
  /** Lets the rules decide again. */
  | { readonly decision: 'automatic' }
  /** Undoes the newest change. Fails with `nothing_to_undo` unless a person made that change. */
  | { readonly decision: 'undo' }

/** Answer of `GET` and `PUT /claude-users/{id}/link`: one Claude user with the history of the link. */
export interface ClaudeUserResponse extends MappedClaudeUser {
  /** Every change of the link, newest first. */
  readonly changes: readonly LinkChange[]
}

/** The filter of `GET /claude-users`. */
export interface ClaudeUsersFilter {
  /** Only Claude users in this state. By default, Claude users in every state. */
  readonly state?: MappingState | undefined
  /**
   * Only Claude users with every word of this text in their id or e-mail, or in the linked employee's name or e-mails.
   * At most 200 characters.
   * @default every Claude user
   */
  readonly search?: string | undefined
  /**
   * Only Claude users with this employee, given by id, as their first suggestion. Viewers cannot link a Claude user to
   * themself, so their own id finds no Claude user.
   * @default every Claude user
   */
  readonly suggestedFor?: string | undefined
}

/** The query of `GET /claude-users`. */
export interface ClaudeUsersQuery extends ClaudeUsersFilter {
  /**
   * The `next` of the previous page.
   * @default the first page
   */
  readonly page?: string | undefined
}
