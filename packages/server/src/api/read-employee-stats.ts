import type { Bucket, EmployeeId, EmployeeStatsResponse, Period, Viewer } from '@windmill/claude-core'
import { computeEmployeeStats, showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'
import { readCheckedMonths } from './read-checked-months.ts'

/**
 * Reads one employee's stats for a viewer who was authorized. The caller adds the read to the log.
 * @param query.compared - The settled part of the period, from `readSettledDays`.
 * @throws `ProblemError` `figures_not_shown`.
 */
export const readEmployeeStats = async (
  context: Pick<Context, 'storage'>,
  viewer: Viewer,
  employeeId: EmployeeId,
  { period, compared, bucket }: { readonly period: Period; readonly compared: Period | null; readonly bucket: Bucket },
): Promise<EmployeeStatsResponse> => {
  const { storage } = context
  const { accountId } = viewer
  const [{ participation, ...usage }, connection, checks] = await Promise.all([
    storage.sumEmployeeUsage(accountId, employeeId, period, bucket, compared?.to),
    storage.getConnection(accountId),
    storage.listMonthChecks(accountId),
  ])
  // The participation can have changed since the viewer was authorized.
  if (!showsFiguresTo(viewer, { id: employeeId, participation })) throw new ProblemError('figures_not_shown')
  const { latestDay = null, notServedThrough = null } = connection ?? {}
  const { claudeUsers, userKeptFrom } = usage
  const checkedMonths = await readCheckedMonths(context, checks, {
    accountId,
    period,
    employees: claudeUsers > 0 ? [employeeId] : [],
    userKeptFrom,
  })
  return computeEmployeeStats({
    employeeId,
    period,
    compared,
    bucket,
    latestDay,
    notServedThrough,
    checkedMonths,
    ...usage,
    ...(employeeId === viewer.employeeId && { participation }),
  })
}
