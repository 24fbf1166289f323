import { isClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * Allows two retries. Allows none for an invalid date or a request that the server refused, because neither can
 * succeed, and none on a server, because the page waits for it.
 */
export const shouldRetry = (failureCount: number, error: Error): boolean =>
  typeof document !== 'undefined' &&
  failureCount < 2 &&
  !(isClaudeProblem(error) && (error.code === 'date_invalid' || isClientError(error.status)))

const isClientError = (status: number): boolean => status >= 400 && status < 500
