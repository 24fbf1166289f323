import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/** The account's tie to its Claude organization; key and people only for admins. */
export const getConnection = (client: ClaudeClient, options?: RequestOptions): Promise<ConnectionResponse> =>
  request(client, '/connection', options)
