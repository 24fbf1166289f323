import type { AccountId, EmployeeId } from '../people/ids.ts'

/** The signed-in employee behind a request. The host app has authenticated them. */
export interface Viewer {
  readonly accountId: AccountId
  readonly employeeId: EmployeeId
  /** An `employee` sees themself and everyone below them. An `admin` sees everyone in the account. */
  readonly role: 'employee' | 'admin'
}
