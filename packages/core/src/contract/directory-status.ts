import type { EmployeeId } from '../people/ids.ts'
import type { Instant } from '../time/instant.ts'

/** What came of the last reading of the host's directory. */
export interface DirectoryStatus {
  readonly employees: number
  /** When the directory in use was read; null before the first time. */
  readonly readAt: Instant | null
  /** Why a newer one is not in use: it could not be read, or had lost half of its people. */
  readonly heldBack: {
    readonly reason: 'failed' | 'invalid' | 'shrank'
    readonly at: Instant
    readonly message: string
  } | null
  /** What is wrong in the one in use, at most a hundred. */
  readonly problems: readonly DirectoryProblem[]
}
export interface DirectoryProblem {
  readonly code: 'manager_unknown' | 'manager_cycle' | 'id_repeated' | 'email_shared'
  readonly employeeId: EmployeeId
  /** In words, with the other ids or the address. */
  readonly message: string
}
