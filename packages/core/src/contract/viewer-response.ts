import type { Permission } from '../access/permissions.ts'
import type { EmployeeName } from '../people/employee.ts'

/** Answer of `GET /viewer`: who is signed in, and what they may do. */
export interface ViewerResponse {
  /** The viewer. Null if they are not in the directory. */
  readonly employee: EmployeeName | null
  /** What the viewer may do beyond seeing themself and everyone below them. */
  readonly permissions: readonly Permission[]
  /** The managers that the viewer stands in for, without managers who have left. */
  readonly actsFor: readonly EmployeeName[]
}
