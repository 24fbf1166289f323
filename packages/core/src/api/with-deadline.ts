/** Thrown when something took too long. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
}

/**
 * Runs a task with a signal that aborts at the deadline, or when `signal` does. Rejects at that moment, even if the
 * task ignores its signal.
 * @throws `DeadlineError` at the deadline, or the reason of `signal`.
 */
export const withDeadline = async <Result>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DeadlineError()), timeoutMs)
  const forwardAbort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', forwardAbort, { once: true })
  const aborted = Promise.withResolvers<never>()
  const rejectWithReason = () => aborted.reject(controller.signal.reason)
  controller.signal.addEventListener('abort', rejectWithReason, { once: true })
  try {
    return await Promise.race([aborted.promise, task(controller.signal)])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', forwardAbort)
    // `fetch` may keep the signal as long as its response, and the signal keeps everything that its listeners refer to.
    controller.signal.removeEventListener('abort', rejectWithReason)
  }
}
