import { isClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * Allows two retries in a browser, and none on a server, because the page waits for the response. Allows no retry while
 * the browser is offline, of an invalid date, of a request that the server refused, or of an answer that is not
 * understood, because a retry cannot succeed.
 */
export const shouldRetry = (failureCount: number, error: Error): boolean =>
  typeof document !== 'undefined' &&
  navigator.onLine &&
  failureCount < 2 &&
  !(isClaudeProblem(error) && (error.code === 'date_invalid' || (error.status > 0 && error.status < 500)))
