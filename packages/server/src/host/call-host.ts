import type { Clock } from '../clock.ts'
import { ConfigurationError } from '../configuration-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'

/** Options of `callHost`. */
export interface HostCall {
  /** Name of the host's function, for the error message. */
  readonly name: string
  readonly timeoutMs: number
  readonly clock: Clock
  /** Ends the wait when it aborts. Without a signal, only the timeout ends the wait. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Calls a function of the host and waits for its answer, but no longer than the timeout. The call receives a signal
 * that aborts when nobody waits for it any longer.
 * @throws `ConfigurationError` `host_timeout`, the reason of `signal`, or the error of the host's function.
 */
export const callHost = async <Answer>(
  { name, timeoutMs, clock, signal: outerSignal }: HostCall,
  call: (signal: AbortSignal) => Answer | PromiseLike<Answer>,
): Promise<Answer> => {
  outerSignal?.throwIfAborted()
  const end = new AbortController()
  const signal = outerSignal ? AbortSignal.any([outerSignal, end.signal]) : end.signal
  const answer = call(signal)
  if (!isPromiseLike(answer)) return answer
  const timer = new AbortController()
  // A failure of the clock is ignored: the call then has no timeout, but it does not fail.
  clock.sleep(timeoutMs, timer.signal).then(
    () => end.abort(createTimeoutError(name, timeoutMs)),
    () => {},
  )
  try {
    return await rejectWhenAborted(answer, signal)
  } catch (error) {
    end.abort(error)
    throw error
  } finally {
    timer.abort()
  }
}

const isPromiseLike = <Answer>(answer: Answer | PromiseLike<Answer>): answer is PromiseLike<Answer> =>
  typeof (answer as PromiseLike<Answer> | null | undefined)?.then === 'function'

const createTimeoutError = (name: string, timeoutMs: number): ConfigurationError =>
  new ConfigurationError(
    'host_timeout',
    `${name} did not answer within ${timeoutMs / 1000} seconds, so nothing waits for it any longer. ` +
      'What was stored before stays in use. Find out what it waits for, and set a timeout for that.',
  )
