import type { ConnectionResponse, KeyRequest } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { changing, request } from './request.ts'

/** Connects with a key, or replaces the key of a connection without a gap. For admins. */
export const putConnection = (
  client: ClaudeClient,
  key: KeyRequest,
  options?: RequestOptions,
): Promise<ConnectionResponse> => request(client, '/connection', changing('PUT', key, options))
