import { ClaudeProblem, clientProblem, isProblem } from './claude-problem.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'

interface Options extends RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
}

/**
 * One exchange of JSON with the server. Throws a `ClaudeProblem` for problem documents, for a network that fails and
 * for answers that are not JSON; an abort by the caller's own signal passes through.
 */
export const request = async <Answer>(client: ClaudeClient, path: string, options: Options = {}): Promise<Answer> => {
  const { method = 'GET', body, signal } = options
  const response = await send(client, path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  })

  const answer = await readJson(response, signal)
  if (response.ok) return answer as Answer
  if (!isProblem(answer)) throw clientProblem('answer_unreadable', response.status)
  const { code, title, detail, field, requestId } = answer
  throw new ClaudeProblem({ code, title, detail, status: response.status, field, requestId })
}

const send = async ({ baseUrl, fetch = globalThis.fetch }: ClaudeClient, path: string, init: RequestInit) => {
  try {
    return await fetch(`${baseUrl}${path}`, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw clientProblem('server_unreachable', 0, error)
  }
}

const readJson = async (response: Response, signal: AbortSignal | undefined): Promise<unknown> => {
  try {
    return await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    throw clientProblem('answer_unreadable', response.status, error)
  }
}
