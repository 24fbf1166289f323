import type { LoggedRequest } from '@windmill/example-claude-api'

/** Maximum days that one process reads at the same time. */
const maxDaysInFlight = 4

/**
 * Returns one line if a run went on after a refusal, and otherwise an empty list. The requests are those of concurrent
 * runs, one per process. If the first request of a run is refused, the run must end. In the middle of a run, up to four
 * days may each have a request for a page of users in flight. One more request, for the latest day, checks whether the
 * API refuses only these days. If the API serves this check, the run may go on, and the earlier refusals no longer
 * count.
 */
export const findNeedlessRequests = (requests: readonly LoggedRequest[], processCount: number): string[] => {
  const userRequests = requests.filter(({ endpoint }) => endpoint === 'users')
  const areAllRefused = requests.every(({ status, endpoint }) => isRefusal(status) && endpoint === 'users')
  const maxRefused = areAllRefused ? processCount : (maxDaysInFlight + 1) * processCount
  let [refusedInRow, peakRefused] = [0, 0]
  for (const { status, limit } of userRequests) {
    if (isRefusal(status)) refusedInRow += 1
    else if (limit === '1' && status === 200) refusedInRow = 0
    peakRefused = Math.max(peakRefused, refusedInRow)
  }
  if (peakRefused <= maxRefused) return []
  return [`${peakRefused} of ${requests.length} requests were refused, and the run went on`]
}

/** Whether a status refuses the account or the request as such, so that another day would be refused too. */
const isRefusal = (status: number | null): boolean =>
  status !== null && status > 400 && status < 500 && ![408, 409, 410, 429].includes(status)
