import type { EmployeeDataResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns everything that is stored about an employee. Allowed only for that employee.
 * @throws `ClaudeProblem` with `not_found` for all other viewers, or a code common to all requests.
 */
export const getEmployeeData = (
  client: ClaudeClient,
  employeeId: string,
  options?: RequestOptions,
): Promise<EmployeeDataResponse> =>
  request(client, 'employeeData', `/employees/${encodeURIComponent(employeeId)}/data`, options)
