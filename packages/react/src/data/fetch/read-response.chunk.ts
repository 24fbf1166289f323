import type { Problem } from '@windmill/claude-core'
import { type Answers, answerChecks } from '../answers/answers.ts'
import { ClaudeProblem, createClientProblem } from './claude-problem.ts'
import type { RequestOptions } from './client.ts'

/** The options of a request with a method and a body. */
export interface JsonRequestOptions extends RequestOptions {
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends a request. `redirect` can keep the browser from following a redirect. */
export type Send = (redirect?: { readonly redirect: 'manual' }) => Promise<Response>

/**
 * Returns the answer in a response. This is the only place where answers of the server are read.
 * @param sent The response of the first request, or the error.
 * @param options The options of the request. After an abort, the error is rethrown unchanged.
 * @param send Sends the request again.
 * @throws `ClaudeProblem` with the code of a problem document, `server_unreachable` without a response, `not_signed_in`
 *   if the host wants the viewer to sign in, or `answer_unreadable` for any other unexpected response.
 */
export const readResponse = async <Name extends keyof Answers>(
  name: Name,
  sent: PromiseSettledResult<Response>,
  { signal, method }: JsonRequestOptions,
  send: Send,
): Promise<Answers[Name]> => {
  if (sent.status === 'rejected') {
    if (signal?.aborted) throw sent.reason
    // Only a GET can be repeated without harm.
    if (!method && (await isRedirected(send))) throw createClientProblem('not_signed_in', 401, sent.reason)
    throw createClientProblem('server_unreachable', 0, sent.reason)
  }
  const response = sent.value
  const { ok, status } = response
  let body: unknown
  let cause: unknown
  try {
    body = await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    cause = error
  }
  if (!ok && isProblem(body)) {
    const { code, title, detail, field, requestId } = body
    throw new ClaudeProblem({ code, title, detail, status, field, requestId })
  }
  if (ok && answerChecks[name](body)) return body as Answers[Name]
  throw asksToSignIn(response, body)
    ? createClientProblem('not_signed_in', 401, cause)
    : createClientProblem('answer_unreadable', status, cause)
}

/**
 * Returns whether the host's server answers in place of the integration because the session has ended: with its own 401
 * or 419, or with a redirect to a page.
 */
const asksToSignIn = ({ status, redirected, type }: Response, body: unknown): boolean =>
  status === 401 || status === 419 || type.startsWith('opaque') || (redirected && body === undefined)

/**
 * Returns whether a request failed because of a redirect to another site, such as for single sign-on. A browser does
 * not give this reason, so the request is sent again without following redirects. False on a server, which follows
 * redirects to any site.
 */
const isRedirected = async (send: Send): Promise<boolean> => {
  if (typeof document === 'undefined') return false
  try {
    return (await send({ redirect: 'manual' })).type === 'opaqueredirect'
  } catch {
    return false
  }
}

/** Returns whether a response body is a problem document. Accepts unknown codes, because the server can be newer. */
const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  (['code', 'title', 'detail'] as const).every((field) => typeof (body as Partial<Problem>)[field] === 'string')
