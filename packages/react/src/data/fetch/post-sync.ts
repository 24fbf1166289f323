import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { changing, request } from './request.ts'

/** Asks for a sync now. For admins. */
export const postSync = (client: ClaudeClient, options?: RequestOptions): Promise<ConnectionResponse> =>
  request(client, '/sync', changing('POST', {}, options))
