import type { EmployeeDaysResponse, PagePurpose } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

/** The employee and period of a request for the days behind the figures. */
export interface EmployeeDaysParameters extends PeriodInput {
  readonly employeeId: string
  /** The kind of page that shows the days, for the log. `@default 'profile'` */
  readonly purpose?: PagePurpose | undefined
}

/**
 * Returns the days behind one employee's figures, each with its counts and when it was read. Allowed for the employee,
 * the managers above them, and viewers with `people:view`.
 * @throws `ClaudeProblem` with `not_found` for all other viewers and for an unknown id, `figures_not_shown` if only the
 * employee may see the figures, `directory_stale`, `date_invalid`, or a code common to all requests.
 */
export const getEmployeeDays = async (
  client: ClaudeClient,
  { employeeId, purpose = 'profile', ...period }: EmployeeDaysParameters,
  options?: RequestOptions,
): Promise<EmployeeDaysResponse> => {
  const { from, to } = parsePeriod(period)
  return await request(
    client,
    'employeeDays',
    `/employees/${encodeURIComponent(employeeId)}/days?${new URLSearchParams({ from, to, purpose })}`,
    options,
  )
}
