import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ClaudeApiOptions } from '@windmill/example-claude-api'
import { type Clock, systemClock } from '../src/clock.ts'

export interface ApiOptions extends Omit<ClaudeApiOptions, 'now'> {
  /** The API's time at the start, in milliseconds since 1970. */
  readonly now: number
  /** How much faster than real time the API's time passes. */
  readonly speed: number
}

export interface BenchApi {
  readonly url: string
  readonly key: string
  /** The API's time. A sleep takes `1 / speed` of its duration in real time. */
  readonly clock: Clock
  /** Changes settings through the API's control route. */
  readonly change: (settings: Pick<ApiOptions, 'rpm'>) => Promise<void>
  /** Counts the requests since the previous call: answered with a page, and refused. */
  readonly countRequests: () => Promise<{ readonly pages: number; readonly refused: number }>
  readonly stop: () => void
}

interface ReadyMessage {
  readonly url: string
  readonly key: string
  readonly startedAt: number
}

/** Starts the local Claude API in its own process. */
export const startApi = async (options: ApiOptions): Promise<BenchApi> => {
  const { now, speed } = options
  // In its own session: a busy system shares processor time by session, and the real API runs on another machine.
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
      now: () => now + speed * (Date.now() - startedAt),
      sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
    },
    async change(settings) {
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
