import type { ClaudeUsersResponse, MappingState } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

export interface ClaudeUsersQuery {
  /** All of them without it. */
  readonly state?: MappingState | undefined
  /** Part of an e-mail, or of the name of the employee. */
  readonly search?: string | undefined
}

/** A page of the mapping list: whose each claude user is, and why. `page` is `next` of the page before. For admins. */
export const getClaudeUsers = (
  client: ClaudeClient,
  { state, search, page }: ClaudeUsersQuery & { readonly page?: string | null },
  options?: RequestOptions,
): Promise<ClaudeUsersResponse> => request(client, withQuery('/claude-users', { state, search, page }), options)
