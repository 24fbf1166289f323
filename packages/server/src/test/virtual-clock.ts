import type { Clock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly wake: () => void
}

/**
 * A clock on which waiting takes no time: whenever everything waits, it jumps to the moment at which the first one
 * wakes up. A year of hourly runs passes in milliseconds.
 */
export const virtualClock = (start: number): Clock & { readonly set: (now: number) => void } => {
  const timers: Timer[] = []
  let now = start
  let pumping = false

  const pump = () => {
    const [next] = timers
    pumping = next !== undefined
    if (!next) return
    timers.shift()
    now = Math.max(now, next.at)
    next.wake()
    setImmediate(pump)
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
        const after = timers.findIndex(({ at }) => at > timer.at)
        timers.splice(after < 0 ? timers.length : after, 0, timer)
        if (!pumping) {
          pumping = true
          setImmediate(pump)
        }
      }),
  }
}
