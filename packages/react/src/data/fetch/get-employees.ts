import type { EmployeesResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

/** Finds employees by a part of their name or e-mail, at most twenty. For admins. */
export const getEmployees = (
  client: ClaudeClient,
  search: string,
  options?: RequestOptions,
): Promise<EmployeesResponse> => request(client, withQuery('/employees', { search }), options)
