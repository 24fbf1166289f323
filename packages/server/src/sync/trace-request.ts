import type { AccountId } from '@windmill/claude-core'
import type { AnalyticsRequestInfo } from '@windmill/claude-core/api'
import { readErrorCode, runInSpan, type Tracer } from '../tracer.ts'

interface TraceRequestOptions {
  readonly tracer: Tracer | undefined
  readonly accountId: AccountId
  /** Aborts the request. An aborted request does not mark the span as failed. */
  readonly signal: AbortSignal | undefined
  /** The endpoint and the HTTP status of the request. */
  readonly requestInfo: AnalyticsRequestInfo
}

/**
 * Sends a request to Claude's API within a `claude.api.request` span. Without a tracer, it only sends the request.
 */
export const traceRequest = <Answer>(
  { tracer, accountId, signal, requestInfo }: TraceRequestOptions,
  request: () => Promise<Answer>,
): Promise<Answer> => {
  const attributes = {
    'claude.account_id': accountId,
    'claude.endpoint': requestInfo.endpoint,
    'http.request.method': 'GET',
  }
  // `day_too_recent` is no failure: a sync requests today's data on purpose, because the refusal names the latest day.
  const isFailure = (error: unknown): boolean => !signal?.aborted && readErrorCode(error) !== 'day_too_recent'
  return runInSpan({ tracer, name: 'claude.api.request', attributes, isFailure }, async (span) => {
    try {
      return await request()
    } finally {
      const status = requestInfo.getLastStatus()
      if (status !== undefined) span?.setAttribute('http.response.status_code', status)
    }
  })
}
