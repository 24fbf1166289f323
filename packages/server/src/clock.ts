/** The only source of time. Tests pass a virtual one. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number
  /** Resolves after `milliseconds`; rejects with the signal's reason when that aborts first. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** The clock of the operating system. */
export const systemClock: Clock = {
  now: () => Date.now(),
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
