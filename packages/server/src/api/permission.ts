import { dayAt, isArchived, type Viewer } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/**
 * Rejects archived employees, whatever their role.
 * @throws `ProblemError` `not_found`.
 */
export const requireNotArchived = async (context: Context, viewer: Viewer): Promise<void> => {
  await context.directory.ensure(viewer.accountId)
  const employee = await context.storage.getEmployee(viewer.accountId, viewer.employeeId)
  if (employee && isArchived(employee, dayAt(context.clock.now()))) throw new ProblemError('not_found')
}

/**
 * Rejects everyone but admins who are not archived.
 * @throws `ProblemError` `admin_only`, or `not_found` for an archived admin.
 */
export const requireAdmin = async (context: Context, viewer: Viewer): Promise<void> => {
  await requireNotArchived(context, viewer)
  if (viewer.role !== 'admin') throw new ProblemError('admin_only')
}
