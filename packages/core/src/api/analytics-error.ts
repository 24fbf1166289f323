import type { ProblemCode } from '../problems/problems.ts'
import type { Day } from '../time/day.ts'

/** Why a request to the Analytics API failed. */
export type AnalyticsErrorCode =
  /** The key, its scope, the organization's API access or its plan is wrong, or the API refuses for another reason. */
  | Extract<ProblemCode, 'key_refused' | 'scope_missing' | 'access_denied' | 'plan_not_supported' | 'api_refused'>
  /** Something on the way to the API answered in its place, such as a firewall, a proxy or a sign-in page. */
  | Extract<ProblemCode, 'api_blocked'>
  /** The answer comes from another Claude organization than the account's figures. Thrown by `onAnswer` only. */
  | Extract<ProblemCode, 'organization_differs'>
  /** The requested day is later than the latest day that the API serves. */
  | 'day_too_recent'
  /** The API rejects the first page of a day (400), usually because it does not serve the day. */
  | 'request_rejected'
  /** The API rejects the cursor (410, or 400 on a later page). Read the day again from its first page. */
  | 'cursor_expired'
  /** A page or cursor was repeated, or empty pages kept leading to more pages. */
  | 'cursor_repeated'
  /** The organization's request limit is used up. */
  | 'rate_limited'
  /** The connection failed or timed out, or the address answered with a redirect. */
  | 'api_unreachable'
  /** The API answered with status 408, 409 or 5xx, or with something that is not JSON. */
  | 'api_unavailable'
  /** A field of the answer has an unexpected type, so no row of the answer is returned. */
  | 'unexpected_answer'

/** Optional facts about a failed request. */
export interface AnalyticsErrorDetails {
  /** The HTTP status. Absent if no answer came. */
  readonly status?: number | undefined
  /** The API's id of the request, to quote to Anthropic's support. */
  readonly requestId?: string | undefined
  /** How long the API asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** Whether the same request may succeed later. @default false */
  readonly isRetryable?: boolean | undefined
  /** The latest day that the API serves. Absent if the answer does not name it. */
  readonly latestDay?: Day | undefined
}

/** A failed request to the Analytics API. The message never contains the key. */
export class AnalyticsError extends Error {
  override readonly name = 'AnalyticsError'
  /** Why the request failed. */
  readonly code: AnalyticsErrorCode
  /** The HTTP status. Undefined if no answer came. */
  readonly status: number | undefined
  /** The API's id of the request, to quote to Anthropic's support. Undefined if the answer has none. */
  readonly requestId: string | undefined
  /** How long the API asks to wait before the next request, in milliseconds. Undefined if it does not ask. */
  readonly retryAfterMs: number | undefined
  /** Whether the same request may succeed later. */
  readonly isRetryable: boolean
  /** The latest day that the API serves. Undefined if the answer does not name it. */
  readonly latestDay: Day | undefined

  constructor(code: AnalyticsErrorCode, message: string, details: AnalyticsErrorDetails = {}) {
    super(message)
    this.code = code
    this.status = details.status
    this.requestId = details.requestId
    this.retryAfterMs = details.retryAfterMs
    this.isRetryable = details.isRetryable ?? false
    this.latestDay = details.latestDay
  }
}

const refusalCodes = [
  'key_refused',
  'scope_missing',
  'access_denied',
  'plan_not_supported',
  'organization_differs',
  'api_refused',
  'api_blocked',
] as const

/** The code of a refusal. */
export type RefusalCode = (typeof refusalCodes)[number]

/**
 * Whether an answer refuses the key, the organization or this server, and not only a day. A further request would get
 * the same answer now, so the caller should not send one.
 */
export const isRefusal = (error: unknown): error is AnalyticsError & { readonly code: RefusalCode } =>
  error instanceof AnalyticsError && refusalCodes.some((code) => code === error.code)
