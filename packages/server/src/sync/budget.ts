import type { RateLimit } from '@windmill/claude-core/api'
import type { EpochMilliseconds } from '../storage/adapter.ts'

/**
 * The state of a request budget. All processes share it through storage, and all times in it are the storage's. The
 * functions of this file are pure: they return a new state.
 */
export interface BudgetState {
  /** When requests were granted and how many, oldest first. */
  readonly grants: readonly (readonly [at: EpochMilliseconds, count: number])[]
  /** No request is granted before this time, so that requests are spread over the minute. */
  readonly nextAt: EpochMilliseconds
  /** No request is granted before this time, because the API refused one. */
  readonly pausedUntil: EpochMilliseconds
  /** Before this time, only half of the requests are granted. */
  readonly halvedUntil: EpochMilliseconds
  /** When a sync last asked for a request. */
  readonly syncAt: EpochMilliseconds
  /** When a key check was last granted a request. */
  readonly checkAt: EpochMilliseconds
  /** The API's own limit, when it last reported one. */
  readonly limit: { readonly at: EpochMilliseconds; readonly value: number } | null
  /** The newest report of the API. */
  readonly report: Report | null
  /**
   * Maximum requests of other tools that the API's reports showed, in this minute of the clock and the minute before.
   */
  readonly others: { readonly minute: number; readonly now: number; readonly before: number }
  /** The organization of the key. Null in the budget of an organization, or while the organization is unknown. */
  readonly organizationId: string | null
  /** Number of requests for reconciliations with Claude's totals since the start of the current window. */
  readonly totals: { readonly since: EpochMilliseconds; readonly count: number }
}

interface Report {
  readonly at: EpochMilliseconds
  readonly remaining: number
  /** The first report since `remaining` rose. */
  readonly first: { readonly at: EpochMilliseconds; readonly remaining: number }
  /** Whether `remaining` jumped up at `first`. Then the API counts in fixed windows, and `first` starts a window. */
  readonly isFixedWindow: boolean
}

/** The state of a budget from which nothing was granted. */
export const emptyBudget: BudgetState = {
  grants: [],
  nextAt: 0,
  pausedUntil: 0,
  halvedUntil: 0,
  syncAt: 0,
  checkAt: 0,
  limit: null,
  report: null,
  others: { minute: 0, now: 0, before: 0 },
  organizationId: null,
  totals: { since: 0, count: 0 },
}

const [secondMs, minuteMs] = [1_000, 60_000]
/**
 * Window to which the maximum per minute applies. It is longer than a minute, because a request can take longer to
 * arrive than the next request.
 */
const windowMs = minuteMs + 500
/** A grant that came late by at most this time does not delay the next ones. */
const maxCatchUpMs = secondMs
/**
 * Grants are spaced a little closer than the maximum allows, to make up for late timers. The spacing varies, because
 * requests could otherwise stay in step with the requests of another tool. Then only the other tool's requests would be
 * refused, and this budget would not shrink.
 */
const [minSpacingFactor, maxSpacingFactor] = [0.72, 1.03]
/** Maximum grants to store per minute. A larger budget is granted in batches. */
const maxGrantsPerMinute = 120
/** Time for which grants are stored, to compare them with reports of the API. */
const grantRetentionMs = 90 * secondMs
/**
 * Maximum age of the oldest request that a report can belong to. An older report cannot be compared with the grants.
 */
const maxReportAgeMs = 25 * secondMs
/** Tolerance for the time from the grant of a request until it arrives at the API. */
const travelMs = 2 * secondMs
/** Up to this many requests are not attributed to other tools, because own requests may have arrived late. */
const toleratedOthers = 2
/** Requests that are left to other tools in addition to those that they used in the last minute. */
const reserve = 5
/** Wait when the API has no more than the reserve left and does not count in fixed windows. */
const reserveWaitMs = 5 * secondMs
const limitRetentionMs = 10 * minuteMs
/** How long only half of the requests are granted after the API refused one. */
const halvedMs = 10 * minuteMs
/** Maximum pause, even if the API asks for a longer one, so that the next hourly run tries again. */
const maxPauseMs = 45 * minuteMs
/** Minimum time between requests of key checks while a sync asks for requests too. */
const checkIntervalMs = 5 * secondMs
/** Time after its last request for which a sync counts as running. */
const syncTimeoutMs = 10 * secondMs
/** Length of the window in which requests for reconciliations are counted: 30 days. */
const totalsWindowMs = 30 * 24 * 60 * minuteMs
/** Requests per minute that the API allows an organization. */
const apiRequestsPerMinute = 60
/** Maximum share of these requests that reconciliations may use. */
const maxTotalsShare = 0.01
/** Maximum requests for reconciliations in a window, for all accounts of an organization together: 25,920. */
export const maxTotalsRequests: number = (totalsWindowMs / minuteMs) * apiRequestsPerMinute * maxTotalsShare

/** Adjusts times that lie ahead because the storage's clock was set back, and forgets old grants. */
const normalize = (state: BudgetState, now: EpochMilliseconds): BudgetState => {
  const { grants, report, limit } = state
  return {
    ...state,
    grants: grants.flatMap(([at, count]) => (at > now - grantRetentionMs ? [[Math.min(at, now), count] as const] : [])),
    nextAt: Math.min(state.nextAt, now + minuteMs),
    pausedUntil: Math.min(state.pausedUntil, now + maxPauseMs),
    halvedUntil: Math.min(state.halvedUntil, now + halvedMs),
    syncAt: Math.min(state.syncAt, now),
    checkAt: Math.min(state.checkAt, now),
    report: report && report.at <= now ? report : null,
    limit: limit && limit.at <= now && limit.at > now - limitRetentionMs ? limit : null,
    // A window can begin in the future, because the clock can be set back after the window was stored.
    totals: Math.abs(now - state.totals.since) < totalsWindowMs ? state.totals : { since: now, count: 0 },
  }
}

/** Whether the storage's clock was set back, so that `normalize` changed a time. */
const wasSetBack = (before: BudgetState, after: BudgetState, now: EpochMilliseconds): boolean =>
  before.grants.some(([at]) => at > now) ||
  before.nextAt !== after.nextAt ||
  before.pausedUntil !== after.pausedUntil ||
  before.halvedUntil !== after.halvedUntil ||
  before.syncAt !== after.syncAt ||
  before.checkAt !== after.checkAt

const countGrants = ({ grants }: BudgetState, after: EpochMilliseconds): number =>
  grants.reduce((sum, [at, count]) => (at > after ? sum + count : sum), 0)

const countOthers = ({ others }: BudgetState, now: EpochMilliseconds): number => {
  const age = Math.abs(Math.floor(now / minuteMs) - others.minute)
  const count = age === 0 ? Math.max(others.now, others.before) : age === 1 ? others.now : 0
  return count > toleratedOthers ? count : 0
}

/** Computes how many requests may be granted in a minute. */
const computeMaximum = (state: BudgetState, now: EpochMilliseconds, requestsPerMinute: number): number => {
  const limit = state.limit?.value ?? Number.POSITIVE_INFINITY
  const others = countOthers(state, now)
  const allowed = state.halvedUntil > now ? requestsPerMinute / 2 : requestsPerMinute
  return Math.max(1, Math.floor(Math.min(allowed, limit, others > 0 ? limit - others - reserve : limit)))
}

/** Input of `grantRequests`. */
export interface GrantInput {
  readonly now: EpochMilliseconds
  readonly requestsPerMinute: number
  /** A random number from 0 to 1. */
  readonly random: number
  readonly purpose: RequestPurpose
}

/** What a request is for: the days of a sync, a reconciliation with Claude's totals, or the check of a key. */
export type RequestPurpose = 'sync' | 'totals' | 'check'

/**
 * Grants requests. If `granted` is 0, `waitMs` is how long to wait before asking again. A sync and its reconciliations
 * go before key checks.
 */
export const grantRequests = (
  before: BudgetState,
  { now, requestsPerMinute, random, purpose }: GrantInput,
): { readonly state: BudgetState; readonly granted: number; readonly waitMs: number } => {
  const isCheck = purpose === 'check'
  const normalized = normalize(before, now)
  const maximum = computeMaximum(normalized, now, requestsPerMinute)
  const spacingFactor = minSpacingFactor + random * (maxSpacingFactor - minSpacingFactor)
  const spacingMs = (spacingFactor * minuteMs) / maximum
  const isNewSync = !isCheck && normalized.syncAt < now - syncTimeoutMs / 2
  // A state that did not change needs no write.
  const state = isNewSync ? { ...normalized, syncAt: now } : wasSetBack(before, normalized, now) ? normalized : before
  const isSyncRunning = normalized.syncAt > now - syncTimeoutMs
  const earliestTimes = [
    normalized.pausedUntil,
    findHoldEnd(normalized, now),
    normalized.nextAt,
    findFreeTime(normalized, now, maximum),
    isCheck && isSyncRunning ? normalized.checkAt + checkIntervalMs : 0,
  ]
  const waitMs = Math.max(...earliestTimes) - now
  if (waitMs > 0) return { state, granted: 0, waitMs }
  // Requests for reconciliations are granted one by one, so that only requests that are sent are counted.
  const batch = purpose === 'totals' ? 1 : Math.ceil(maximum / maxGrantsPerMinute)
  const granted = Math.max(1, Math.min(batch, maximum - countGrants(normalized, now - windowMs)))
  const grants = [...normalized.grants, [now, granted] as const]
  const nextAt = Math.max(normalized.nextAt, now - maxCatchUpMs) + granted * spacingMs
  const { since, count } = normalized.totals
  const totals = purpose === 'totals' ? { since, count: count + granted } : normalized.totals
  return { state: { ...normalized, grants, nextAt, totals, [isCheck ? 'checkAt' : 'syncAt']: now }, granted, waitMs: 0 }
}

/** Returns how many more requests may be granted in this minute. */
export const countGrantable = (before: BudgetState, now: EpochMilliseconds, requestsPerMinute: number): number => {
  const state = normalize(before, now)
  if (state.pausedUntil > now) return 0
  return Math.max(0, computeMaximum(state, now, requestsPerMinute) - countGrants(state, now - windowMs))
}

/** Whether reconciliations have used all the requests that they may use in the current window. */
export const isTotalsBudgetSpent = (state: BudgetState, now: EpochMilliseconds): boolean =>
  normalize(state, now).totals.count >= maxTotalsRequests

/**
 * Finds the first time at which fewer than `maximum` requests are granted in the window that ends then. 0 if this is
 * true now.
 */
const findFreeTime = ({ grants }: BudgetState, now: EpochMilliseconds, maximum: number): EpochMilliseconds => {
  let count = 0
  for (const [at, granted] of grants.toReversed()) {
    if (at <= now - windowMs) break
    count += granted
    if (count >= maximum) return at + windowMs
  }
  return 0
}

/** Finds the time until which all requests that the API has left are reserved for other tools. */
const findHoldEnd = (state: BudgetState, now: EpochMilliseconds): EpochMilliseconds => {
  const { report } = state
  const others = countOthers(state, now)
  if (!report || others === 0) return 0
  if (!report.isFixedWindow) return report.remaining <= reserve ? report.at + reserveWaitMs : 0
  const windowEnd = report.first.at + minuteMs
  const expected = (others / minuteMs) * (windowEnd - report.at)
  return report.remaining <= reserve + expected ? windowEnd : 0
}

/** Adds requests that were sent without a grant, because their budget was not known. */
export const chargeRequests = (state: BudgetState, now: EpochMilliseconds, count: number): BudgetState => ({
  ...normalize(state, now),
  grants: [...normalize(state, now).grants, [now, count]],
})

/** Pauses the budget after a refusal of the API, and halves it for ten minutes. Never shortens an earlier pause. */
export const pauseBudget = (before: BudgetState, now: EpochMilliseconds, pauseMs: number): BudgetState => {
  const state = normalize(before, now)
  const pausedUntil = Math.max(state.pausedUntil, now + Math.min(pauseMs, maxPauseMs))
  return { ...state, pausedUntil, halvedUntil: now + halvedMs }
}

/** What an answer of the API reports, and when. */
export interface RateLimitReport extends RateLimit {
  /** When the answer came. */
  readonly answeredAt: EpochMilliseconds
  /** The send time of the oldest request that the answer can belong to. */
  readonly sentAt: EpochMilliseconds
}

/**
 * Learns from an answer of the API how many requests other tools use. It is not known whether the API counts in fixed
 * or sliding windows or with a token bucket, so only conclusions that hold for all of them count:
 *
 * - Requests that are missing from the limit were used within the last minute.
 * - Requests by which `remaining` falls from one answer to a later one were used between these answers.
 */
export const applyReport = (
  before: BudgetState,
  now: EpochMilliseconds,
  { limit, remaining, answeredAt, sentAt }: RateLimitReport,
): BudgetState => {
  const state = { ...normalize(before, now), limit: { at: now, value: limit } }
  if (now - sentAt > maxReportAgeMs) return state
  const last = state.report
  // Answers can overtake each other. Only a request that was sent after the last answer was certainly counted later.
  if (last && sentAt < last.at) return state
  const rise = last ? remaining - last.remaining : 0
  const refill = last ? (1.2 * limit * Math.max(0, answeredAt - last.at)) / minuteMs : 0
  const isFixedWindow = rise > reserve + refill
  const isNewStart = !last || rise > 2 || answeredAt - last.first.at > minuteMs + reserveWaitMs
  const first = isNewStart ? { at: sentAt, remaining } : last.first
  const usedInMinute = limit - remaining - countGrants(state, sentAt - minuteMs - travelMs)
  const usedSinceFirst = first.remaining - remaining - countGrants(state, first.at - travelMs)
  const minute = Math.floor(now / minuteMs)
  const isSameMinute = minute === state.others.minute
  const others = {
    minute,
    now: Math.max(usedInMinute, usedSinceFirst, isSameMinute ? state.others.now : 0),
    before: isSameMinute ? state.others.before : minute - state.others.minute === 1 ? state.others.now : 0,
  }
  const report = {
    at: answeredAt,
    remaining,
    first,
    isFixedWindow: isNewStart ? isFixedWindow : (last?.isFixedWindow ?? false),
  }
  return { ...state, others, report }
}
