import type { DayFailureCode } from '../problems/day-failures.ts'
import type { ProblemCode } from '../problems/problems.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'

/** Answer of `GET`, `PUT` and `DELETE /connection` and of `POST /sync`: the account's connection to Claude. */
export interface ConnectionResponse {
  /**
   * - `disconnected`: no key is stored.
   * - `connecting`: a key is stored, and its first sync has not succeeded yet.
   * - `connected`: usage is synced hourly.
   * - `needs_attention`: syncing has stopped until an admin acts on `reason`.
   */
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'needs_attention'
  /** Why the connection needs attention. Otherwise null. */
  readonly reason: { readonly code: ProblemCode; readonly message: string } | null
  /** The days read so far, for the whole account. Null before the first read day. */
  readonly coverage: {
    /** The oldest read day. */
    readonly first: Day
    /** The newest read day. */
    readonly through: Day
    /** The earliest read day that Claude may still revise. Null if all read days are settled. */
    readonly provisionalFrom: Day | null
    /** Days between `first` and `through` that were not read. */
    readonly missing: readonly Day[]
  } | null
  /**
   * Progress of reading the history. Null if every day is read or has failed for now, and while nothing can be read.
   */
  readonly backfill: {
    /** Number of read days, out of `total`. */
    readonly done: number
    /** Number of days that Claude serves. */
    readonly total: number
    /** Estimated number of requests left, based on the days read so far. */
    readonly requestsLeft: number
    /** Estimated time left at the current pace, in seconds. */
    readonly secondsLeft: number
    /** The day being read now. Null while no sync is running. */
    readonly reading: Day | null
  } | null
  /** When a sync last succeeded. Null before the first time. */
  readonly lastSyncAt: Instant | null
  /**
   * Why the last sync ended early, if it did and no one has to act on it: the next sync continues. Otherwise null.
   * `code` is null for an internal failure, which only the server's log describes.
   */
  readonly lastFailure: { readonly at: Instant; readonly code: DayFailureCode | null } | null
  /** When the next hourly sync is planned. Null if unknown or none is planned. */
  readonly nextSyncAt: Instant | null
  /** Whether a sync is running on any server, or was started by this request. */
  readonly syncing: boolean
  /** The stored key. Admins only. Null without a key. */
  readonly key?: {
    /** The last four characters of the key. */
    readonly lastFour: string
    readonly savedAt: Instant
  } | null
  /** Number of Claude users seen so far, and of those linked to an employee. Admins only. */
  readonly people?: { readonly claudeUsers: number; readonly matched: number }
  /** Days with a failed last read, newest first, at most `maxFailures`. Admins only. */
  readonly failures?: readonly DayFailure[]
}

/** A day that could not be read. */
export interface DayFailure {
  readonly day: Day
  readonly code: DayFailureCode
  /** Number of consecutive failures with this code. */
  readonly times: number
  /** Earliest time of the next try. Null if there is none, because Claude refused the day repeatedly. */
  readonly dueAt: Instant | null
}

/** Answer of `POST /connection/preview`: what a key gives access to. Nothing is saved. */
export interface PreviewResponse {
  /** The newest day that Claude serves. */
  readonly latestDay: Day
  /** Number of Claude users with an e-mail who were active on the latest day. A lower bound if `more` is true. */
  readonly claudeUsers: number
  /** Number of these Claude users who match an employee by e-mail. */
  readonly matched: number
  /** Whether there are more Claude users: in a large organization only the first pages are read. */
  readonly more: boolean
  /** Which reports the organization has. Without a report, that usage is a lower bound. */
  readonly reports: { readonly skills: boolean; readonly connectors: boolean }
}

/** The body of `PUT /connection` and `POST /connection/preview`. */
export interface KeyRequest {
  /** The Analytics API key as pasted. At most 1,000 characters. */
  readonly apiKey: string
}

/** Whether `DELETE /connection?data=` keeps or erases the stored counts. */
export type DisconnectData = 'keep' | 'erase'
