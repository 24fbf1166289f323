import type { Clock } from '../clock.ts'

interface Timer {
  /** Monotonic time. */
  readonly at: number
  readonly wake: () => void
}

/** A clock on which sleeping takes no real time. */
export interface VirtualClock extends Clock {
  /**
   * Sets `now`, in milliseconds since 1970. As with a real clock, this changes neither sleeps nor `monotonicNow`.
   */
  readonly set: (now: number) => void
}

/**
 * Creates a clock on which sleeping takes no real time. When all pending work is asleep, the clock jumps to the
 * earliest wake-up time, so that a year of hourly runs passes in milliseconds.
 * @param startTime - Milliseconds since 1970.
 */
export const createVirtualClock = (startTime: number): VirtualClock => {
  const timers: Timer[] = []
  let monotonicNow = 0
  let offset = startTime
  let isWaking = false

  // Wakes one timer per macrotask, so that the code it wakes runs before the clock moves on.
  const wakeNext = () => {
    const [next] = timers
    isWaking = next !== undefined
    if (!next) return
    timers.shift()
    monotonicNow = Math.max(monotonicNow, next.at)
    next.wake()
    setImmediate(wakeNext)
  }

  return {
    now: () => monotonicNow + offset,
    monotonicNow: () => monotonicNow,
    set(time) {
      offset = time - monotonicNow
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const timer: Timer = {
          at: monotonicNow + Math.max(0, milliseconds),
          wake: () => {
            signal?.removeEventListener('abort', cancel)
            resolve()
          },
        }
        const cancel = () => {
          const index = timers.indexOf(timer)
          if (index >= 0) timers.splice(index, 1)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', cancel, { once: true })
        const laterIndex = timers.findIndex(({ at }) => at > timer.at)
        timers.splice(laterIndex < 0 ? timers.length : laterIndex, 0, timer)
        if (!isWaking) {
          isWaking = true
          setImmediate(wakeNext)
        }
      }),
  }
}
