import type { Day } from './day.ts'
import { type Employee, isArchived } from './employee.ts'
import type { AccountId, EmployeeId } from './ids.ts'

/** The signed-in employee behind a request, as the host app vouches for them. */
export interface Viewer {
  readonly accountId: AccountId
  readonly employeeId: EmployeeId
  readonly role: 'employee' | 'admin'
}

type Node = Pick<Employee, 'id' | 'managerId' | 'archivedOn'>

/**
 * Everyone above an employee, nearest first. A manager who is not in the directory ends the chain. Where the chain
 * runs into a circle, it ends with the first manager on that circle: those on a circle are above each other in name
 * only, so none of them is above another.
 */
export const managersAbove = (subject: EmployeeId, directory: ReadonlyMap<EmployeeId, Node>): EmployeeId[] => {
  const chain: EmployeeId[] = [subject]
  for (;;) {
    const manager = directory.get(chain.at(-1) as EmployeeId)?.managerId
    if (manager == null || !directory.has(manager)) return chain.slice(1)
    const seenAt = chain.indexOf(manager)
    if (seenAt >= 0) return chain.slice(1, seenAt + 1)
    chain.push(manager)
  }
}

/**
 * Whether a viewer may see an employee: themself, those above them, admins; nobody else, and nobody who has left.
 * The one rule, in its plainest form; storage answers the same question for whole sets, and is tested against this.
 * `directory` is that of the viewer's account; someone who is not in it cannot be seen.
 */
export const mayView = (
  viewer: Pick<Viewer, 'employeeId' | 'role'>,
  subject: EmployeeId,
  directory: ReadonlyMap<EmployeeId, Node>,
  on: Day,
): boolean => {
  if (!directory.has(subject)) return false
  const self = directory.get(viewer.employeeId)
  if (self && isArchived(self, on)) return false
  if (viewer.role === 'admin') return true
  if (!self) return false
  return viewer.employeeId === subject || managersAbove(subject, directory).includes(viewer.employeeId)
}
