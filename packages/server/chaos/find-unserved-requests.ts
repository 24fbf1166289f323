import type { LoggedRequest } from '@windmill/example-claude-api'

/**
 * Finds the requests for days that are not served. Where the API refuses a request because its limit is spent, the same
 * page is requested again, so the earlier request belongs to the refusal that follows it.
 */
export const findUnservedRequests = (requests: readonly LoggedRequest[]): LoggedRequest[] => {
  const found: LoggedRequest[] = []
  /** The latest requests of each page that exceeded the limit. */
  const waiting = new Map<string, LoggedRequest[]>()
  for (const request of requests) {
    if (request.limit === '1') continue
    const key = `${request.endpoint} ${request.date} ${request.page}`
    const attempts = [...(waiting.get(key) ?? []), request]
    if (request.status === 429) waiting.set(key, attempts)
    else waiting.delete(key)
    if (request.status === 400) found.push(...attempts)
  }
  return found
}
