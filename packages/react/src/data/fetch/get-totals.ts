import type { TotalsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns the published totals of the company. Allowed for viewers with `totals:view` who may see the figures of at
 * most three people.
 * @throws `ClaudeProblem` with `not_permitted` for all other viewers, `not_found` for an archived viewer, or a code
 * common to all requests.
 */
export const getTotals = (client: ClaudeClient, options?: RequestOptions): Promise<TotalsResponse> =>
  request(client, 'totals', '/totals', options)
