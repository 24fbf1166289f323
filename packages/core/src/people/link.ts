import type { ClaudeUserId, EmployeeId } from './ids.ts'

export type LinkMethod = 'email' | 'alias' | 'manual'
/** Says that a claude user is an employee, or by an admin's decision (`manual`) nobody. */
export interface Link {
  readonly claudeUserId: ClaudeUserId
  /** Null only for a manual link. */
  readonly employeeId: EmployeeId | null
  readonly method: LinkMethod
  /** An admin said that this is nobody in the directory, and needs no more attention. Only where nobody is linked. */
  readonly ignored: boolean
}
