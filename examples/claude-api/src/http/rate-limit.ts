import { ApiError } from './api-error.ts'

/** The rate limit of an organization. */
export interface RateLimit {
  /**
   * Counts a request and returns its rate-limit headers. `rpm` is the maximum number of requests per minute.
   *
   * @throws ApiError 429 when no requests are left in the current minute.
   */
  readonly take: (rpm: number) => Readonly<Record<string, string>>
}

const minuteMs = 60_000

/** Creates a rate limit with fixed windows of one clock minute. All endpoints and keys must share it. */
export const createRateLimit = (now: () => number): RateLimit => {
  let currentMinute = Number.NaN
  let requestCount = 0
  return {
    take: (rpm) => {
      const minute = Math.floor(now() / minuteMs)
      if (minute !== currentMinute) {
        currentMinute = minute
        requestCount = 0
      }
      const resetAtMs = (minute + 1) * minuteMs
      const createHeaders = (remaining: number): Record<string, string> => ({
        'anthropic-ratelimit-requests-limit': String(rpm),
        'anthropic-ratelimit-requests-remaining': String(remaining),
        'anthropic-ratelimit-requests-reset': new Date(resetAtMs).toISOString().replace('.000Z', 'Z'),
      })
      if (requestCount >= rpm) {
        const message = `Rate limit of ${rpm} requests per minute per organization has been exceeded. Retry after the time indicated by the retry-after header.`
        const retryAfterSeconds = Math.ceil((resetAtMs - now()) / 1000)
        throw new ApiError(429, message, { headers: { ...createHeaders(0), 'retry-after': String(retryAfterSeconds) } })
      }
      requestCount += 1
      return createHeaders(Math.max(0, Math.floor(rpm - requestCount)))
    },
  }
}
