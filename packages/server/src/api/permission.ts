import { dayAt, isArchived, type Viewer } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/** Someone who has left sees nothing at all, whatever their role was. */
export const requirePresent = async (context: Context, viewer: Viewer): Promise<void> => {
  await context.directory.ensure(viewer.accountId)
  const employee = await context.storage.getEmployee(viewer.accountId, viewer.employeeId)
  if (employee && isArchived(employee, dayAt(context.clock.now()))) throw new ProblemError('not_found')
}

export const requireAdmin = async (context: Context, viewer: Viewer): Promise<void> => {
  await requirePresent(context, viewer)
  if (viewer.role !== 'admin') throw new ProblemError('admin_only')
}
