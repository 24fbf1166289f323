import type { EmployeesResponse } from '@windmill/claude-core'
import { appendQuery } from './append-query.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Finds employees by part of their name or e-mail. Returns at most 20. Needs `users:match`, `people:view` or
 * `audit:view`.
 * @param search At most 200 characters.
 * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an archived viewer, or a code common to all
 * requests.
 */
export const getEmployees = (
  client: ClaudeClient,
  search: string,
  options?: RequestOptions,
): Promise<EmployeesResponse> => request(client, 'employees', appendQuery('/employees', { search }), options)
