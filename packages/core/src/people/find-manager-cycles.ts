import type { Employee } from './employee.ts'
import type { EmployeeId } from './ids.ts'

/**
 * Finds the cycles in the reporting lines. An employee who is their own manager is a cycle of one. People who report to
 * someone on a cycle are not on it.
 * @returns Each cycle once, upward from its smallest id. The cycles are in directory order of the first employee on each
 * or below it.
 * @internal
 */
export const findManagerCycles = (
  directory: ReadonlyMap<EmployeeId, Pick<Employee, 'managerId'>>,
): readonly (readonly EmployeeId[])[] => {
  const findManager = (id: EmployeeId) => directory.get(id)?.managerId ?? null
  /** Start of the walk that visited each employee first. */
  const visitedFrom = new Map<EmployeeId, EmployeeId>()
  const cycles: EmployeeId[][] = []
  for (const start of directory.keys()) {
    let at: EmployeeId | null = start
    for (; at !== null && directory.has(at) && !visitedFrom.has(at); at = findManager(at)) visitedFrom.set(at, start)
    // A walk that meets itself has found a new cycle. One that meets an earlier walk has not.
    if (at === null || visitedFrom.get(at) !== start) continue
    const cycle: EmployeeId[] = [at]
    for (let next = findManager(at); next !== null && next !== at; next = findManager(next)) cycle.push(next)
    const smallest = cycle.indexOf(cycle.reduce((min, id) => (id < min ? id : min)))
    cycles.push([...cycle.slice(smallest), ...cycle.slice(0, smallest)])
  }
  return cycles
}
