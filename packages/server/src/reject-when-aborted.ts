/**
 * Resolves like the promise, but rejects with the signal's reason as soon as the signal is aborted. The promise is then
 * ignored, even if it rejects later.
 */
export const rejectWhenAborted = async <Result>(
  promise: PromiseLike<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> => {
  if (!signal) return await promise
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    // In this order, so that an abort wins over a result that comes at the same time.
    return await Promise.race([aborted.promise, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
