import type { AccountId } from '@windmill/claude-core'
import type { RequestFacts } from '@windmill/claude-core/api'
import { codeOf, inSpan, type Tracer } from '../tracer.ts'

interface TracedRequest {
  readonly tracer: Tracer | undefined
  readonly accountId: AccountId
  readonly signal: AbortSignal | undefined
  readonly about: RequestFacts
}

/** Sends a request to Claude's API, in a span of its own. */
export const traceRequest = <Answer>(
  { tracer, accountId, signal, about }: TracedRequest,
  request: () => Promise<Answer>,
): Promise<Answer> => {
  const attributes = {
    'claude.account_id': accountId,
    'claude.endpoint': about.endpoint,
    'http.request.method': 'GET',
  }
  // From the refusal of a day that is too recent, every run learns the latest one.
  const isFailure = (error: unknown): boolean => !signal?.aborted && codeOf(error) !== 'day_too_recent'
  return inSpan({ tracer, name: 'claude.api.request', attributes, isFailure }, async (span) => {
    try {
      return await request()
    } finally {
      const status = about.status()
      if (status !== undefined) span?.setAttribute('http.response.status_code', status)
    }
  })
}
