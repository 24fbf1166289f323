import { isClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * Allows two retries in a browser, and none on a server, because the page waits for the response. Allows no retry of an
 * invalid date or of a request that the server refused, because a retry cannot succeed.
 */
export const shouldRetry = (failureCount: number, error: Error): boolean =>
  typeof document !== 'undefined' &&
  failureCount < 2 &&
  !(isClaudeProblem(error) && (error.code === 'date_invalid' || isClientError(error.status)))

const isClientError = (status: number): boolean => status >= 400 && status < 500
