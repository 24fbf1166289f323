import type { TotalsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns the published totals of the company. Only viewers with `totals:view` who see at most three people may call it.
 * @throws `ClaudeProblem` with `not_permitted` for anyone else, `not_found` for a former employee, or a code common to
 *   all requests.
 */
export const getTotals = (client: ClaudeClient, options?: RequestOptions): Promise<TotalsResponse> =>
  request(client, '/totals', options)
