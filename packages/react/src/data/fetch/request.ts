import type { Answers } from '../answers/answers.ts'
import { createClientProblem, isClaudeProblem } from './claude-problem.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'

interface JsonRequestOptions extends RequestOptions {
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

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
 * Sends the viewer's request and returns the answer. An abort by the caller's signal is rethrown unchanged.
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
  return await sendRequest(client, answer, path, options)
}

/** Sends a request as `request` does, but also for a client without a viewer. The response must not be cached. */
export const sendRequest = async <Name extends keyof Answers>(
  { baseUrl, fetch = globalThis.fetch }: Pick<ClaudeClient, 'baseUrl' | 'fetch'>,
  answer: Name,
  path: string,
  options: JsonRequestOptions = {},
): Promise<Answers[Name]> => {
  const headers = { accept: 'application/json', ...options.headers }
  try {
    const [response, { readResponse }] = await Promise.all([
      fetch(`${baseUrl}${path}`, { credentials: 'same-origin', ...options, headers }),
      // The code that reads answers loads while the first request runs.
      import('./read-response.chunk.ts'),
    ])
    return await readResponse(answer, response, options.signal)
  } catch (error) {
    throw options.signal?.aborted || isClaudeProblem(error)
      ? error
      : createClientProblem('server_unreachable', 0, error)
  }
}
