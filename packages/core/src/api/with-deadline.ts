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
  try {
    return await new Promise((resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
      task(controller.signal).then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', forwardAbort)
  }
}
