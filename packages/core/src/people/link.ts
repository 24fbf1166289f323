import type { ClaudeUserId, EmployeeId } from './ids.ts'

/** How a link was made: by equal e-mail addresses, by an e-mail rule (`alias`), or by an admin (`manual`). */
export type LinkMethod = 'email' | 'alias' | 'manual'

/** Links a Claude user to an employee, or records an admin's decision that they belong to no employee. */
export interface Link {
  readonly claudeUserId: ClaudeUserId
  /** Null only for a manual link: an admin removed the employee. */
  readonly employeeId: EmployeeId | null
  readonly method: LinkMethod
  /** Whether an admin set the Claude user aside as not in the directory. Only true if `employeeId` is null. */
  readonly ignored: boolean
}
