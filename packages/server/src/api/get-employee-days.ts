import type { EmployeeDaysResponse, EmployeeId, PagePurpose, Period, Viewer } from '@windmill/claude-core'
import { computeEmployeeDays } from '@windmill/claude-core/internal'
import { toInstant } from '../to-instant.ts'
import { authorizeFigures } from './authorize-figures.ts'
import type { Context } from './context.ts'
import { recordEmployeeReads } from './record.ts'
import { sumShownUsage } from './sum-shown-usage.ts'

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
  const { reader, facts } = await authorizeFigures(context, viewer, 'employeeStats', period, employeeId)
  const [usage, ledger] = await Promise.all([
    sumShownUsage(context, viewer, employeeId, { period, bucket: 'day' }),
    context.storage.readLedger(viewer.accountId, period),
  ])
  await recordEmployeeReads(context, reader, [employeeId], { purpose, periods: [period] })
  const readAt = new Map(ledger.flatMap(({ day, read }) => (read ? [[day, toInstant(read.at)] as const] : [])))
  const { latestDay, notServedThrough } = facts
  return computeEmployeeDays({ employeeId, period, bucket: 'day', latestDay, notServedThrough, readAt, ...usage })
}
