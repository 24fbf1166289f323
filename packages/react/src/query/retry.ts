import { isClaudeProblem } from '../fetch/claude-problem.ts'

/** Tries twice more where that can help: not when the server has understood the request and refused it. */
export const retry = (failures: number, error: Error): boolean =>
  failures < 2 && !(isClaudeProblem(error) && error.status >= 400 && error.status < 500)
