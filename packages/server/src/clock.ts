/** The integration's only source of time. Tests pass a virtual clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number
  /**
   * Milliseconds since some fixed time. Unlike `now`, it never jumps when the clock is set, so durations are measured
   * with it.
   */
  readonly monotonicNow: () => number
  /** Resolves after the given time. Rejects with the signal's reason if the signal aborts first. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** The clock of the operating system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicNow: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const cancel = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', cancel)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', cancel, { once: true })
    }),
}
