import type { KeyRequest, PreviewResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { changing, request } from './request.ts'

/** Tries a key and tells what it gives access to. Nothing is saved. For admins. */
export const previewConnection = (
  client: ClaudeClient,
  key: KeyRequest,
  options?: RequestOptions,
): Promise<PreviewResponse> => request(client, '/connection/preview', changing('POST', key, options))
