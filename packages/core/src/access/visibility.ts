import { type Employee, isArchived } from '../people/employee.ts'
import { findManagerCycles } from '../people/find-manager-cycles.ts'
import type { EmployeeId } from '../people/ids.ts'
import type { Day } from '../time/day.ts'
import type { Viewer } from './viewer.ts'

/** The fields of an employee that decide on visibility. */
export type DirectoryNode = Pick<Employee, 'id' | 'managerId' | 'archivedOn'>

/**
 * Returns everyone above an employee, nearest manager first.
 *
 * The chain ends before a manager who is not in the directory. If the chain reaches a cycle, it ends with the first
 * manager on the cycle. Members of a cycle are not above each other, so a member of a cycle has no managers.
 */
export const listManagers = (
  subject: EmployeeId,
  directory: ReadonlyMap<EmployeeId, Pick<DirectoryNode, 'managerId'>>,
): EmployeeId[] => {
  const chain: EmployeeId[] = [subject]
  for (;;) {
    const manager = directory.get(chain.at(-1) as EmployeeId)?.managerId
    if (manager == null || !directory.has(manager)) return chain.slice(1)
    const cycleStart = chain.indexOf(manager)
    if (cycleStart >= 0) return chain.slice(1, cycleStart + 1)
    chain.push(manager)
  }
}

/** The fields of a viewer that decide on visibility. */
export type VisibilityViewer = Pick<Viewer, 'employeeId' | 'permissions' | 'actsFor'>

/**
 * Whether a viewer may see an employee. `listVisible` and every storage adapter are tested against this rule.
 *
 * - Employees see themselves and everyone below them, at any depth.
 * - A viewer who stands in for a manager sees everyone below that manager, but not the manager. This ends when the
 *   manager is archived, and is not passed on to anyone who stands in for the viewer.
 * - With `people:view`, a viewer sees everyone in the directory.
 * - A viewer who is not in the directory can see people only by standing in for a manager, or with `people:view`.
 * - An archived viewer sees nobody, not even themself, whatever the permissions.
 * - Nobody sees an employee who is not in the directory.
 *
 * @param subject The employee to see.
 * @param directory The directory of the viewer's account.
 * @param on The current day. A viewer with an archived date on or before it is archived.
 * @example
 * ```ts
 * import { canView, type Employee, type EmployeeId, type Viewer } from '@windmill/claude-core'
 *
 * const directory: ReadonlyMap<EmployeeId, Employee> = new Map(employees.map((employee) => [employee.id, employee]))
 * const canSeeAda = (viewer: Viewer) => canView(viewer, 'e-17' as EmployeeId, directory, '2026-11-22')
 * ```
 */
export const canView = (
  viewer: VisibilityViewer,
  subject: EmployeeId,
  directory: ReadonlyMap<EmployeeId, DirectoryNode>,
  on: Day,
): boolean => {
  if (!directory.has(subject) || isViewerArchived(viewer, directory, on)) return false
  if (canViewEveryone(viewer) || viewer.employeeId === subject) return true
  const managers = listManagers(subject, directory)
  return listSelfAndPrincipals(viewer, directory, on).some((id) => managers.includes(id))
}

/**
 * Whether a viewer may see the figures of an employee. An employee with `participation` `totals` sees their own
 * figures, and nobody else does.
 */
export const canViewFigures = (
  viewer: VisibilityViewer,
  subject: EmployeeId,
  directory: ReadonlyMap<EmployeeId, DirectoryNode & Pick<Employee, 'participation'>>,
  on: Day,
): boolean => {
  const employee = directory.get(subject)
  return employee !== undefined && canView(viewer, subject, directory, on) && showsFiguresTo(viewer, employee)
}

/** Whether an employee's figures are shown to a viewer who may see the employee. */
export const showsFiguresTo = (
  { employeeId }: Pick<Viewer, 'employeeId'>,
  { id, participation }: Pick<Employee, 'id' | 'participation'>,
): boolean => participation !== 'totals' || id === employeeId

/** Whether a viewer may see everyone in the directory. */
export const canViewEveryone = ({ permissions }: Pick<Viewer, 'permissions'>): boolean =>
  permissions.includes('people:view')

/**
 * Whether a viewer may see the team of a manager, which is everyone below the manager. The viewer may see the team if
 * they may see the manager or stand in for the manager.
 */
export const canViewTeam = (
  viewer: VisibilityViewer,
  managerId: EmployeeId,
  directory: ReadonlyMap<EmployeeId, DirectoryNode>,
  on: Day,
): boolean =>
  canView(viewer, managerId, directory, on) ||
  (!isViewerArchived(viewer, directory, on) && listSelfAndPrincipals(viewer, directory, on).includes(managerId))

const isViewerArchived = (
  { employeeId }: VisibilityViewer,
  directory: ReadonlyMap<EmployeeId, DirectoryNode>,
  on: Day,
): boolean => {
  const self = directory.get(employeeId)
  return self !== undefined && isArchived(self, on)
}

/**
 * Lists the viewer and the managers that they stand in for, without anyone who is archived or not in the directory. The
 * viewer sees everyone below each of them.
 */
const listSelfAndPrincipals = (
  { employeeId, actsFor }: VisibilityViewer,
  directory: ReadonlyMap<EmployeeId, DirectoryNode>,
  on: Day,
): EmployeeId[] =>
  [employeeId, ...actsFor].filter((id) => {
    const manager = directory.get(id)
    return manager !== undefined && !isArchived(manager, on)
  })

/** The employees to choose from: the employees in `among`, everyone below an employee at any depth, or everyone. */
export type VisibilityScope = { readonly among: readonly EmployeeId[] } | { readonly below: EmployeeId } | 'all'

/**
 * Returns everyone below a manager, at any depth, in the directory's order. An employee is below every manager that
 * `listManagers` returns for them.
 */
export const listTeam = (managerId: EmployeeId, directory: ReadonlyMap<EmployeeId, DirectoryNode>): EmployeeId[] => {
  const idsOnCycles = new Set(findManagerCycles(directory).flat())
  const reportsByManager = new Map<EmployeeId, EmployeeId[]>()
  for (const { id, managerId: directManagerId } of directory.values()) {
    if (directManagerId === null || idsOnCycles.has(id)) continue
    const reports = reportsByManager.get(directManagerId)
    if (reports) reports.push(id)
    else reportsByManager.set(directManagerId, [id])
  }
  const team = new Set<EmployeeId>()
  if (directory.has(managerId)) for (const id of reportsByManager.get(managerId) ?? []) team.add(id)
  // Iterating a set also visits the members that are added during the loop.
  for (const member of team) for (const id of reportsByManager.get(member) ?? []) team.add(id)
  return [...directory.keys()].filter((id) => team.has(id))
}

/**
 * Returns the employees of a scope that a viewer may see, by the same rule as `canView`. The result is in the order of
 * `among`, otherwise in the directory's order. For the scope `below`, the result is empty if `canViewTeam` is false.
 *
 * @param directory The directory of the viewer's account.
 * @param on The current day. A viewer with an archived date on or before it is archived.
 */
export const listVisible = (
  viewer: VisibilityViewer,
  scope: VisibilityScope,
  directory: ReadonlyMap<EmployeeId, DirectoryNode>,
  on: Day,
): EmployeeId[] => {
  if (scope !== 'all' && 'below' in scope) {
    return canViewTeam(viewer, scope.below, directory, on) ? listTeam(scope.below, directory) : []
  }
  const idsInScope = scope === 'all' ? [...directory.keys()] : scope.among.filter((id) => directory.has(id))
  if (isViewerArchived(viewer, directory, on)) return []
  if (canViewEveryone(viewer)) return idsInScope
  const team = new Set(listSelfAndPrincipals(viewer, directory, on).flatMap((id) => listTeam(id, directory)))
  return idsInScope.filter((id) => id === viewer.employeeId || team.has(id))
}
