import type { AccountId, EmployeeId } from '../people/ids.ts'

/** The signed-in employee behind a request, as the host app vouches for them. */
export interface Viewer {
  readonly accountId: AccountId
  readonly employeeId: EmployeeId
  readonly role: 'employee' | 'admin'
}
