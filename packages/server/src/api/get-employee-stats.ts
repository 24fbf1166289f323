import type { Bucket, EmployeeId, EmployeeStatsResponse, PagePurpose, Period, Viewer } from '@windmill/claude-core'
import { authorizeFigures } from './authorize-figures.ts'
import type { Context } from './context.ts'
import { readEmployeeStats } from './read-employee-stats.ts'
import { recordEmployeeReads } from './record.ts'

/**
 * Returns one employee's stats, and adds the read to the log.
 * @throws `ProblemError` `not_found` for an unknown id and for an employee hidden from the viewer, or
 * `figures_not_shown`.
 */
export const getEmployeeStats = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { bucket, purpose, ...period }: Period & { readonly bucket: Bucket; readonly purpose: PagePurpose },
): Promise<EmployeeStatsResponse> => {
  const authorized = await authorizeFigures(context, viewer, 'employeeStats', period, employeeId)
  const { reader, facts, settled: compared } = authorized
  const response = await readEmployeeStats(context, viewer, employeeId, { period, compared, bucket, facts })
  await recordEmployeeReads(context, reader, [employeeId], { purpose, periods: [period, response.previous] })
  return response
}
