import { dayAt, isArchived, type Viewer, type ViewerResponse } from '@windmill/claude-core'
import { authorize, canReadTotals } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Returns who is signed in, and what they may do. Leaves `totals:view` out if the viewer may not read the totals.
 * @throws `ProblemError` `not_found` if the viewer is archived or erased.
 */
export const getViewer = async (context: Context, viewer: Viewer): Promise<ViewerResponse> => {
  await authorize(context, viewer, 'viewer')
  const { accountId, employeeId, permissions, actsFor } = viewer
  const today = dayAt(context.clock.now())
  const [employees, canViewTotals] = await Promise.all([
    context.storage.listEmployees(accountId, [employeeId, ...actsFor]),
    canReadTotals(context, viewer),
  ])
  const names = new Map(
    employees.filter((employee) => !isArchived(employee, today)).map(({ id, name }) => [id, { id, name }]),
  )
  return {
    employee: names.get(employeeId) ?? null,
    permissions: permissions.filter((permission) => permission !== 'totals:view' || canViewTotals),
    actsFor: actsFor.flatMap((id) => names.get(id) ?? []),
  }
}
