import type { Day } from './day.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { LinkMethod, MappingReason, MappingState, SuggestionReason } from './matching.ts'
import type { Period } from './period.ts'
import type { Instant } from './responses.ts'

/** An employee as they are named in lists. */
export interface EmployeeName {
  readonly id: EmployeeId
  readonly name: string
}

/** An employee whom an admin may choose for a claude user. */
export interface EmployeeChoice extends EmployeeName {
  readonly emails: readonly string[]
  readonly archivedOn: Day | null
}

/** A claude user in the mapping list: whose they are, and why. */
export interface ClaudeUserMapping {
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
  readonly claudeUsers: readonly ClaudeUserMapping[]
  /** Leads to the next page; null on the last one. */
  readonly next: string | null
  readonly directory: DirectoryStatus
}

/** What came of the last reading of the host's directory. */
export interface DirectoryStatus {
  readonly employees: number
  /** When the directory in use was read; null before the first time. */
  readonly readAt: Instant | null
  /** Why a newer one is not in use: it could not be read, or had lost half of its people. */
  readonly heldBack: {
    readonly reason: 'failed' | 'invalid' | 'shrank'
    readonly at: Instant
    readonly message: string
  } | null
  /** What is wrong in the one in use, at most a hundred. */
  readonly problems: readonly DirectoryProblem[]
}

export interface DirectoryProblem {
  readonly code: 'manager_unknown' | 'manager_cycle' | 'id_repeated' | 'email_shared'
  readonly employeeId: EmployeeId
  /** In words, with the other ids or the address. */
  readonly message: string
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
export interface ClaudeUserResponse extends ClaudeUserMapping {
  readonly changes: readonly LinkChange[]
}

/** How many employees one search finds at most. */
export const mostChoices = 20

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

/** `GET /employees?search=`: whom an admin may choose, at most `mostChoices`. */
export interface EmployeesResponse {
  readonly employees: readonly EmployeeChoice[]
}

/** `GET /employees/{id}/access`: who can see this employee's stats, and who did. For the employee and admins. */
export interface AccessResponse {
  /** Everyone above them, nearest first; admins of the account can see them too. */
  readonly managers: readonly EmployeeName[]
  /** Newest first. Their own reads are not recorded. */
  readonly reads: readonly AccessRead[]
  /** Leads to older ones; null where there are none. */
  readonly next: string | null
  /** For how many days reads are kept. */
  readonly keptForDays: number
}

/** What was read: their own page, a team that they were in, a whole organisation's adoption, or an export. */
export type AccessKind = 'employee' | 'team' | 'adoption' | 'export'

export interface AccessRead {
  readonly at: Instant
  /** The reader, with the name that the directory has of them, or their id where it has none. */
  readonly viewer: EmployeeName
  readonly kind: AccessKind
  readonly period: Period
}
