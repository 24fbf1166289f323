import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ClaudeApiOptions } from '@windmill/example-claude-api'
import { type Clock, systemClock } from '../src/clock.ts'

export interface ApiOptions extends Omit<ClaudeApiOptions, 'now'> {
  /** When its time begins, in milliseconds since 1970. */
  readonly now: number
  /** How much faster than the machine's its time passes. */
  readonly speed: number
}

export interface BenchApi {
  readonly url: string
  readonly key: string
  /** The API's time: what waits on it waits a fraction as long. */
  readonly clock: Clock
  /** Changes settings, as the API's control route takes them. */
  readonly change: (settings: Pick<ApiOptions, 'rpm'>) => Promise<void>
  /** How many requests were answered with a page since this was asked last, and how many refused. */
  readonly countRequests: () => Promise<{ readonly pages: number; readonly refused: number }>
  readonly stop: () => void
}

interface Ready {
  readonly url: string
  readonly key: string
  readonly startedAt: number
}

export const startApi = async (options: ApiOptions): Promise<BenchApi> => {
  const { now, speed } = options
  // In a session of its own: a system that is busy shares itself out by sessions, and the API has a machine of its own.
  const child = fork(new URL('api-process.ts', import.meta.url), [JSON.stringify(options)], { detached: true })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The API did not start.')))
  // Once it has started, it may end.
  ended.catch(() => {})
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [Ready]
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
