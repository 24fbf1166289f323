import type { LoggedRequest } from '@windmill/example-claude-api'

/** Counts the malformed rows that the API served during the latest read of each day. */
export const countMalformedRows = (requests: readonly LoggedRequest[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { date, limit, page, endpoint, fault, isRange } of requests) {
    // A request with `limit=1` only looks for the latest day, and a range gives no rows of a day.
    if (date === null || limit === '1' || isRange) continue
    if (endpoint === 'users' && page === null) counts.set(date, 0)
    // The fault makes the first row of a page malformed.
    if (fault === 'wrong_type') counts.set(date, (counts.get(date) ?? 0) + 1)
  }
  return counts
}
