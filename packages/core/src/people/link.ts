import type { ClaudeUserId, EmployeeId } from './ids.ts'

/** How a link was made: by an equal e-mail address (`email`), by an e-mail rule (`alias`) or by an admin (`manual`). */
export type LinkMethod = 'email' | 'alias' | 'manual'

/** Links a Claude user to an employee, or records an admin's decision not to link them. */
export interface Link {
  readonly claudeUserId: ClaudeUserId
  /** Null only for a manual link: an admin unlinked the employee or set the Claude user aside. */
  readonly employeeId: EmployeeId | null
  readonly method: LinkMethod
  /** Whether an admin set the Claude user aside as not in the directory. Only true if `employeeId` is null. */
  readonly ignored: boolean
}
