import { dayAt, isArchived, type Viewer } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/**
 * Rejects a viewer who is archived today, even an admin. A viewer who is not in the directory passes.
 * @throws `ProblemError` `not_found`.
 */
export const requireNotArchived = async (context: Context, viewer: Viewer): Promise<void> => {
  await context.directory.ensure(viewer.accountId)
  const employee = await context.storage.getEmployee(viewer.accountId, viewer.employeeId)
  if (employee && isArchived(employee, dayAt(context.clock.now()))) throw new ProblemError('not_found')
}

/**
 * Rejects a viewer who is no admin, or is archived.
 * @throws `ProblemError` `admin_only`, or `not_found` for an archived viewer.
 */
export const requireAdmin = async (context: Context, viewer: Viewer): Promise<void> => {
  await requireNotArchived(context, viewer)
  if (viewer.role !== 'admin') throw new ProblemError('admin_only')
}
