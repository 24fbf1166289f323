import { ProblemError } from '../problem-error.ts'
import { settlesWithin } from '../settles-within.ts'

/** Time that the storage has for an answer to the health and its checks, in milliseconds. */
export const storageTimeoutMs = 10_000

/**
 * Waits for an answer of the storage, because the storage of a host may never answer.
 * @throws `ProblemError` `not_ready` after `storageTimeoutMs`, or the error of the storage.
 */
export const waitForStorage = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  if (!(await settlesWithin(answer, storageTimeoutMs))) throw new ProblemError('not_ready')
  return await answer
}
