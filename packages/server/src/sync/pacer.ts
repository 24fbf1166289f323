import type { Clock } from '../clock.ts'

/** Lets through as many requests as an organisation's budget allows. */
export interface Pacer {
  /** Resolves when the next request may be sent. */
  readonly take: (signal?: AbortSignal) => Promise<void>
  /** Lets nothing through until a time, in milliseconds since 1970. */
  readonly pauseUntil: (time: number) => void
}

/**
 * A token bucket that holds a tenth of a minute's budget: however it falls into the API's own minutes, no minute sees
 * more than 1.1 times `requestsPerMinute`. One pacer serves all requests of an account.
 */
export const createPacer = (requestsPerMinute: number, clock: Clock): Pacer => {
  const interval = 60_000 / requestsPerMinute
  const burst = Math.max(1, Math.floor(requestsPerMinute / 10))
  // When the bucket would be full again. A request may go once that is at most `burst` intervals minus one ahead.
  let fullAt = clock.now()
  let pausedUntil = 0

  return {
    async take(signal) {
      const now = clock.now()
      const mayGoAt = Math.max(fullAt - (burst - 1) * interval, pausedUntil, now)
      fullAt = Math.max(fullAt, mayGoAt) + interval
      if (mayGoAt > now) await clock.sleep(mayGoAt - now, signal)
      // A pause may have begun while this request waited for its turn.
      while (pausedUntil > clock.now()) await clock.sleep(pausedUntil - clock.now(), signal)
      signal?.throwIfAborted()
    },
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time)
    },
  }
}
