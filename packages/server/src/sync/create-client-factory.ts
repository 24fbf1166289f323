import { createHash } from 'node:crypto'
import type { AccountId } from '@windmill/claude-core'
import { type AnalyticsClient, createAnalyticsClient } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import type { Tracer } from '../tracer.ts'
import type { RequestPurpose } from './budget.ts'
import { explainConnectionFailure } from './explain-connection-failure.ts'
import type { OrganizationGuard } from './organization-guard.ts'
import { createPacer, getOrganizationBudgetId, type Pacer } from './pacer.ts'
import { createRetryFunction } from './retry.ts'
import { traceRequest } from './trace-request.ts'

/** Options of a client. */
export interface ClientOptions {
  /** Checks the organization of every answer. */
  readonly organization: OrganizationGuard
  /** `@default` 'sync' */
  readonly purpose?: RequestPurpose
  /** Ends all requests when it aborts. */
  readonly signal?: AbortSignal | undefined
  /** Maximum attempts per request, at least 1. `@default 5` */
  readonly maxAttempts?: number
  /** Called before each attempt. */
  readonly onRequest?: (() => void) | undefined
}

/** Creates a client of Claude's API that keeps to the organization's budget and retries transient failures. */
export type ClientFactory = (accountId: AccountId, apiKey: string, options: ClientOptions) => AnalyticsClient

interface ClientFactoryOptions extends Pick<NonNullable<ClaudeIntegrationOptions['claudeApi']>, 'baseUrl' | 'fetch'> {
  readonly storage: StorageAdapter
  readonly requestsPerMinute: number
  readonly clock: Clock
  readonly tracer: Tracer | undefined
}

export const createClientFactory = (options: ClientFactoryOptions): ClientFactory => {
  const { storage, requestsPerMinute, clock, tracer } = options
  const host = options.baseUrl ? new URL(options.baseUrl).hostname : 'api.anthropic.com'
  const createBudgetPacer = (budgetId: string): Pacer => createPacer({ storage, clock, budgetId, requestsPerMinute })
  // The map stays small, because there are no more organizations than accounts. The pacers of keys are not remembered,
  // because people can paste any number of keys.
  const organizationPacers = new Map<string, Pacer>()
  const pacers: Pacers = {
    createKeyPacer: (apiKey) => createBudgetPacer(`key:${createHash('sha256').update(apiKey).digest('hex')}`),
    getOrganizationPacer(id) {
      const pacer = organizationPacers.get(id) ?? createBudgetPacer(getOrganizationBudgetId(id))
      organizationPacers.set(id, pacer)
      return pacer
    },
  }

  return (accountId, apiKey, { organization, purpose = 'sync', signal, maxAttempts, onRequest }) => {
    const budget = createBudget(pacers, apiKey, organization)
    const retry = createRetryFunction({
      clock,
      take: () => budget.take(purpose, signal),
      pause: (milliseconds) => budget.getPacer().pause(milliseconds),
      signal,
      maxAttempts,
    })
    return createAnalyticsClient({
      apiKey,
      signal,
      baseUrl: options.baseUrl,
      fetch: options.fetch,
      // The network settings of Node.js may not apply to a `fetch` of the host.
      explainConnectionFailure: options.fetch ? undefined : (code) => explainConnectionFailure(code, process, host),
      onAnswer({ organizationId, rateLimit }) {
        organization.check(organizationId)
        if (organizationId !== undefined) budget.confirmOrganization()
        if (rateLimit && !budget.isMoving()) budget.getPacer().applyRateLimit(rateLimit)
      },
      runRequest: (request, requestInfo) =>
        retry(async () => {
          onRequest?.()
          const answer = await budget
            .getPacer()
            .send(() => traceRequest({ tracer, accountId, signal, requestInfo }, request))
            .finally(budget.settle)
          await organization.settle()
          return answer
        }),
    })
  }
}

/** The budget of a client: the key's until the organization is known, and then the organization's. */
interface ClientBudget {
  readonly take: (purpose: RequestPurpose, signal: AbortSignal | undefined) => Promise<void>
  readonly getPacer: () => Pacer
  /** Whether the organization is known, but its budget does not count the earlier requests yet. */
  readonly isMoving: () => boolean
  /** Called when an answer has named the organization of the key. */
  readonly confirmOrganization: () => void
  /**
   * Counts the earlier requests in the organization's budget if the organization is known. Stores the organization for
   * other clients of the key if it is confirmed.
   */
  readonly settle: () => Promise<void>
}

interface Pacers {
  readonly createKeyPacer: (apiKey: string) => Pacer
  readonly getOrganizationPacer: (organizationId: string) => Pacer
}

const createBudget = (pacers: Pacers, apiKey: string, organization: OrganizationGuard): ClientBudget => {
  const keyPacer = pacers.createKeyPacer(apiKey)
  /** The organization that another client of this key stored, perhaps in another process. */
  let keyOrganizationId: string | null = null
  let uncountedRequests = 0
  let [isConfirmed, isStored] = [false, false]
  const getOrganizationId = (): string | null => organization.getId() ?? keyOrganizationId
  const getPacer = (): Pacer => {
    const id = getOrganizationId()
    return id === null ? keyPacer : pacers.getOrganizationPacer(id)
  }
  const isMoving = (): boolean => uncountedRequests > 0 && organization.getId() !== null
  return {
    getPacer,
    isMoving,
    async take(purpose, signal) {
      if (getOrganizationId() === null) {
        keyOrganizationId = await keyPacer.take(purpose, signal)
        if (keyOrganizationId === null) {
          uncountedRequests += 1
          return
        }
      }
      await getPacer().take(purpose, signal)
    },
    confirmOrganization() {
      isConfirmed = true
    },
    async settle() {
      const id = organization.getId()
      if (id === null) return
      const count = uncountedRequests
      uncountedRequests = 0
      if (count > 0) await getPacer().charge(count)
      if (!isConfirmed || isStored) return
      isStored = true
      await keyPacer.setOrganization(id)
    },
  }
}
