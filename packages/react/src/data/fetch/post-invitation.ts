import type { InvitationResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Creates an invitation, which allows someone without a session to save a key. It replaces an earlier invitation. Put
 * its secret into the fragment of a link to the page with `AcceptInvitation`. Needs `connection:manage`.
 * @throws `ClaudeProblem` with `not_permitted`, or a code common to all requests.
 */
export const postInvitation = (client: ClaudeClient, options?: RequestOptions): Promise<InvitationResponse> =>
  request(client, 'invitation', '/connection/invitation', { ...options, method: 'POST' })
