import type { EmployeeDataResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns everything that is stored about an employee. Only the employee may call it.
 * @throws `ClaudeProblem` with `not_found` for anyone else, or a code common to all requests.
 */
export const getEmployeeData = (
  client: ClaudeClient,
  employeeId: string,
  options?: RequestOptions,
): Promise<EmployeeDataResponse> => request(client, `/employees/${encodeURIComponent(employeeId)}/data`, options)
