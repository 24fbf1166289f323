import type { EmployeeName } from '../people/employee.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import type { Participation } from '../people/participation.ts'
import type { ProblemCode } from '../problems/problems.ts'
import type { CounterId } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import type { Period } from '../time/period.ts'
import type { LinkValue } from './claude-users-response.ts'

/**
 * The purpose of a read:
 *
 * - `profile`, `review`, `one_on_one`: one employee's figures, on a page of that kind. The page sends its kind in the
 *   request.
 * - `team`: the figures of each member of a team.
 * - `adoption`: how many people of a group use Claude.
 * - `export`: the figures of each member of a group and day, as a file.
 * - `mapping`: when a Claude user was last active, in the list of Claude users.
 * - `reconciliation`: figures that differ from Claude's own totals.
 * - `host`: the figures of everyone, by the host itself, for tables of its own. Recorded once a UTC day.
 */
export type ReadPurpose = PagePurpose | 'team' | 'adoption' | 'export' | 'mapping' | 'reconciliation' | 'host'

/** The kind of page that shows one employee's figures. */
export type PagePurpose = 'profile' | 'review' | 'one_on_one'

/** What happened, as recorded in the log. */
export type LogEvent =
  /** Figures were read. */
  | {
      readonly kind: 'read'
      readonly purpose: ReadPurpose
      /**
       * Every period with figures in the answer. Empty if the answer covers all days. The first is the period that was
       * opened, and the second the one that it was compared with. For the purpose `reconciliation`, they are the
       * months with a difference.
       */
      readonly periods: readonly Period[]
      /**
       * Number of exported rows. Only the actor and viewers with `people:view` get it. Null for everyone else, for a
       * read that is not an export, and until the export has ended.
       */
      readonly rows: number | null
    }
  /** A Claude user got another link. */
  | {
      readonly kind: 'link_changed'
      readonly claudeUserId: ClaudeUserId
      /** The link before. In one's own log, another employee's name is left out (null). */
      readonly from: LinkValue
      /** The link after. In one's own log, another employee's name is left out (null). */
      readonly to: LinkValue
    }
  /** The host changed the ids of this many employees. */
  | { readonly kind: 'employees_renamed'; readonly employees: number }
  /** A key was saved. */
  | {
      readonly kind: 'connected' | 'key_replaced'
      /** Set if the key was saved through an invitation. The actor is then the person who made the invitation. */
      readonly byInvitation?: true
    }
  /** The host's directory changed how an employee takes part. Nobody is the actor. */
  | {
      readonly kind: 'participation_changed'
      /** The participation before. Null except in one's own log. */
      readonly from: Participation | null
      /** The participation from now on. Null except in one's own log. */
      readonly to: Participation | null
    }
  /** Figures of a month differ from Claude's own totals, even after its days were read again. Nobody is the actor. */
  | {
      readonly kind: 'totals_differ'
      /** The first day of the month. */
      readonly month: Day
      /** The counters that differ. */
      readonly counters: readonly CounterId[]
    }
  /** A new problem needs an admin: there was none before, or a different one. Nobody is the actor. */
  | {
      readonly kind: 'needs_attention'
      /** The problem. */
      readonly code: ProblemCode
    }
  /** The host changed the account's policy. Nobody is the actor. */
  | { readonly kind: 'policy_changed'; readonly changes: readonly PolicyChange[] }
  | { readonly kind: PlainLogKind }

/** A changed field of an account's policy. */
export interface PolicyChange {
  readonly field: 'historyFrom' | 'usageRetentionDays' | 'accessRetentionDays' | 'directoryMaxAgeHours'
  /** The value before. Null for none. */
  readonly from: string | number | null
  /** The value from now on. Null for none. */
  readonly to: string | number | null
}

/**
 * Events without details:
 *
 * - `invited`: somebody was invited to save a key.
 * - `invitation_revoked`: the invitation ended before it was used.
 * - `disconnected`: Claude was disconnected, and the data was kept.
 * - `erased`: Claude was disconnected, and the data was erased.
 * - `organization_accepted`: another Claude organization became the source of the figures.
 * - `directory_accepted`: a directory that had shrunk was accepted.
 * - `check_requested`: a reconciliation of every month with Claude's own totals was requested.
 * - `employee_exported`: the host exported everything that is stored about an employee.
 * - `employee_erased`: everything that is stored about an employee was deleted.
 * - `erasure_lifted`: an erased employee may be stored again.
 * - `recovered`: figures arrive again after `needs_attention` or `no_fresh_day`.
 * - `first_data`: the first day was read.
 * - `no_fresh_day`: no newer day was read for 48 hours.
 * - `directory_stale`: the directory was not read for so long that managers see nobody.
 * - `more_unmatched`: more Claude users than before have no employee. Claude users that were set aside do not count.
 *
 * Nobody is the actor of the last five.
 */
export type PlainLogKind =
  | 'invited'
  | 'invitation_revoked'
  | 'disconnected'
  | 'erased'
  | 'organization_accepted'
  | 'directory_accepted'
  | 'check_requested'
  | 'employee_exported'
  | 'employee_erased'
  | 'erasure_lifted'
  | 'recovered'
  | 'first_data'
  | 'no_fresh_day'
  | 'directory_stale'
  | 'more_unmatched'

/** What an entry is about: an employee, everyone below a manager, everyone, or only the account. */
export type LogSubject<Person = EmployeeName> =
  | { readonly employee: Person }
  | { readonly below: Person }
  | 'everyone'
  | 'account'

/** One entry of the log. */
export interface LogEntry {
  readonly at: Instant
  /** Who did it. If the directory no longer has them, `name` is their id. Null if no person did it. */
  readonly actor: EmployeeName | null
  /** The manager that the actor stood in for. Null if the actor did it in their own right. */
  readonly actingFor: EmployeeName | null
  readonly about: LogSubject
  readonly event: LogEvent
}

/** One page of the log, newest first. */
export interface LogPage {
  readonly entries: readonly LogEntry[]
  /** Cursor of the next page, for the query parameter `page`. Null on the last page. */
  readonly next: string | null
  /** How long entries are kept, in days. */
  readonly keptForDays: number
}

/**
 * Answer of `GET /log`: who read what and who changed what, for viewers with `audit:view`. Links that the matching
 * rules made are left out: they are in the history of each Claude user's link, and in each employee's log.
 */
export type LogResponse = LogPage

/**
 * Answer of `GET /employees/{id}/access`: who can see this employee's figures, and the entries of the log that are
 * about the employee. Only the employee and viewers with `audit:view` get it. Reads of one's own figures are not
 * recorded.
 */
export interface AccessResponse extends LogPage {
  /**
   * All managers above the employee who have not left, nearest first. People who stand in for them, and people
   * with `people:view`, are not listed. Empty if no manager can see the figures.
   */
  readonly managers: readonly EmployeeName[]
  /** True if no manager can see the figures for now, because the directory is stale. Otherwise absent. */
  readonly directoryStale?: boolean | undefined
  /** True if nobody else can see the figures, because of the participation `totals`. Otherwise absent. */
  readonly onlySelf?: boolean | undefined
  /** True if the employee has left, and so cannot see the figures either. Otherwise absent. */
  readonly hasLeft?: boolean | undefined
}
