import type { ClaudeApi, LoggedRequest } from '@windmill/example-claude-api'
import type { Clock } from '../src/clock.ts'

/** Maximum requests that the integration may send to an organization in any 60 seconds, by default. */
const requestsPerMinute = 50
const minuteMs = 60_000

/** Observes the requests of all processes together, and checks that they keep the organization's budget. */
export interface RequestObserver {
  /** Wraps the function that sends requests to the API. Adds a failure when they exceed the budget. */
  readonly observe: (send: typeof fetch) => typeof fetch
  /** Returns the requests since the last call. */
  readonly takeNew: () => readonly LoggedRequest[]
}

export const createRequestObserver = (
  { requests }: Pick<ClaudeApi, 'requests'>,
  clock: Pick<Clock, 'now'>,
  failures: string[],
): RequestObserver => {
  let observedCount = 0
  /** The organization of each key, since the first answer that named it. */
  const organizationIds = new Map<string | null, string>()
  /** Times of the requests of the last minute, by organization. */
  const timesByOrganization = new Map<string, number[]>()
  /** Counts a request, and returns the number of requests in the last minute. */
  const count = (organizationId: string): number => {
    const now = clock.now()
    const recentTimes = [
      ...(timesByOrganization.get(organizationId) ?? []).filter((time) => time > now - minuteMs),
      now,
    ]
    timesByOrganization.set(organizationId, recentTimes)
    return recentTimes.length
  }
  return {
    observe: (send) => async (input, init) => {
      const key = new Headers(init?.headers).get('x-api-key')
      const knownId = organizationIds.get(key)
      if (knownId !== undefined && count(knownId) > requestsPerMinute) {
        const end = new Date(clock.now()).toISOString()
        failures.push(`An organization got more than ${requestsPerMinute} requests in the minute to ${end}`)
      }
      const response = await send(input, init)
      const id = response.headers.get('anthropic-organization-id')
      // Until an answer names the organization, nobody can know which budget a request belongs to. From then on, the
      // request counts too, and later requests must wait for it.
      if (knownId === undefined && id !== null) {
        organizationIds.set(key, id)
        count(id)
      }
      return response
    },
    takeNew() {
      const newCount = requests.total() - observedCount
      observedCount = requests.total()
      return newCount === 0 ? [] : requests.list().slice(-newCount)
    },
  }
}
