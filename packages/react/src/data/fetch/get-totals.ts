import type { TotalsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns the published totals of the company. Requires `totals:view`. Not for viewers who may see the figures of more
 * than three people, because these figures could be subtracted from the totals.
 * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an archived viewer, or a code common to all requests.
 */
export const getTotals = (client: ClaudeClient, options?: RequestOptions): Promise<TotalsResponse> =>
  request(client, 'totals', '/totals', options)
