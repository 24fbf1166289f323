import type { LoggedRequest } from '@windmill/example-claude-api'

/** Maximum days that one process reads at the same time. */
const maxDaysInFlight = 4

/**
 * Finds runs that went on after the API had refused their requests. Returns one line for all of them, or an empty list.
 * The requests are those of concurrent runs, one per process. A run must obey these rules:
 *
 * - If its first request is refused, the run ends.
 * - In the middle of a run, up to four days can each have a request for a page of users in flight. All of them may be
 *   refused. Then the run requests the latest day with `limit=1`, as a check.
 * - If the API serves the check, it refuses only these days. The run goes on, and the earlier refusals no longer count.
 * - If the API refuses the check, the run ends.
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
