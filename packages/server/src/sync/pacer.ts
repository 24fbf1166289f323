import { AnalyticsError, type RateLimit } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { EpochMilliseconds, StorageAdapter } from '../storage/adapter.ts'
import {
  applyReport,
  type BudgetState,
  chargeRequests,
  countGrantable,
  emptyBudget,
  grantRequests,
  isTotalsBudgetSpent,
  pauseBudget,
  type RequestPurpose,
} from './budget.ts'

/** Thrown in place of a request for a reconciliation when the budget of reconciliations is spent. */
export class TotalsBudgetError extends Error {
  override readonly name = 'TotalsBudgetError'
}

/** Gives out the requests of one budget, which all processes share through storage. */
export interface Pacer {
  /**
   * Resolves with null when the next request may be sent. If this is the budget of a key with a known organization,
   * resolves with the id of the organization instead: the budget of the organization then applies.
   *
   * Rejects with `rate_limited` if a pause or the wait is longer than the maximum, so that the caller leaves the work
   * for later. Rejects with `TotalsBudgetError` if the budget of reconciliations is spent. Rejects with storage's error
   * if storage fails, so that no request is sent that is not counted.
   */
  readonly take: (purpose: RequestPurpose, signal?: AbortSignal) => Promise<string | null>
  /** Sends a request that was granted. */
  readonly send: <Answer>(request: () => Promise<Answer>) => Promise<Answer>
  /** Takes note of a limit that an answer reports. */
  readonly applyRateLimit: (limit: RateLimit) => void
  /** Lets no process send a request for a time, after the API refused one. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** Counts requests that were sent before the budget was known. */
  readonly charge: (count: number) => Promise<void>
  /** Stores the organization of the key that this budget belongs to. */
  readonly setOrganization: (organizationId: string) => Promise<void>
}

/** Maximum duration of a pause that a request waits for. During a longer pause, the request fails instead. */
export const maxWaitMs = 60_000
/** Maximum sleep before the budget is asked again, because another process may have changed it. */
const maxSleepMs = 5_000
/** Maximum time for which the first request in the queue waits. */
const maxTurnMs = 5 * 60_000
/** Maximum time for which the requests of a granted batch can be used. The rest of the batch is lost. */
const maxGrantAgeMs = 500

export interface PacerOptions {
  readonly storage: Pick<StorageAdapter, 'updateBudget'>
  readonly clock: Clock
  readonly budgetId: string
  readonly requestsPerMinute: number
}

export const createPacer = ({ storage, clock, budgetId, requestsPerMinute }: PacerOptions): Pacer => {
  /** What the newest answer reported, in monotonic time. It is stored with the next update. */
  let report: (RateLimit & { readonly answeredAt: number; readonly sentAt: number }) | undefined
  /** The send times of the requests that have no answer yet. */
  const sentTimes = new Set<{ readonly at: number }>()
  let spare = { count: 0, grantedAt: 0 }
  // The stored state is often the one that was last read or written here. Then it need not be parsed again.
  let known = { text: '', state: emptyBudget }
  // Requests of one purpose are sent first in, first out, so that the day that was started first is complete first.
  const lastTurns: Record<RequestPurpose, Promise<unknown>> = {
    sync: Promise.resolve(),
    totals: Promise.resolve(),
    check: Promise.resolve(),
  }

  /** Updates the shared state. `change` may run several times. */
  const updateState = (change: (state: BudgetState, now: EpochMilliseconds) => BudgetState): Promise<void> => {
    const newReport = report
    report = undefined
    return storage.updateBudget(budgetId, (text, time) => {
      const now = Math.floor(time)
      if (text !== null && text !== known.text) known = { text, state: { ...emptyBudget, ...JSON.parse(text) } }
      const before = text === null ? emptyBudget : known.state
      const monotonicNow = clock.monotonicNow()
      const toStorageTime = (at: number): EpochMilliseconds => now - (monotonicNow - at)
      const reported = newReport
        ? applyReport(before, now, {
            ...newReport,
            answeredAt: toStorageTime(newReport.answeredAt),
            sentAt: toStorageTime(newReport.sentAt),
          })
        : before
      const after = change(reported, now)
      if (after === before && text !== null) return text
      known = { text: JSON.stringify(after), state: after }
      return known.text
    })
  }

  const waitForTurn = async (purpose: RequestPurpose, signal?: AbortSignal): Promise<string | null> => {
    const startedAt = clock.monotonicNow()
    const random = Math.random()
    for (;;) {
      signal?.throwIfAborted()
      const waitedMs = clock.monotonicNow() - startedAt
      const isSpareFresh = clock.monotonicNow() - spare.grantedAt < maxGrantAgeMs
      if (spare.count > 0 && isSpareFresh && purpose !== 'totals') {
        spare = { ...spare, count: spare.count - 1 }
        return null
      }
      let organizationId: string | null = null
      let granted = 0
      let waitMs = 0
      let isSpent = false
      await updateState((state, now) => {
        organizationId = state.organizationId
        if (organizationId !== null) return state
        isSpent = purpose === 'totals' && isTotalsBudgetSpent(state, now)
        if (isSpent) return state
        const result = grantRequests(state, { now, requestsPerMinute, random, purpose })
        granted = result.granted
        waitMs = result.waitMs
        return result.state
      })
      if (organizationId !== null) return organizationId
      if (isSpent) throw new TotalsBudgetError('The budget of reconciliations with Claude’s totals is spent.')
      if (granted > 0) {
        if (granted > 1) spare = { count: granted - 1, grantedAt: clock.monotonicNow() }
        return null
      }
      if (waitMs > maxWaitMs + maxSleepMs || waitedMs > maxTurnMs) throw createPauseError(waitMs)
      await clock.sleep(Math.ceil(Math.min(waitMs + computeFairnessDelayMs(waitMs, waitedMs), maxSleepMs)), signal)
    }
  }

  return {
    async take(purpose, signal) {
      const turn = lastTurns[purpose].then(() => waitForTurn(purpose, signal))
      lastTurns[purpose] = turn.catch(() => {})
      return await turn
    },
    async send(request) {
      const sent = { at: clock.monotonicNow() }
      sentTimes.add(sent)
      try {
        return await request()
      } finally {
        sentTimes.delete(sent)
      }
    },
    applyRateLimit(limit) {
      const answeredAt = clock.monotonicNow()
      report = { ...limit, answeredAt, sentAt: Math.min(answeredAt, ...[...sentTimes].map(({ at }) => at)) }
    },
    async pause(milliseconds) {
      spare = { count: 0, grantedAt: 0 }
      await updateState((state, now) => pauseBudget(state, now, milliseconds))
    },
    charge: (count) => updateState((state, now) => chargeRequests(state, now, count)),
    setOrganization: (organizationId) => updateState((state) => ({ ...state, organizationId })),
  }
}

/**
 * Computes a short additional sleep, which is shorter for a longer wait. So among processes that wait for the same
 * request, the process that has waited longest asks first.
 */
const computeFairnessDelayMs = (waitMs: number, waitedMs: number): number =>
  Math.min(30, 0.03 * waitMs) * Math.exp(-waitedMs / 60_000)

const createPauseError = (remainingMs: number): AnalyticsError =>
  new AnalyticsError(
    'rate_limited',
    `The request limit of Claude’s API leaves no request for another ${Math.max(1, Math.ceil(remainingMs / 60_000))} minutes.`,
    { retryAfterMs: remainingMs, isRetryable: true },
  )

/** Returns how many more requests an organization may get in this minute, by the budget that all processes share. */
export const countRequestsLeft = async (
  { storage, requestsPerMinute }: Pick<PacerOptions, 'storage' | 'requestsPerMinute'>,
  organizationId: string,
): Promise<number> => {
  let requestsLeft = 0
  await storage.updateBudget(getOrganizationBudgetId(organizationId), (text, now) => {
    requestsLeft = countGrantable({ ...emptyBudget, ...JSON.parse(text ?? '{}') }, now, requestsPerMinute)
    return text ?? JSON.stringify(emptyBudget)
  })
  return requestsLeft
}

/** Returns the id of the budget of an organization. */
export const getOrganizationBudgetId = (organizationId: string): string => `organization:${organizationId}`
