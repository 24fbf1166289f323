import type { ConnectionResponse, KeyRequest } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/** Connects with a key, or replaces the key of a connection without a gap. For admins. */
export const putConnection = (
  client: ClaudeClient,
  key: KeyRequest,
  options?: RequestOptions,
): Promise<ConnectionResponse> => request(client, '/connection', { ...options, method: 'PUT', body: key })
