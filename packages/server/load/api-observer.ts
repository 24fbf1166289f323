/** A run of an account. Each of its requests contains it in a header. */
export interface ObservedRun {
  readonly account: string
  readonly run: string
}

/** What the requests that arrived at the API show. */
export interface RequestFindings {
  readonly requestCount: number
  /** Maximum number of requests of one organization in any minute. */
  readonly maxPerMinute: number
  /** Maximum time for which two runs of one account sent requests at the same time, in milliseconds. */
  readonly maxOverlapMs: number
  /** The account of these two runs. Null if no runs overlapped. */
  readonly maxOverlapAccount: string | null
}

/** Observes requests at the API. Times are elapsed milliseconds at the speed of durations (`toElapsedMs`). */
export interface ApiObserver {
  /**
   * Observes a request.
   * @param run - Null for a request that belongs to no run, such as the check of a key.
   */
  readonly observe: (organization: number, run: ObservedRun | null, at: number) => void
  readonly getFindings: () => RequestFindings
}

const minuteMs = 60_000

export const createApiObserver = (): ApiObserver => {
  /** Times of the requests of the last minute, by organization. */
  const timesByOrganization = new Map<number, number[]>()
  /** The runs of each account, with the times of their first and last requests. */
  const runs = new Map<string, Map<string, { readonly first: number; last: number }>>()
  let requestCount = 0
  let maxPerMinute = 0
  let maxOverlap: { readonly ms: number; readonly account: string | null } = { ms: 0, account: null }

  const countInMinute = (organization: number, at: number): number => {
    const recentTimes = timesByOrganization.get(organization) ?? []
    timesByOrganization.set(organization, recentTimes)
    while (recentTimes[0] !== undefined && recentTimes[0] <= at - minuteMs) recentTimes.shift()
    recentTimes.push(at)
    return recentTimes.length
  }
  const observeRun = ({ account, run }: ObservedRun, at: number): void => {
    const accountRuns = runs.get(account) ?? new Map<string, { first: number; last: number }>()
    runs.set(account, accountRuns)
    const current = accountRuns.get(run) ?? { first: at, last: at }
    accountRuns.set(run, current)
    current.last = at
    for (const other of accountRuns.values()) {
      if (other === current) continue
      const ms = Math.min(other.last, current.last) - Math.max(other.first, current.first)
      if (ms > maxOverlap.ms) maxOverlap = { ms, account }
    }
  }

  return {
    observe(organization, run, at) {
      requestCount += 1
      maxPerMinute = Math.max(maxPerMinute, countInMinute(organization, at))
      if (run) observeRun(run, at)
    },
    getFindings: () => ({
      requestCount,
      maxPerMinute,
      maxOverlapMs: maxOverlap.ms,
      maxOverlapAccount: maxOverlap.account,
    }),
  }
}
