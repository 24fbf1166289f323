import { createProblem, type Problem, type ProblemCode } from '@windmill/claude-core'

/**
 * Thrown when an operation is refused, or fails in a way that the caller can act on. Its `problem` is the HTTP answer.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(code: ProblemCode, extra?: Parameters<typeof createProblem>[1]) {
    const problem = createProblem(code, extra)
    super(`${problem.title} ${problem.detail}`)
    this.problem = problem
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}
