import { type Problem, type ProblemCode, problemOf } from '@windmill/claude-core'

/** An operation was refused, or failed in a way that its caller can act on. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(code: ProblemCode, extra?: Parameters<typeof problemOf>[1]) {
    const problem = problemOf(code, extra)
    super(`${problem.title} ${problem.detail}`)
    this.problem = problem
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}
