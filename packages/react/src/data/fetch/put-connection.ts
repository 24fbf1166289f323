import type { ConnectionResponse, KeyRequest } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { createJsonRequest, request } from './request.ts'

/**
 * Connects with a key, or replaces the stored key, and starts a sync. Replacing a key loses no day. Needs
 * `connection:manage`.
 * @throws `ClaudeProblem` with `not_permitted`, a code that says why the key is not accepted, such as `key_malformed`
 *   or `scope_missing`, or a code common to all requests.
 */
export const putConnection = (
  client: ClaudeClient,
  key: KeyRequest,
  options?: RequestOptions,
): Promise<ConnectionResponse> => request(client, 'connection', '/connection', createJsonRequest('PUT', key, options))
