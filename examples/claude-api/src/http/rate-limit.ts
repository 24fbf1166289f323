import { ApiError } from './api-error.ts'

export interface RateLimit {
  /** Counts a request and gives the headers that tell how many are left. Throws a 429 when none is. */
  readonly take: (rpm: number) => Readonly<Record<string, string>>
}

const minute = 60_000

/** One allowance for the whole organisation, new with every minute of the clock. */
export const createRateLimit = (now: () => number): RateLimit => {
  let window = Number.NaN
  let taken = 0
  return {
    take: (rpm) => {
      const current = Math.floor(now() / minute)
      if (current !== window) {
        window = current
        taken = 0
      }
      const reset = (current + 1) * minute
      const headers = (remaining: number): Record<string, string> => ({
        'anthropic-ratelimit-requests-limit': String(rpm),
        'anthropic-ratelimit-requests-remaining': String(remaining),
        'anthropic-ratelimit-requests-reset': new Date(reset).toISOString().replace('.000Z', 'Z'),
      })
      if (taken >= rpm) {
        const message = `Rate limit of ${rpm} requests per minute per organization has been exceeded. Retry after the time indicated by the retry-after header.`
        const wait = Math.ceil((reset - now()) / 1000)
        throw new ApiError(429, message, { headers: { ...headers(0), 'retry-after': String(wait) } })
      }
      taken += 1
      return headers(Math.max(0, Math.floor(rpm - taken)))
    },
  }
}
