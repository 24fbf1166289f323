import type { ReconciliationResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns which months were compared with Claude's own totals. Needs `connection:manage` or `people:view`.
 * @throws `ClaudeProblem` with `not_permitted`, or a code common to all requests.
 */
export const getReconciliation = (client: ClaudeClient, options?: RequestOptions): Promise<ReconciliationResponse> =>
  request(client, 'reconciliation', '/reconciliation', options)
