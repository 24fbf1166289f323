import type { ConnectionResponse, DisconnectData } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Disconnects the account and deletes the stored key. Needs `connection:manage`, or `connection:erase` to erase.
 * @param data Whether the stored counts are kept or erased. Erasing cannot be undone.
 * @throws `ClaudeProblem` with `not_permitted`, or a code common to all requests.
 */
export const deleteConnection = (
  client: ClaudeClient,
  data: DisconnectData,
  options?: RequestOptions,
): Promise<ConnectionResponse> =>
  request(client, 'connection', `/connection?data=${data}`, { ...options, method: 'DELETE' })
