import type { Bucket, EmployeeStatsResponse, Period } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

export interface EmployeeStatsQuery extends Period {
  readonly employeeId: string
  readonly bucket: Bucket
}

/** One employee's stats over a period. What the viewer may not see is answered like what does not exist: `not_found`. */
export const getEmployeeStats = (
  client: ClaudeClient,
  { employeeId, from, to, bucket }: EmployeeStatsQuery,
  options?: RequestOptions,
): Promise<EmployeeStatsResponse> =>
  request(
    client,
    `/employees/${encodeURIComponent(employeeId)}/stats?${new URLSearchParams({ from, to, bucket })}`,
    options,
  )
