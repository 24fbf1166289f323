import { constants } from 'node:os'

/**
 * Calls `stop` when the process gets SIGTERM or SIGINT, and delays the exit of the process until `stop` is done.
 * Next.js exits as soon as its own server is closed, and offers no way to wait for something else.
 */
export const stopOnSignals = (stop: () => Promise<void>): void => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // `once` has removed this listener before it runs.
      const hasOtherListeners = process.listenerCount(signal) > 0
      const stopped = stop().catch(() => {})
      delayExit(stopped)
      // A listener replaces the default action of the signal, which is to exit.
      if (!hasOtherListeners) process.exit(128 + constants.signals[signal])
    })
  }
}

const delayExit = (stopped: Promise<void>): void => {
  const exit = process.exit.bind(process)
  process.exit = ((code) => void stopped.then(() => exit(code))) as typeof process.exit
}
