import { ClaudeProblem, type ClientProblemCode, clientProblem, isProblem } from './claude-problem.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'

interface Options extends RequestOptions {
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What to send to change something. */
export const changing = (method: 'POST' | 'PUT', body: unknown, options: RequestOptions | undefined): Options => ({
  ...options,
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/**
 * One exchange of JSON with the server. Throws a `ClaudeProblem` for problem documents, for a network that fails and
 * for answers that are not JSON; an abort by the caller's own signal passes through.
 */
export const request = async <Answer>(client: ClaudeClient, path: string, options: Options = {}): Promise<Answer> => {
  const { signal } = options
  const headers = { accept: 'application/json', ...options.headers }
  const init = { credentials: 'same-origin', ...options, headers } as const
  const { baseUrl, fetch = globalThis.fetch } = client
  const response = await attempt(() => fetch(`${baseUrl}${path}`, init), 'server_unreachable', 0, signal)
  const answer = await attempt((): Promise<unknown> => response.json(), 'answer_unreadable', response.status, signal)
  if (response.ok) return answer as Answer
  if (!isProblem(answer)) throw clientProblem('answer_unreadable', response.status)
  const { code, title, detail, field, requestId } = answer
  throw new ClaudeProblem({ code, title, detail, status: response.status, field, requestId })
}

/** An abort by the caller passes through; all else that goes wrong is a problem of this code. */
const attempt = async <Value>(
  action: () => Promise<Value>,
  code: ClientProblemCode,
  status: number,
  signal: AbortSignal | undefined,
): Promise<Value> => {
  try {
    return await action()
  } catch (error) {
    throw signal?.aborted ? error : clientProblem(code, status, error)
  }
}
