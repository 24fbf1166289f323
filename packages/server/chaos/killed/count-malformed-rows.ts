import type { LoggedRequest } from '@windmill/example-claude-api'

/** Counts the malformed rows that the API served to the latest read of each day. */
export const countMalformedRows = (requests: readonly LoggedRequest[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { date, limit, page, endpoint, fault, isRange } of requests) {
    // A request with `limit=1` is only for the latest day, and a range gives no rows of a day.
    if (date === null || limit === '1' || isRange) continue
    if (endpoint === 'users' && page === null) counts.set(date, 0)
    // The fault changes the first row of a page.
    if (fault === 'wrong_type') counts.set(date, (counts.get(date) ?? 0) + 1)
  }
  return counts
}
