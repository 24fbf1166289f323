import type { Bucket, EmployeeStatsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

/** The employee and period of a stats request, and the bucket that groups its days. */
export interface EmployeeStatsParameters extends PeriodInput {
  readonly employeeId: string
  /** The bucket of every stat's series. */
  readonly bucket: Bucket
}

/**
 * Returns one employee's stats over a period. Only the employee, the managers above them, and admins may call it.
 * @throws `ClaudeProblem` with `not_found` for anyone else and for an unknown id, `date_invalid`, or a code common to
 * all requests.
 */
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
