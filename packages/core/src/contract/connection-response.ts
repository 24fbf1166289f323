import type { DayFailureCode } from '../problems/day-failures.ts'
import type { ProblemCode } from '../problems/problems.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'

/** `GET /connection`; also the answer to `PUT`, `DELETE` and `POST /sync`. */
export interface ConnectionResponse {
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'needs_attention'
  /** Why the connection needs attention. */
  readonly reason: { readonly code: ProblemCode; readonly message: string } | null
  /** What has been read so far, over the whole account. Null before the first day. */
  readonly coverage: {
    readonly first: Day
    readonly through: Day
    readonly provisionalFrom: Day | null
    /** Days between `first` and `through` that are not read. */
    readonly missing: readonly Day[]
  } | null
  /** How far the history is read. Null once all of it is or has failed for now, and while nothing can be read. */
  readonly backfill: {
    /** Days that are read, of those that Claude serves. */
    readonly done: number
    readonly total: number
    /** About how many requests the rest takes, judged by the days that are read. */
    readonly requestsLeft: number
    /** About how long they take at the present pace. */
    readonly secondsLeft: number
    /** The day that is being read now; null while no sync is under way. */
    readonly reading: Day | null
  } | null
  /** When a sync last succeeded. */
  readonly lastSyncAt: Instant | null
  /** How the last sync ended early, where it did, though nobody has to do anything; `code` is null for what only a log tells. */
  readonly lastFailure: { readonly at: Instant; readonly code: DayFailureCode | null } | null
  /** When the next hourly sync is planned. */
  readonly nextSyncAt: Instant | null
  /** Whether a sync is under way, on whatever server, or was asked for by this very request. */
  readonly syncing: boolean
  /** For admins only. */
  readonly key?: { readonly lastFour: string; readonly savedAt: Instant } | null
  /** For admins only: how many claude users were seen, and how many of them are linked to an employee. */
  readonly people?: { readonly claudeUsers: number; readonly matched: number }
  /** For admins only: the days whose last reading failed, newest first, at most twenty. */
  readonly failures?: readonly DayFailure[]
}

export interface DayFailure {
  readonly day: Day
  readonly code: DayFailureCode
  /** How often in a row it has failed this way. */
  readonly times: number
  /** From when on it is tried again; null where it no longer is, because Claude refused it again and again. */
  readonly dueAt: Instant | null
}

/** `POST /connection/preview`: what a key gives access to. Nothing is saved. */
export interface PreviewResponse {
  readonly latestDay: Day
  /** How many claude users with an e-mail were active on the latest day, as far as they were looked at. */
  readonly claudeUsers: number
  /** How many of them match an employee by e-mail. */
  readonly matched: number
  /** Whether there are more: of a large organisation only the first ones are looked at. */
  readonly more: boolean
  /** Which reports the organisation has; where one is lacking, that usage is a lower bound. */
  readonly reports: { readonly skills: boolean; readonly connectors: boolean }
}

/** The body of `PUT /connection` and `POST /connection/preview`. */
export interface KeyRequest {
  readonly apiKey: string
}

/** What becomes of the stored counts on `DELETE /connection?data=`. */
export type DisconnectData = 'keep' | 'erase'
