import type { Answers } from '../answers/answers.ts'
import { createClientProblem } from './claude-problem.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import type { JsonRequestOptions, Send } from './read-response.chunk.ts'

/** Creates the options of a request that sends `body` as JSON. */
export const createJsonRequest = (
  method: 'POST' | 'PUT',
  body: unknown,
  options: RequestOptions | undefined,
): JsonRequestOptions => ({
  ...options,
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/**
 * Sends the viewer's request and returns the answer. If the caller's signal aborts the request, the abort is rethrown.
 * @param answer The name of the answer. A body of another shape is rejected.
 * @throws `ClaudeProblem` for a client without a viewer, a network error, a response that is not the answer, or a
 *   response with an error status.
 */
export const request = async <Name extends keyof Answers>(
  client: ClaudeClient,
  answer: Name,
  path: string,
  options?: JsonRequestOptions,
): Promise<Answers[Name]> => {
  // Without a viewer id in its query key, a cached response could be shown to the next viewer.
  if (client.viewerId === null) throw createClientProblem('not_signed_in', 401)
  return sendRequest(client, answer, path, options)
}

/** Sends a request as `request` does, but also for a client without a viewer. The response must not be cached. */
export const sendRequest = async <Name extends keyof Answers>(
  { baseUrl, fetch = globalThis.fetch }: Pick<ClaudeClient, 'baseUrl' | 'fetch'>,
  answer: Name,
  path: string,
  options: JsonRequestOptions = {},
): Promise<Answers[Name]> => {
  const headers = { accept: 'application/json', ...options.headers }
  const send: Send = async (redirect) =>
    fetch(`${baseUrl}${path}`, { credentials: 'same-origin', ...options, ...redirect, headers })
  const [sent, reader] = await Promise.allSettled([
    send(),
    // The code that reads answers loads while the first request runs.
    import('./read-response.chunk.ts'),
  ])
  if ('value' in reader) return reader.value.readResponse(answer, sent, options, send)
  throw createClientProblem('server_unreachable', 0, reader.reason)
}
