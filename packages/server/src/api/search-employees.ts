import { dayAt, type EmployeesResponse, type Viewer } from '@windmill/claude-core'
import { maxFoundEmployees } from '@windmill/claude-core/internal'
import { authorize } from './authorize.ts'
import type { Context } from './context.ts'

/**
 * Finds employees by name or e-mail address. Returns at most `maxFoundEmployees`.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived or has a former id.
 */
export const searchEmployees = async (
  context: Context,
  viewer: Viewer,
  { search }: { readonly search: string },
): Promise<EmployeesResponse> => {
  await authorize(context, viewer, 'employees')
  const { storage, clock } = context
  const found = await storage.searchEmployees(viewer.accountId, search, dayAt(clock.now()), maxFoundEmployees)
  return { employees: found.map(({ id, name, emails, archivedOn }) => ({ id, name, emails, archivedOn })) }
}
