import { ApiError } from './api-error.ts'

export interface RateLimit {
  /**
   * Counts a request and returns the rate-limit headers.
   *
   * @throws ApiError 429 when the current minute has no requests left.
   */
  readonly take: (rpm: number) => Readonly<Record<string, string>>
}

const minuteMs = 60_000

/** Creates the organization's rate limit: fixed windows of one clock minute, shared by all endpoints and keys. */
export const createRateLimit = (now: () => number): RateLimit => {
  let currentMinute = Number.NaN
  let used = 0
  return {
    take: (rpm) => {
      const minute = Math.floor(now() / minuteMs)
      if (minute !== currentMinute) {
        currentMinute = minute
        used = 0
      }
      const reset = (minute + 1) * minuteMs
      const createHeaders = (remaining: number): Record<string, string> => ({
        'anthropic-ratelimit-requests-limit': String(rpm),
        'anthropic-ratelimit-requests-remaining': String(remaining),
        'anthropic-ratelimit-requests-reset': new Date(reset).toISOString().replace('.000Z', 'Z'),
      })
      if (used >= rpm) {
        const message = `Rate limit of ${rpm} requests per minute per organization has been exceeded. Retry after the time indicated by the retry-after header.`
        const retryAfterSeconds = Math.ceil((reset - now()) / 1000)
        throw new ApiError(429, message, { headers: { ...createHeaders(0), 'retry-after': String(retryAfterSeconds) } })
      }
      used += 1
      return createHeaders(Math.max(0, Math.floor(rpm - used)))
    },
  }
}
