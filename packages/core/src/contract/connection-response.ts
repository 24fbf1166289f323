import type { DayFailureCode } from '../problems/day-failures.ts'
import type { ProblemCode } from '../problems/problems.ts'
import type { AccountCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'

/**
 * Answer of `GET`, `PUT` and `DELETE /connection`, `DELETE /connection/invitation` and `POST /sync`: the account's
 * connection to Claude.
 */
export interface ConnectionResponse {
  /**
   * - `disconnected`: no key is stored.
   * - `connecting`: a key is stored, and its first sync has neither read a day nor succeeded yet.
   * - `connected`: usage is synced hourly. Replacing the key keeps this status.
   * - `needs_attention`: no sync can read anything until the problem that `reason` describes is solved. The hourly
   *   sync still tries, and continues by itself when the problem is solved.
   */
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'needs_attention'
  /**
   * Why the connection needs attention. Null with any other status. `message` is absent for a viewer without
   * `connection:manage`, because it can quote Claude.
   */
  readonly reason: { readonly code: ProblemCode; readonly message?: string } | null
  /** The days read so far, for the whole account. Null before the first read day. */
  readonly coverage: AccountCoverage | null
  /**
   * Progress of reading the history. Null if no day is left: each day was read, or the last attempt to read it failed.
   * Also null if the account is not connected or needs attention, because nothing can be read then.
   */
  readonly backfill: {
    /** Number of days that were read, of the `total`. */
    readonly done: number
    /** Number of days that Claude serves. */
    readonly total: number
    /** Estimated number of requests left, from the number that earlier days took. */
    readonly requestsLeft: number
    /** Estimated time left at the current pace, in seconds. */
    readonly secondsLeft: number
    /** The day being read now. Null while no sync is running. */
    readonly reading: Day | null
  } | null
  /** When a sync last succeeded. During the first sync, the time at which it read its first day. Null until then. */
  readonly lastSyncAt: Instant | null
  /**
   * Why the last sync ended early. Nobody has to act: the next sync continues. Null if the last sync did not end early,
   * and with the status `disconnected` or `needs_attention`. `code` is null for an internal failure, which only the
   * server's `logger` gets. `message` describes the failed request, in Claude's own words if there are any. It is
   * absent for a viewer without `connection:manage`.
   */
  readonly lastFailure: {
    readonly at: Instant
    readonly code: DayFailureCode | null
    readonly message?: string
  } | null
  /** When the next hourly sync is planned. Null if the time is unknown or no sync is planned. */
  readonly nextSyncAt: Instant | null
  /** Whether a sync is running on any server. Also true if this request started one. */
  readonly syncing: boolean
  /** The stored key. Null without a key. Absent for a viewer without `connection:manage`. */
  readonly key?: {
    /** The last four characters of the key. */
    readonly lastFour: string
    /** When the key was saved. */
    readonly savedAt: Instant
  } | null
  /**
   * The open invitation, by which somebody else can save a key. Null if there is none. Absent for a viewer without
   * `connection:manage`.
   */
  readonly invitation?: {
    /** When the invitation ends. */
    readonly expiresAt: Instant
  } | null
  /** The number of Claude users. Absent for a viewer without `users:match`. */
  readonly people?: {
    /** Number of Claude users seen so far. */
    readonly claudeUsers: number
    /** Number of these Claude users who are linked to an employee. */
    readonly matched: number
    /** Number of these Claude users who are set aside (`ignored`), so that nobody has to match them. */
    readonly ignored: number
  }
  /**
   * Days for which the last attempt to read them failed, newest first, at most `maxListedFailures`. Absent for a viewer
   * without `connection:manage`.
   */
  readonly failures?: readonly DayFailure[]
  /**
   * Warns that the employee directory was not read for more than a day. Null if it was read within the last day. Absent
   * for a viewer without `connection:manage`.
   */
  readonly directoryWarning?: {
    /** When the whole directory was last read and stored. Null if this never happened. */
    readonly readAt: Instant | null
    /** When the stored directory becomes too old to decide who manages anyone. Null if `readAt` is null. */
    readonly staleAt: Instant | null
    /** Whether the stored directory is too old now: managers see nobody until it is read again. */
    readonly isStale: boolean
  } | null
}

/** A day that could not be read. */
export interface DayFailure {
  readonly day: Day
  /** Why the last attempt failed. */
  readonly code: DayFailureCode
  /** Number of consecutive failures with this code. */
  readonly times: number
  /** Earliest time of the next attempt. */
  readonly dueAt: Instant
}

/** Answer of `POST /connection/preview`: what a key gives access to. Nothing is saved. */
export interface PreviewResponse extends InvitedPreviewResponse {
  /** The first day that will be read: the later of Claude's first day and the start of the account's history. */
  readonly historyFrom: Day
  /** The newest day that Claude serves. */
  readonly latestDay: Day
  /** Number of Claude users with an e-mail that the API lists for the latest day. A lower bound if `more` is true. */
  readonly claudeUsers: number
  /** Number of these Claude users who match an employee, by e-mail or by an e-mail rule. */
  readonly matched: number
  /** Whether there are more Claude users. Only the first pages of a large organization are read. */
  readonly more: boolean
}

/** Answer of `POST /connection/preview` to an invitation, for a key that works: the reports that the key can read. */
export interface InvitedPreviewResponse {
  /** Whether the organization has each report. Without it, the usage of skills or connectors is a lower bound. */
  readonly reports: { readonly skills: boolean; readonly connectors: boolean }
}

/** Answer of `PUT /connection` to an invitation. */
export interface InvitedConnectResponse {
  /** The key is saved, and the invitation is used up. */
  readonly accepted: true
}

/** Answer of `POST /connection/invitation`. */
export interface InvitationResponse {
  /**
   * Stands in for a session on `POST /connection/preview` and `PUT /connection`, as
   * `Authorization: Invitation <secret>`. Only the hash of the secret is stored, so no other answer has the secret. Put
   * the secret into the fragment of a link: browsers send that part of a URL to no server.
   */
  readonly secret: string
  /** When the invitation ends, 72 hours after it was made. */
  readonly expiresAt: Instant
}

/** The body of `PUT /connection` and `POST /connection/preview`. */
export interface KeyRequest {
  /** A text with the Analytics API key, as pasted. At most 10,000 characters. */
  readonly apiKey: string
}

/** The query parameter `data` of `DELETE /connection`: whether the stored counts are kept or erased. */
export type DisconnectData = 'keep' | 'erase'
