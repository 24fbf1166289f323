import type { Bucket, EmployeeStatsResponse, PagePurpose } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

/** The employee and period of a stats request, and the bucket that groups its days. */
export interface EmployeeStatsParameters extends PeriodInput {
  readonly employeeId: string
  /** The bucket of every stat's series. */
  readonly bucket: Bucket
  /** The kind of page that shows the stats, for the log. `@default 'profile'` */
  readonly purpose?: PagePurpose | undefined
}

/**
 * Returns one employee's stats over a period. Allowed for the employee, the managers above them, and viewers with
 * `people:view`.
 * @throws `ClaudeProblem` with `not_found` for all other viewers and for an unknown id, `figures_not_shown` if only the
 * employee may see the stats, `directory_stale`, `date_invalid`, or a code common to all requests.
 */
export const getEmployeeStats = async (
  client: ClaudeClient,
  { employeeId, bucket, purpose = 'profile', ...period }: EmployeeStatsParameters,
  options?: RequestOptions,
): Promise<EmployeeStatsResponse> => {
  const { from, to } = parsePeriod(period)
  return await request(
    client,
    'employeeStats',
    `/employees/${encodeURIComponent(employeeId)}/stats?${new URLSearchParams({ from, to, bucket, purpose })}`,
    options,
  )
}
