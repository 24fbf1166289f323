import type { Bucket, EmployeeId, EmployeeStatsResponse, Period, Viewer } from '@windmill/claude-core'
import { computeEmployeeStats } from '@windmill/claude-core/internal'
import { recordAccess } from './access.ts'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Returns one employee's stats, and records the read in the access log.
 * @throws `ProblemError` `not_found` for an unknown id and for an employee hidden from the viewer.
 */
export const getEmployeeStats = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { bucket, ...period }: Period & { readonly bucket: Bucket },
): Promise<EmployeeStatsResponse> => {
  await authorize(context, viewer, 'employeeStats', employeeId)
  const { storage } = context
  const { accountId } = viewer
  const [usage, connection] = await Promise.all([
    storage.sumEmployeeUsage(accountId, employeeId, period, bucket),
    storage.getConnection(accountId),
  ])
  await recordAccess(context, viewer, { kind: 'employee', period, subjects: [employeeId] })
  const { latestDay = null, notServedThrough = null } = connection ?? {}
  return computeEmployeeStats({ employeeId, period, bucket, latestDay, notServedThrough, ...usage })
}
