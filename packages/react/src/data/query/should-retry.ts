import { isClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * Allows two retries. Allows none for an invalid date or a request that the server refused, because neither can
 * succeed.
 */
export const shouldRetry = (failureCount: number, error: Error): boolean =>
  failureCount < 2 && !(isClaudeProblem(error) && (error.code === 'date_invalid' || isClientError(error.status)))

const isClientError = (status: number): boolean => status >= 400 && status < 500
