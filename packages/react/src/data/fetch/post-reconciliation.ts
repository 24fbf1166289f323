import type { ReconciliationResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { createJsonRequest, request } from './request.ts'

/**
 * Requests a comparison of every settled month with Claude's own totals, and does not wait for it. Needs
 * `connection:manage`.
 * @throws `ClaudeProblem` with `not_permitted`, `not_connected`, or a code common to all requests.
 */
export const postReconciliation = (client: ClaudeClient, options?: RequestOptions): Promise<ReconciliationResponse> =>
  request(client, 'reconciliation', '/reconciliation', createJsonRequest('POST', {}, options))
