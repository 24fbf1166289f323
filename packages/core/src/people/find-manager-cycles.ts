import type { Employee } from './employee.ts'
import type { EmployeeId } from './ids.ts'

/**
 * Finds the cycles in the reporting lines. An employee who is their own manager is a cycle of one. People who report to
 * someone in a cycle are below the cycle, not in it.
 *
 * Each cycle is returned once. It starts with its smallest id, and each employee is followed by their manager. The
 * cycles are in the order of the first employee in the directory who belongs to each cycle or is below it.
 *
 * @internal
 */
export const findManagerCycles = (
  directory: ReadonlyMap<EmployeeId, Pick<Employee, 'managerId'>>,
): readonly (readonly EmployeeId[])[] => {
  const findManagerId = (id: EmployeeId) => directory.get(id)?.managerId ?? null
  /** Start of the walk that visited each employee, by employee. */
  const startByVisited = new Map<EmployeeId, EmployeeId>()
  const cycles: EmployeeId[][] = []
  for (const start of directory.keys()) {
    let current: EmployeeId | null = start
    while (current !== null && directory.has(current) && !startByVisited.has(current)) {
      startByVisited.set(current, start)
      current = findManagerId(current)
    }
    // Only a walk that returns to itself has found a new cycle. Others end at the top, at a manager who is not in the
    // directory, or at an earlier walk.
    if (current === null || startByVisited.get(current) !== start) continue
    const cycle: EmployeeId[] = [current]
    for (let next = findManagerId(current); next !== null && next !== current; next = findManagerId(next))
      cycle.push(next)
    const minIndex = cycle.indexOf(cycle.reduce((min, id) => (id < min ? id : min)))
    cycles.push([...cycle.slice(minIndex), ...cycle.slice(0, minIndex)])
  }
  return cycles
}
