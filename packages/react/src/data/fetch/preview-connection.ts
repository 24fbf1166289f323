import type { KeyRequest, PreviewResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { createJsonRequest, request } from './request.ts'

/**
 * Tries a key and returns what it gives access to. Saves nothing. Needs `connection:manage`.
 * @throws `ClaudeProblem` with `not_permitted`, a code that says why the key is not accepted, such as `key_malformed`
 *   or `scope_missing`, or a code common to all requests.
 */
export const previewConnection = (
  client: ClaudeClient,
  key: KeyRequest,
  options?: RequestOptions,
): Promise<PreviewResponse> =>
  request(client, 'preview', '/connection/preview', createJsonRequest('POST', key, options))
