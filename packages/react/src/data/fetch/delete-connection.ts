import type { ConnectionResponse, DisconnectData } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/** Disconnects, and keeps or erases the counts that were read. For admins. */
export const deleteConnection = (
  client: ClaudeClient,
  data: DisconnectData,
  options?: RequestOptions,
): Promise<ConnectionResponse> => request(client, `/connection?data=${data}`, { ...options, method: 'DELETE' })
