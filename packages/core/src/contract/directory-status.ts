import type { EmployeeId } from '../people/ids.ts'
import type { Instant } from '../time/instant.ts'

/** The state of the employee directory, as last read from the host. */
export interface DirectoryStatus {
  /** Number of employees in the directory. */
  readonly employees: number
  /** When the current directory was read. Null before the first time. */
  readonly readAt: Instant | null
  /** Why a newer directory is not used. Null if the newest one is. `message` explains it in words. */
  readonly heldBack: {
    /** `failed`: it could not be read. `invalid`: its data is invalid. `shrank`: it had lost half of its people. */
    readonly reason: 'failed' | 'invalid' | 'shrank'
    readonly at: Instant
    readonly message: string
  } | null
  /** Problems in the current directory, at most 100. */
  readonly problems: readonly DirectoryProblem[]
}

/** A problem with one employee's entry in the directory. */
export interface DirectoryProblem {
  readonly code: 'manager_unknown' | 'manager_cycle' | 'id_repeated' | 'email_shared'
  readonly employeeId: EmployeeId
  /** Describes the problem, with the other ids or the address. */
  readonly message: string
}
