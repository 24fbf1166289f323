import type { ClaudeApi, LoggedRequest } from '@windmill/example-claude-api'

/** Maximum requests that the integration may send to an organization in any 60 seconds, by default. */
const requestsPerMinute = 50
const minuteMs = 60_000

/** Observes the requests of all processes together, and checks that they keep the organization's budget. */
export interface RequestObserver {
  /** Returns the requests since the last call, and adds a failure when they exceeded the budget. */
  readonly takeNew: () => readonly LoggedRequest[]
}

export const createRequestObserver = ({ requests }: ClaudeApi, failures: string[]): RequestObserver => {
  let observedCount = 0
  /** Times of the requests of the last minute, by organization. */
  const times = new Map<string, number[]>()
  const checkBudget = ({ organizationId, at }: LoggedRequest): void => {
    if (organizationId === null) return
    const recent = [...(times.get(organizationId) ?? []).filter((time) => time > at - minuteMs), at]
    times.set(organizationId, recent)
    if (recent.length === requestsPerMinute + 1) {
      failures.push(`An organization got more than ${requestsPerMinute} requests in the minute to ${toText(at)}`)
    }
  }
  return {
    takeNew() {
      const newCount = requests.total() - observedCount
      observedCount = requests.total()
      const newRequests = newCount === 0 ? [] : requests.list().slice(-newCount)
      for (const request of newRequests) checkBudget(request)
      return newRequests
    },
  }
}

const toText = (time: number): string => new Date(time).toISOString()
