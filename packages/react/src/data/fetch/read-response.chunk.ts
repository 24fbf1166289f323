import type { Problem } from '@windmill/claude-core'
import { type Answers, answerChecks } from '../answers/answers.ts'
import { ClaudeProblem, createClientProblem } from './claude-problem.ts'

/**
 * Returns the answer in a response. This is the only place where answers of the server are read.
 * @param signal The signal of the caller. After an abort, the error is rethrown unchanged.
 * @throws `ClaudeProblem` with the code of a problem document, or `answer_unreadable` for a response that is not JSON,
 *   has another shape than the answer, or is an error without a problem document.
 */
export const readResponse = async <Name extends keyof Answers>(
  name: Name,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<Answers[Name]> => {
  const { ok, status } = response
  let body: unknown
  try {
    body = await response.json()
  } catch (error) {
    throw signal?.aborted ? error : createClientProblem('answer_unreadable', status, error)
  }
  if (!ok && isProblem(body)) {
    const { code, title, detail, field, requestId } = body
    throw new ClaudeProblem({ code, title, detail, status, field, requestId })
  }
  if (!ok || !answerChecks[name](body)) throw createClientProblem('answer_unreadable', status)
  return body as Answers[Name]
}

/** Returns whether a response body is a problem document. Accepts unknown codes, because the server can be newer. */
const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  (['code', 'title', 'detail'] as const).every((field) => typeof (body as Partial<Problem>)[field] === 'string')
