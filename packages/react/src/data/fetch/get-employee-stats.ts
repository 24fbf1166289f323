import type { Bucket, EmployeeStatsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

export interface EmployeeStatsParameters extends PeriodInput {
  readonly employeeId: string
  readonly bucket: Bucket
}

/** One employee's stats over a period. What the viewer may not see is answered like what does not exist: `not_found`. */
export const getEmployeeStats = async (
  client: ClaudeClient,
  { employeeId, bucket, ...period }: EmployeeStatsParameters,
  options?: RequestOptions,
): Promise<EmployeeStatsResponse> => {
  const { from, to } = parsePeriod(period)
  return await request(
    client,
    `/employees/${encodeURIComponent(employeeId)}/stats?${new URLSearchParams({ from, to, bucket })}`,
    options,
  )
}
