import { systemClock } from './clock.ts'

/**
 * Waits in real time for a promise to settle, and ignores its result.
 * @returns Whether the promise settled within the time.
 */
export const settlesWithin = async (promise: Promise<unknown>, timeoutMs: number): Promise<boolean> => {
  const timer = new AbortController()
  const settled = promise.then(
    () => true,
    () => true,
  )
  const timedOut = systemClock.sleep(timeoutMs, timer.signal).then(
    () => false,
    () => false,
  )
  try {
    return await Promise.race([settled, timedOut])
  } finally {
    timer.abort()
  }
}
