import type { AccessResponse } from '@windmill/claude-core'
import { appendQuery } from './append-query.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns who can see an employee's stats, and one page of the log entries about the employee, newest first. Allowed
 * for the employee and for viewers with `audit:view`.
 * @param page The `next` of the previous page. Null for the first page.
 * @throws `ClaudeProblem` with `not_found` for all other viewers, or a code common to all requests.
 */
export const getEmployeeAccess = (
  client: ClaudeClient,
  employeeId: string,
  page: string | null = null,
  options?: RequestOptions,
): Promise<AccessResponse> =>
  request(client, 'access', appendQuery(`/employees/${encodeURIComponent(employeeId)}/access`, { page }), options)
