import { dayAt, type EmployeesResponse, maxChoices, type Viewer } from '@windmill/claude-core'
import type { Context } from './context.ts'
import { requireAdmin } from './permission.ts'

/**
 * Finds employees by name or e-mail, as choices for linking a Claude user.
 * @throws `ProblemError` `admin_only`.
 */
export const searchEmployees = async (
  context: Context,
  viewer: Viewer,
  { search }: { readonly search: string },
): Promise<EmployeesResponse> => {
  await requireAdmin(context, viewer)
  const { storage, clock } = context
  const found = await storage.searchEmployees(viewer.accountId, search, dayAt(clock.now()), maxChoices)
  return { employees: found.map(({ id, name, emails, archivedOn }) => ({ id, name, emails, archivedOn })) }
}
