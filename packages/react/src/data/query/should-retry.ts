import { isClaudeProblem } from '../fetch/claude-problem.ts'

/** Allows two retries, unless a retry cannot help: an invalid date, or a request that the server refused. */
export const shouldRetry = (failures: number, error: Error): boolean =>
  failures < 2 && !(isClaudeProblem(error) && (error.code === 'date_invalid' || isClientError(error.status)))

const isClientError = (status: number): boolean => status >= 400 && status < 500
