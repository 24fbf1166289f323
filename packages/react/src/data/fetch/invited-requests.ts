import type { InvitedConnectResponse, InvitedPreviewResponse } from '@windmill/claude-core'
import type { Answers } from '../answers/answers.ts'
import { isClaudeProblem } from './claude-problem.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { createJsonRequest, sendRequest } from './request.ts'

type InvitedClient = Pick<ClaudeClient, 'baseUrl' | 'fetch'>

const send = <Name extends keyof Answers>(
  client: InvitedClient,
  secret: string,
  [method, path, apiKey]: readonly ['POST' | 'PUT', path: string, apiKey: string],
  answer: Name,
  options?: RequestOptions,
): Promise<Answers[Name]> => {
  const init = createJsonRequest(method, { apiKey }, options)
  return sendRequest(client, answer, path, {
    ...init,
    headers: { ...init.headers, authorization: `Invitation ${secret}` },
  })
}

/**
 * Tries a key with an invitation, and returns which reports the key gives access to. Saves nothing.
 * @throws `ClaudeProblem` with `invitation_invalid`, `invitation_expired`, a code that says why the key is not accepted,
 * or a code common to all requests.
 */
export const previewInvited = (
  client: InvitedClient,
  secret: string,
  apiKey: string,
  options?: RequestOptions,
): Promise<InvitedPreviewResponse> =>
  send(client, secret, ['POST', '/connection/preview', apiKey], 'invitedPreview', options)

/**
 * Saves a key with an invitation. The invitation cannot be used again.
 * @throws `ClaudeProblem` with the same codes as `previewInvited`.
 */
export const connectInvited = (
  client: InvitedClient,
  secret: string,
  apiKey: string,
): Promise<InvitedConnectResponse> => send(client, secret, ['PUT', '/connection', apiKey], 'invitedConnect')

/**
 * Resolves if an invitation is valid. The invitation stays usable: this sends an empty key, and the server responds
 * with `key_missing` only after it has accepted the invitation.
 * @throws `ClaudeProblem` with `invitation_invalid`, `invitation_expired`, or a code common to all requests.
 */
export const checkInvitation = async (
  client: InvitedClient,
  secret: string,
  options?: RequestOptions,
): Promise<void> => {
  try {
    await previewInvited(client, secret, '', options)
  } catch (error) {
    if (!isClaudeProblem(error) || error.code !== 'key_missing') throw error
  }
}
