import { isClaudeProblem } from '../fetch/claude-problem.ts'

/** Tries twice more where that can help: not when the server has understood the request and refused it. */
export const retry = (failures: number, error: Error): boolean =>
  failures < 2 && !(isClaudeProblem(error) && (error.code === 'date_invalid' || isRefusal(error.status)))

const isRefusal = (status: number): boolean => status >= 400 && status < 500
