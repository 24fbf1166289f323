import type { LoggedRequest } from '@windmill/example-claude-api'

/** Maximum days that one process reads at once. */
const maxDaysInFlight = 4

/**
 * Lists the runs that went on after a refusal. The requests are those of the runs of some processes, which are
 * concurrent. Every process ends its run after the first refusal. If it comes in the middle of a run, up to four days
 * may each have a page of their users on its way, and one request for the latest day checks whether the API refuses only
 * these days. Once the API has served that day, the run goes on, and the earlier refusals count no longer.
 */
export const findNeedlessRequests = (requests: readonly LoggedRequest[], processCount: number): string[] => {
  const ofUsers = requests.filter(({ endpoint }) => endpoint === 'users')
  const areAllRefused = requests.every(({ status, endpoint }) => isRefusal(status) && endpoint === 'users')
  const maxRefused = areAllRefused ? processCount : (maxDaysInFlight + 1) * processCount
  let [refusedInRow, peakRefused] = [0, 0]
  for (const { status, limit } of ofUsers) {
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
