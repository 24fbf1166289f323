import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ClaudeApiOptions } from '@windmill/example-claude-api'
import { type Clock, systemClock } from '../src/clock.ts'

/** Options of `startApi`. They are passed to the API's process as JSON. */
export interface ApiOptions extends Omit<ClaudeApiOptions, 'now'> {
  /** The API's time at the start, in milliseconds since 1970. */
  readonly now: number
  /** Speed of the API's time, as a multiple of real time. */
  readonly speed: number
}

/** A local Claude API that runs in its own process. */
export interface BenchApi {
  readonly url: string
  /** A valid Analytics API key. */
  readonly key: string
  /** The API's time. A sleep takes `1 / speed` of its duration in real time. */
  readonly clock: Clock
  /** Changes the API's rate limit through its control route. */
  readonly changeSettings: (settings: Pick<ApiOptions, 'rpm'>) => Promise<void>
  /**
   * Counts the requests since the previous call. `pages` were answered with status 200, `refused` with any other
   * status.
   */
  readonly countRequests: () => Promise<{ readonly pages: number; readonly refused: number }>
  readonly stop: () => void
}

/** The message that the API's process sends as soon as it accepts requests. */
export interface ReadyMessage {
  readonly url: string
  readonly key: string
  /** Real time of the start, in milliseconds since 1970. */
  readonly startedAt: number
}

/** Starts the local Claude API in its own process. */
export const startApi = async (options: ApiOptions): Promise<BenchApi> => {
  const { now, speed } = options
  // Linux may divide processor time between sessions. The API gets its own session, so that it takes no time from the
  // measured process. The real API runs on another machine.
  const child = fork(new URL('api-process.ts', import.meta.url), [JSON.stringify(options)], { detached: true })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The API did not start.')))
  // An exit after the start is no error.
  ended.catch(() => {})
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [ReadyMessage]
  const { url, key, startedAt } = ready
  return {
    url,
    key,
    clock: {
      monotonicNow: () => speed * performance.now(),
      now: () => now + speed * (Date.now() - startedAt),
      sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
    },
    async changeSettings(settings) {
      await fetch(`${url}/_control/settings`, { method: 'POST', body: JSON.stringify(settings) })
    },
    async countRequests() {
      const requests = (await (await fetch(`${url}/_control/requests`)).json()) as { readonly status: number }[]
      await fetch(`${url}/_control/requests`, { method: 'DELETE' })
      const pages = requests.filter(({ status }) => status === 200).length
      return { pages, refused: requests.length - pages }
    },
    stop: () => child.disconnect(),
  }
}
