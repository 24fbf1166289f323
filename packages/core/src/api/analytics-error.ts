import type { ProblemCode } from '../problems/problems.ts'
import type { Day } from '../time/day.ts'

/** Why a request to the Analytics API gave nothing. */
export type AnalyticsErrorCode =
  /** The key, its scope, the API switch or the plan: only an admin can mend it. */
  | Extract<ProblemCode, 'key_refused' | 'scope_missing' | 'access_denied' | 'plan_not_supported'>
  /** The day is later than the latest that is served. */
  | 'day_too_recent'
  /** Any other request that the API calls wrong; for a date, that it is not served. */
  | 'request_rejected'
  /** The cursor is no longer valid: the day is to be read again from its first page. */
  | 'cursor_expired'
  /** The pages go round in a circle, or on without an end. */
  | 'cursor_repeated'
  | 'rate_limited'
  | 'api_unreachable'
  | 'api_unavailable'
  /** A field of the wrong type: nothing of the day is used. */
  | 'unexpected_answer'

export interface AnalyticsErrorDetails {
  readonly status?: number | undefined
  /** Claude's id of the request, to be told to its support. */
  readonly requestId?: string | undefined
  /** How long Claude asks to wait, in milliseconds. */
  readonly retryAfter?: number | undefined
  /** Whether the same request may succeed later. */
  readonly retryable?: boolean | undefined
  /** The latest day that is served, where the API named it. */
  readonly latestDay?: Day | undefined
}

/** A failed request to the Analytics API. Its message never holds the key. */
export class AnalyticsError extends Error {
  override readonly name = 'AnalyticsError'
  readonly code: AnalyticsErrorCode
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined
  readonly retryable: boolean
  readonly latestDay: Day | undefined

  constructor(code: AnalyticsErrorCode, message: string, details: AnalyticsErrorDetails = {}) {
    super(message)
    this.code = code
    this.status = details.status
    this.requestId = details.requestId
    this.retryAfter = details.retryAfter
    this.retryable = details.retryable ?? false
    this.latestDay = details.latestDay
  }
}

/** Refusals that only an admin can mend: no request is repeated, and the account's sync stops. */
export const isRefusal = (
  error: unknown,
): error is AnalyticsError & {
  readonly code: 'key_refused' | 'scope_missing' | 'access_denied' | 'plan_not_supported'
} =>
  error instanceof AnalyticsError &&
  ['key_refused', 'scope_missing', 'access_denied', 'plan_not_supported'].includes(error.code)
