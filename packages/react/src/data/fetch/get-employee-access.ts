import type { AccessResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

/**
 * Who can see an employee's stats, and who did, newest first. `page` is `next` of the page before. For the employee and
 * admins; anyone else gets `not_found`.
 */
export const getEmployeeAccess = (
  client: ClaudeClient,
  employeeId: string,
  page: string | null = null,
  options?: RequestOptions,
): Promise<AccessResponse> =>
  request(client, withQuery(`/employees/${encodeURIComponent(employeeId)}/access`, { page }), options)
