/** Returns a fetch function that rejects when its signal aborts, even if the host's function ignores the signal. */
export const guardFetch =
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const signal = init?.signal
    if (!signal) return await send(input, init)
    signal.throwIfAborted()
    const aborted = Promise.withResolvers<never>()
    const abort = (): void => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    try {
      return await Promise.race([send(input, init), aborted.promise])
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }
