import type { AccountId } from '@windmill/claude-core'
import type { RequestInfo } from '@windmill/claude-core/api'
import { readErrorCode, runInSpan, type Tracer } from '../tracer.ts'

interface TracedRequest {
  readonly tracer: Tracer | undefined
  readonly accountId: AccountId
  readonly signal: AbortSignal | undefined
  readonly about: RequestInfo
}

/** Sends a request to Claude's API in its own span. */
export const traceRequest = <Answer>(
  { tracer, accountId, signal, about }: TracedRequest,
  request: () => Promise<Answer>,
): Promise<Answer> => {
  const attributes = {
    'claude.account_id': accountId,
    'claude.endpoint': about.endpoint,
    'http.request.method': 'GET',
  }
  // Every run provokes this refusal on purpose, to learn the latest day from it.
  const isFailure = (error: unknown): boolean => !signal?.aborted && readErrorCode(error) !== 'day_too_recent'
  return runInSpan({ tracer, name: 'claude.api.request', attributes, isFailure }, async (span) => {
    try {
      return await request()
    } finally {
      const status = about.status()
      if (status !== undefined) span?.setAttribute('http.response.status_code', status)
    }
  })
}
