import type { EmployeeId } from '../people/ids.ts'
import type { Instant } from '../time/instant.ts'

/** The state of the stored employee directory. */
export interface DirectoryStatus {
  /** Number of employees in the directory. */
  readonly employees: number
  /** When the host's directory was last read and stored. Null before the first time. */
  readonly readAt: Instant | null
  /** Why the host's newest directory is not used. Null if it is used. */
  readonly heldBack: {
    /**
     * - `failed`: the host's directory could not be read.
     * - `invalid`: its data is invalid.
     * - `shrank`: it lacks more than half of the stored employees, all managers, or every participation other than
     *   `included`.
     */
    readonly reason: 'failed' | 'invalid' | 'shrank'
    /** When the directory was held back. */
    readonly at: Instant
    /** Explains the reason to an admin. */
    readonly message: string
  } | null
  /** Problems in the stored directory, at most 100. */
  readonly problems: readonly DirectoryProblem[]
}

/** A problem with one employee's entry in the directory. */
export interface DirectoryProblem {
  readonly code:
    | 'manager_unknown'
    | 'manager_cycle'
    | 'id_repeated'
    | 'email_shared'
    | 'email_unusable'
    | 'days_reversed'
  readonly employeeId: EmployeeId
  /** Describes the problem, with the other ids or the address. */
  readonly message: string
}
