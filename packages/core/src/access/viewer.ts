import type { AccountId, EmployeeId } from '../people/ids.ts'
import type { Permission } from './permissions.ts'

/** The signed-in person behind a request. The host app has authenticated them, and vouches for every field. */
export interface Viewer {
  readonly accountId: AccountId
  readonly employeeId: EmployeeId
  /** Rights beyond what every employee and manager may do. */
  readonly permissions: readonly Permission[]
  /** Managers that the viewer stands in for: the viewer sees everyone below them, but not the managers themselves. */
  readonly actsFor: readonly EmployeeId[]
}
