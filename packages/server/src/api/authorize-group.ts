import { canViewEveryone, employeeId, type Viewer } from '@windmill/claude-core'
import type { GroupScope } from '../storage/adapter.ts'
import { type AuthorizedViewer, authorize } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Decides whether a viewer may read a group, and returns the group and the viewer.
 * @param scope - `company`, or the id of a manager for everyone below that manager. `@default` `company` for a viewer
 * who may see it, otherwise the viewer's id
 * @throws `ProblemError` `not_permitted`, or `not_found` for an archived viewer. Storage decides whether the viewer may
 * see a manager's group.
 */
export const authorizeGroup = async (
  context: Context,
  viewer: Viewer,
  scope: string = canViewEveryone(viewer) ? 'company' : viewer.employeeId,
): Promise<{ readonly reader: AuthorizedViewer; readonly group: GroupScope }> => {
  const isCompany = scope === 'company'
  const reader = await authorize(context, viewer, isCompany ? 'companyStats' : 'groupStats')
  return { reader, group: isCompany ? 'all' : { below: employeeId(scope) } }
}
