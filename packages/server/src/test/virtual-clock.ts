import type { Clock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly wake: () => void
}

/**
 * A clock on which sleeping takes no real time. When all pending work is asleep, the clock jumps to the earliest wake-up time, so
 * a year of hourly runs passes in milliseconds.
 */
export const virtualClock = (start: number): Clock & { readonly set: (now: number) => void } => {
  const timers: Timer[] = []
  let now = start
  let isPumping = false

  // Wakes one timer per macrotask, so that the woken code runs before the clock moves on.
  const wakeNext = () => {
    const [next] = timers
    isPumping = next !== undefined
    if (!next) return
    timers.shift()
    now = Math.max(now, next.at)
    next.wake()
    setImmediate(wakeNext)
  }

  return {
    now: () => now,
    set(time) {
      now = time
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const timer: Timer = {
          at: now + Math.max(0, milliseconds),
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
        if (!isPumping) {
          isPumping = true
          setImmediate(wakeNext)
        }
      }),
  }
}
