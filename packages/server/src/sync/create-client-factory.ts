import type { AccountId } from '@windmill/claude-core'
import { type AnalyticsClient, createAnalyticsClient } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { Tracer } from '../tracer.ts'
import { explainConnectionFailure } from './explain-connection-failure.ts'
import type { OrganizationGuard } from './organization-guard.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { createRetryFunction } from './retry.ts'
import { traceRequest } from './trace-request.ts'

/** Options of a client. */
export interface ClientOptions {
  /** Checks the organization of every answer. */
  readonly organization: OrganizationGuard
  /** Aborts all requests. `@default` never aborted */
  readonly signal?: AbortSignal
  /** Maximum attempts per request, at least 1. `@default 5` */
  readonly maxAttempts?: number
  /** Called before each attempt. */
  readonly onRequest?: (() => void) | undefined
}

/** Creates a client of Claude's API that keeps to the budget and retries transient failures. */
export type ClientFactory = (accountId: AccountId, apiKey: string, options: ClientOptions) => AnalyticsClient

interface ClientFactoryOptions extends Pick<NonNullable<ClaudeIntegrationOptions['claudeApi']>, 'baseUrl' | 'fetch'> {
  readonly requestsPerMinute: number
  readonly clock: Clock
  readonly tracer: Tracer | undefined
}

export const createClientFactory = (options: ClientFactoryOptions): ClientFactory => {
  const { requestsPerMinute, clock, tracer } = options
  const startedAt = clock.now()
  const pacers = new Map<AccountId, Pacer>()
  const getPacer = (accountId: AccountId): Pacer => {
    const pacer = pacers.get(accountId) ?? createPacer(requestsPerMinute, clock, startedAt)
    pacers.set(accountId, pacer)
    return pacer
  }

  return (accountId, apiKey, { organization, signal, maxAttempts, onRequest }) => {
    const pacer = getPacer(accountId)
    const retry = createRetryFunction(pacer, clock, { signal, maxAttempts })
    return createAnalyticsClient({
      apiKey,
      signal,
      baseUrl: options.baseUrl,
      fetch: options.fetch,
      // The settings of Node.js do not matter to another `fetch`.
      explainConnectionFailure: options.fetch ? undefined : (code) => explainConnectionFailure(code, process),
      onAnswer({ organizationId, rateLimit }) {
        organization.check(organizationId)
        if (rateLimit) pacer.applyRateLimit(rateLimit)
      },
      runRequest: (request, requestInfo) =>
        retry(async () => {
          onRequest?.()
          const answer = await traceRequest({ tracer, accountId, signal, requestInfo }, request)
          await organization.settle()
          return answer
        }),
    })
  }
}
