import {
  type Bucket,
  type EmployeeId,
  type EmployeeStatsResponse,
  type PagePurpose,
  type Period,
  previousPeriod,
  type Viewer,
} from '@windmill/claude-core'
import { computeEmployeeStats, showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'
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
  const reader = await authorize(context, viewer, 'employeeStats', employeeId)
  const { storage } = context
  const { accountId } = viewer
  const [{ participation, ...usage }, connection] = await Promise.all([
    storage.sumEmployeeUsage(accountId, employeeId, period, bucket),
    storage.getConnection(accountId),
  ])
  // The participation can have changed since the viewer was authorized.
  if (!showsFiguresTo(viewer, { id: employeeId, participation })) throw new ProblemError('figures_not_shown')
  const periods = [period, previousPeriod(period)]
  await recordEmployeeReads(context, reader, [employeeId], { purpose, periods })
  const { latestDay = null, notServedThrough = null } = connection ?? {}
  return computeEmployeeStats({
    employeeId,
    period,
    bucket,
    latestDay,
    notServedThrough,
    ...usage,
    ...(employeeId === viewer.employeeId && { participation }),
  })
}
