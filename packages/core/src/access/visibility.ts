import { type Employee, isArchived } from '../people/employee.ts'
import type { EmployeeId } from '../people/ids.ts'
import type { Day } from '../time/day.ts'
import type { Viewer } from './viewer.ts'

type Node = Pick<Employee, 'id' | 'managerId' | 'archivedOn'>

/**
 * Everyone above an employee, nearest first. A manager who is not in the directory ends the chain. Where the chain
 * runs into a circle, it ends with the first manager on that circle: those on a circle are above each other in name
 * only, so none of them is above another.
 */
export const listManagers = (subject: EmployeeId, directory: ReadonlyMap<EmployeeId, Node>): EmployeeId[] => {
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
export const canView = (
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
  return viewer.employeeId === subject || listManagers(subject, directory).includes(viewer.employeeId)
}

/** Whom a question about visibility is about: some employees, everyone below someone (at any depth), or everyone. */
export type VisibilityScope = { readonly among: readonly EmployeeId[] } | { readonly below: EmployeeId } | 'all'

/** Everyone below a manager, at any depth, in the directory's order: those who have them among `managersAbove`. */
export const listTeam = (managerId: EmployeeId, directory: ReadonlyMap<EmployeeId, Node>): EmployeeId[] => {
  const onCircle = circlesOf(directory)
  const reports = new Map<EmployeeId, EmployeeId[]>()
  for (const { id, managerId: above } of directory.values()) {
    if (above === null || onCircle.has(id)) continue
    const others = reports.get(above)
    if (others) others.push(id)
    else reports.set(above, [id])
  }
  const team = new Set<EmployeeId>()
  // A set that grows while it is walked: whoever is added is visited too.
  if (directory.has(managerId)) for (const id of reports.get(managerId) ?? []) team.add(id)
  for (const member of team) for (const id of reports.get(member) ?? []) team.add(id)
  return [...directory.keys()].filter((id) => team.has(id))
}

/**
 * Whom of a scope a viewer may see on a day: for each of them, what `mayView` says. Who asks for those below someone whom
 * they may not see gets nobody.
 */
export const listVisible = (
  viewer: Pick<Viewer, 'employeeId' | 'role'>,
  scope: VisibilityScope,
  directory: ReadonlyMap<EmployeeId, Node>,
  on: Day,
): EmployeeId[] => {
  if (scope !== 'all' && 'below' in scope) {
    return canView(viewer, scope.below, directory, on) ? listTeam(scope.below, directory) : []
  }
  const asked = scope === 'all' ? [...directory.keys()] : scope.among.filter((id) => directory.has(id))
  const self = directory.get(viewer.employeeId)
  if (self && isArchived(self, on)) return []
  if (viewer.role === 'admin') return asked
  if (!self) return []
  const team = new Set(listTeam(viewer.employeeId, directory))
  return asked.filter((id) => id === viewer.employeeId || team.has(id))
}

/** Those whose line of managers comes back to themselves. */
const circlesOf = (directory: ReadonlyMap<EmployeeId, Node>): ReadonlySet<EmployeeId> => {
  const circles = new Set<EmployeeId>()
  const walkOf = new Map<EmployeeId, EmployeeId>()
  const managerOf = (id: EmployeeId) => directory.get(id)?.managerId ?? null
  for (const start of directory.keys()) {
    let at: EmployeeId | null = start
    for (; at !== null && directory.has(at) && !walkOf.has(at); at = managerOf(at)) walkOf.set(at, start)
    // Back at someone of this very walk: they are on a circle, and so is everyone from them to them.
    if (at === null || walkOf.get(at) !== start) continue
    for (; at !== null && !circles.has(at); at = managerOf(at)) circles.add(at)
  }
  return circles
}
