import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Revokes the invitation, if there is one. Needs `connection:manage`.
 * @throws `ClaudeProblem` with `not_permitted`, or a code common to all requests.
 */
export const deleteInvitation = (client: ClaudeClient, options?: RequestOptions): Promise<ConnectionResponse> =>
  request(client, 'connection', '/connection/invitation', { ...options, method: 'DELETE' })
