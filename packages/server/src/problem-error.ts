import { createProblem, type Problem, type ProblemCode } from '@windmill/claude-core'

/**
 * Thrown when an operation is refused, or fails in a way that the caller can act on. Its `problem` is the HTTP answer.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  /** @param options.cause - What led to the problem, for the log. It is never part of the answer. */
  constructor(code: ProblemCode, extra?: Parameters<typeof createProblem>[1], options?: { readonly cause: unknown }) {
    const problem = createProblem(code, extra)
    super(`${problem.title} ${problem.detail}`, options)
    this.problem = problem
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}
