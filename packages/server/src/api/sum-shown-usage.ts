import type { Bucket, Day, EmployeeId, Period, Viewer } from '@windmill/claude-core'
import { showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { EmployeeUsage } from '../storage/adapter.ts'
import type { Context } from './context.ts'

/** The usage of an employee. The participation is present only for the employee themself. */
type ShownUsage = Omit<EmployeeUsage, 'participation'> & Partial<Pick<EmployeeUsage, 'participation'>>

/**
 * Sums one employee's usage for a viewer who was authorized.
 * @throws `ProblemError` `figures_not_shown` if the participation has changed since the viewer was authorized.
 */
export const sumShownUsage = async (
  { storage }: Pick<Context, 'storage'>,
  viewer: Viewer,
  employeeId: EmployeeId,
  {
    period,
    bucket,
    comparedTo,
  }: { readonly period: Period; readonly bucket: Bucket; readonly comparedTo?: Day | undefined },
): Promise<ShownUsage> => {
  const { participation, ...usage } = await storage.sumEmployeeUsage(
    viewer.accountId,
    employeeId,
    period,
    bucket,
    comparedTo,
  )
  if (!showsFiguresTo(viewer, { id: employeeId, participation })) throw new ProblemError('figures_not_shown')
  return { ...usage, ...(employeeId === viewer.employeeId && { participation }) }
}
