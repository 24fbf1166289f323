import type { EmployeeDaysResponse, EmployeeId, PagePurpose, Period, Viewer } from '@windmill/claude-core'
import { computeEmployeeDays, showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import { toInstant } from '../to-instant.ts'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'
import { recordEmployeeReads } from './record.ts'

/**
 * Returns the days behind one employee's stats, and adds the read to the log.
 * @throws `ProblemError` `not_found` for an unknown id and for an employee hidden from the viewer, or
 * `figures_not_shown`.
 */
export const getEmployeeDays = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  { purpose, ...period }: Period & { readonly purpose: PagePurpose },
): Promise<EmployeeDaysResponse> => {
  const { storage } = context
  const { accountId } = viewer
  const reader = await authorize(context, viewer, 'employeeStats', employeeId)
  const [{ participation, ...usage }, connection, ledger] = await Promise.all([
    storage.sumEmployeeUsage(accountId, employeeId, period, 'day'),
    storage.getConnection(accountId),
    storage.readLedger(accountId, period),
  ])
  // The participation can have changed since the viewer was authorized.
  if (!showsFiguresTo(viewer, { id: employeeId, participation })) throw new ProblemError('figures_not_shown')
  await recordEmployeeReads(context, reader, [employeeId], { purpose, periods: [period] })
  const { latestDay = null, notServedThrough = null } = connection ?? {}
  const readAt = new Map(ledger.flatMap(({ day, read }) => (read ? [[day, toInstant(read.at)] as const] : [])))
  return computeEmployeeDays({ employeeId, period, bucket: 'day', latestDay, notServedThrough, readAt, ...usage })
}
