import type { LoggedRequest } from '@windmill/example-claude-api'

/**
 * Finds the requests for days that are not served, which are refused with 400. After a 429, the same page is requested
 * again. If the repeated request gets a 400, the earlier requests for the page are returned too. Ignores checks for the
 * latest day (`limit=1`).
 */
export const findUnservedRequests = (requests: readonly LoggedRequest[]): LoggedRequest[] => {
  const unservedRequests: LoggedRequest[] = []
  /** The requests that were answered with 429, by page, until the page gets another answer. */
  const rateLimitedByPage = new Map<string, LoggedRequest[]>()
  for (const request of requests) {
    if (request.limit === '1') continue
    const key = `${request.endpoint} ${request.date} ${request.page}`
    const attempts = [...(rateLimitedByPage.get(key) ?? []), request]
    if (request.status === 429) rateLimitedByPage.set(key, attempts)
    else rateLimitedByPage.delete(key)
    if (request.status === 400) unservedRequests.push(...attempts)
  }
  return unservedRequests
}
