import type { LogResponse } from '@windmill/claude-core'
import { appendQuery } from './append-query.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns one page of the log, newest first: who read what and who changed what. Needs `audit:view`.
 * @param page The `next` of the previous page. Null for the first page.
 * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an archived viewer, or a code common to all requests.
 */
export const getLog = (
  client: ClaudeClient,
  page: string | null = null,
  options?: RequestOptions,
): Promise<LogResponse> => request(client, 'log', appendQuery('/log', { page }), options)
