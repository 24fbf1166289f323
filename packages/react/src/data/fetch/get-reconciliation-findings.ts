import type { ReconciliationFindingsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns whose figures differ from Claude's own totals, and by how much. Needs `people:view`. The log records the read
 * for each of these people.
 * @throws `ClaudeProblem` with `not_permitted`, or a code common to all requests.
 */
export const getReconciliationFindings = (
  client: ClaudeClient,
  options?: RequestOptions,
): Promise<ReconciliationFindingsResponse> =>
  request(client, 'reconciliationFindings', '/reconciliation/findings', options)
