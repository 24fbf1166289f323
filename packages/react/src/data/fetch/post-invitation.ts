import type { InvitationResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Makes an invitation to save a key without a session, and ends an earlier one. Its secret belongs into the fragment of
 * a link to the page of `AcceptInvitation`. Needs `connection:manage`.
 * @throws `ClaudeProblem` with `not_permitted`, or a code common to all requests.
 */
export const postInvitation = (client: ClaudeClient, options?: RequestOptions): Promise<InvitationResponse> =>
  request(client, '/connection/invitation', { ...options, method: 'POST' })
