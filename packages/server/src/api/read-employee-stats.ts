import type { Bucket, EmployeeId, EmployeeStatsResponse, Period, Viewer } from '@windmill/claude-core'
import { computeEmployeeStats, showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/**
 * Reads one employee's stats for a viewer who was authorized. The caller adds the read to the log.
 * @throws `ProblemError` `figures_not_shown`.
 */
export const readEmployeeStats = async (
  { storage }: Pick<Context, 'storage'>,
  viewer: Viewer,
  employeeId: EmployeeId,
  period: Period,
  bucket: Bucket,
): Promise<EmployeeStatsResponse> => {
  const { accountId } = viewer
  const [{ participation, ...usage }, connection] = await Promise.all([
    storage.sumEmployeeUsage(accountId, employeeId, period, bucket),
    storage.getConnection(accountId),
  ])
  // The participation can have changed since the viewer was authorized.
  if (!showsFiguresTo(viewer, { id: employeeId, participation })) throw new ProblemError('figures_not_shown')
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
