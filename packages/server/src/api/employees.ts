import { dayAt, type EmployeesResponse, mostChoices, type Viewer } from '@windmill/claude-core'
import type { Context } from './context.ts'
import { requireAdmin } from './permission.ts'

/** Employees whom an admin may choose for a claude user, found by name or e-mail. */
export const searchEmployees = async (
  context: Context,
  viewer: Viewer,
  { search }: { readonly search: string },
): Promise<EmployeesResponse> => {
  await requireAdmin(context, viewer)
  const { storage, clock } = context
  const found = await storage.searchEmployees(viewer.accountId, search, dayAt(clock.now()), mostChoices)
  return { employees: found.map(({ id, name, emails, archivedOn }) => ({ id, name, emails, archivedOn })) }
}
