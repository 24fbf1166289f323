import { isClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * Allows two retries in a browser, and none on a server, because the page waits for the response. Allows no retry if it
 * cannot succeed: while the browser is offline, for an invalid date, for a request that the server refused, and for an
 * answer that is not understood.
 */
export const shouldRetry = (failureCount: number, error: Error): boolean =>
  typeof document !== 'undefined' &&
  navigator.onLine &&
  failureCount < 2 &&
  !(isClaudeProblem(error) && (error.code === 'date_invalid' || (error.status > 0 && error.status < 500)))
