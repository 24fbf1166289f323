import { ClaudeProblem, type ClientProblemCode, createClientProblem, isProblem } from './claude-problem.ts'
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
 * Sends the viewer's request and returns the JSON body of the response. An abort by the caller's signal is rethrown
 * unchanged.
 * @throws `ClaudeProblem` for a client without a viewer, a network error, a response that is not JSON, or a response
 *   with an error status.
 */
export const request = async <Body>(
  client: ClaudeClient,
  path: string,
  options?: JsonRequestOptions,
): Promise<Body> => {
  // Without a viewer id in its query key, a cached response could be shown to the next viewer.
  if (client.viewerId === null) throw createClientProblem('not_signed_in', 401)
  return await sendRequest(client, path, options)
}

/** Sends a request as `request` does, but also for a client without a viewer. The response must not be cached. */
export const sendRequest = async <Body>(
  { baseUrl, fetch = globalThis.fetch }: Pick<ClaudeClient, 'baseUrl' | 'fetch'>,
  path: string,
  options: JsonRequestOptions = {},
): Promise<Body> => {
  const { signal } = options
  const headers = { accept: 'application/json', ...options.headers }
  const init = { credentials: 'same-origin', ...options, headers } as const
  const response = await convertFailure(() => fetch(`${baseUrl}${path}`, init), 'server_unreachable', 0, signal)
  const body = await convertFailure(
    (): Promise<unknown> => response.json(),
    'answer_unreadable',
    response.status,
    signal,
  )
  if (response.ok) return body as Body
  if (!isProblem(body)) throw createClientProblem('answer_unreadable', response.status)
  const { code, title, detail, field, requestId } = body
  throw new ClaudeProblem({ code, title, detail, status: response.status, field, requestId })
}

/** Runs an action and converts its failure to a problem with this code, unless the caller aborted it. */
const convertFailure = async <Value>(
  action: () => Promise<Value>,
  code: ClientProblemCode,
  status: number,
  signal: AbortSignal | undefined,
): Promise<Value> => {
  try {
    return await action()
  } catch (error) {
    throw signal?.aborted ? error : createClientProblem(code, status, error)
  }
}
