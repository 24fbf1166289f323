import type { Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'

/** The rate limit of an organization. */
export interface RateLimit {
  /**
   * Counts a request and returns its rate-limit headers.
   *
   * @throws ApiError 429 when no requests are left.
   */
  readonly take: () => Readonly<Record<string, string>>
  /** Returns how many requests the foreign tool has sent until now, and how many were refused. */
  readonly countForeignCalls: () => ForeignCalls
}

/** Requests of another tool of the organization, which uses the same rate limit. */
export interface ForeignCalls {
  /** Number of requests, including refused ones. */
  readonly sent: number
  /** Number of requests that got a 429. */
  readonly refused: number
}

/** A way to count requests. Times are in milliseconds since 1970 and never decrease. */
interface Counter {
  /** Counts a request. Returns false, and counts nothing, when no requests are left. */
  readonly take: (at: number, rpm: number) => boolean
  readonly getState: (at: number, rpm: number) => CounterState
}

interface CounterState {
  readonly remaining: number
  /** When the limit is fully replenished. */
  readonly resetAt: number
  /** When the next request is accepted. */
  readonly availableAt: number
}

const minuteMs = 60_000

/** Creates a rate limit. All endpoints and keys of an organization must share it. */
export const createRateLimit = (now: () => number, getSettings: () => Settings): RateLimit => {
  let kind = getSettings().rateLimit
  let counter = counterFactories[kind]()
  let foreignCalls: ForeignCalls = { sent: 0, refused: 0 }
  /** Time of the latest foreign request. Null while there is no foreign tool. */
  let lastForeignAt: number | null = null

  /** Counts the foreign requests until now. Starts with a new counter if the kind of counter has changed. */
  const updateCounts = (): void => {
    const { rpm, rateLimit, foreignRpm } = getSettings()
    if (rateLimit !== kind) {
      kind = rateLimit
      counter = counterFactories[kind]()
    }
    if (foreignRpm === 0) {
      lastForeignAt = null
      return
    }
    const intervalMs = minuteMs / foreignRpm
    // Requests of more than an hour ago no longer affect the limit. Skipping them keeps the loop short after a jump of
    // the clock.
    let at = Math.max(lastForeignAt ?? now(), now() - 60 * minuteMs)
    for (; at + intervalMs <= now(); at += intervalMs) {
      const isAccepted = counter.take(at + intervalMs, rpm)
      foreignCalls = { sent: foreignCalls.sent + 1, refused: foreignCalls.refused + (isAccepted ? 0 : 1) }
    }
    lastForeignAt = at
  }

  return {
    take: () => {
      updateCounts()
      const { rpm, rateLimitHeaders } = getSettings()
      const isAccepted = counter.take(now(), rpm)
      const { remaining, resetAt, availableAt } = counter.getState(now(), rpm)
      const headers = {
        'anthropic-ratelimit-requests-limit': String(rpm),
        'anthropic-ratelimit-requests-remaining': String(Math.max(0, Math.floor(remaining))),
        'anthropic-ratelimit-requests-reset': new Date(Math.ceil(resetAt / 1000) * 1000)
          .toISOString()
          .replace('.000Z', 'Z'),
      }
      if (isAccepted) return rateLimitHeaders ? headers : {}
      const message = `Rate limit of ${rpm} requests per minute per organization has been exceeded. Retry after the time indicated by the retry-after header.`
      const retryAfter = String(Math.max(1, Math.ceil((availableAt - now()) / 1000)))
      throw new ApiError(429, message, { headers: { ...(rateLimitHeaders && headers), 'retry-after': retryAfter } })
    },
    countForeignCalls: () => {
      updateCounts()
      return foreignCalls
    },
  }
}

const createClockMinuteCounter = (): Counter => {
  let currentMinute = Number.NaN
  let count = 0
  const update = (at: number): void => {
    const minute = Math.floor(at / minuteMs)
    if (minute === currentMinute) return
    currentMinute = minute
    count = 0
  }
  return {
    take: (at, rpm) => {
      update(at)
      if (count >= rpm) return false
      count += 1
      return true
    },
    getState: (at, rpm) => {
      update(at)
      const resetAt = (currentMinute + 1) * minuteMs
      return { remaining: rpm - count, resetAt, availableAt: resetAt }
    },
  }
}

const createSlidingMinuteCounter = (): Counter => {
  /** Times of the accepted requests of the last minute. */
  const times: number[] = []
  const update = (at: number): void => {
    while (times[0] !== undefined && times[0] <= at - minuteMs) times.shift()
  }
  return {
    take: (at, rpm) => {
      update(at)
      if (times.length >= rpm) return false
      times.push(at)
      return true
    },
    getState: (at, rpm) => {
      update(at)
      const blocking = times.at(-Math.ceil(rpm))
      return {
        remaining: rpm - times.length,
        resetAt: (times.at(-1) ?? at - minuteMs) + minuteMs,
        availableAt: blocking === undefined ? at : blocking + minuteMs,
      }
    },
  }
}

const createTokenBucketCounter = (): Counter => {
  let tokens = Number.POSITIVE_INFINITY
  let updatedAt = 0
  const update = (at: number, rpm: number): void => {
    const capacity = Math.max(1, rpm)
    tokens = Math.min(capacity, tokens + ((at - updatedAt) / minuteMs) * rpm)
    updatedAt = at
  }
  return {
    take: (at, rpm) => {
      update(at, rpm)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    getState: (at, rpm) => {
      update(at, rpm)
      const getTimeOf = (count: number) => at + Math.max(0, ((count - tokens) / rpm) * minuteMs)
      return { remaining: tokens, resetAt: getTimeOf(Math.max(1, rpm)), availableAt: getTimeOf(1) }
    },
  }
}

const counterFactories: Readonly<Record<Settings['rateLimit'], () => Counter>> = {
  clock_minute: createClockMinuteCounter,
  sliding_minute: createSlidingMinuteCounter,
  token_bucket: createTokenBucketCounter,
}
