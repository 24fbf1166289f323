import { type EmployeeId, employeeId } from '@windmill/claude-core'
import { idRequirement, isId } from '../is-id.ts'
import { ProblemError } from '../problem-error.ts'

/** Options of a decision that the host makes in process. */
export interface ActorOptions {
  /** Id of the employee who decided, for the log. */
  readonly by: string
}

/**
 * Returns who decided.
 * @throws `ProblemError` `invalid_request`.
 */
export const parseActor = (options: ActorOptions): EmployeeId => {
  // The host's code may be untyped.
  const by: unknown = (options as ActorOptions | undefined)?.by
  if (isId(by)) return employeeId(by)
  const detail = `The option by must be ${idRequirement}. Nothing was changed. Give the id of the employee who decided.`
  throw new ProblemError('invalid_request', { field: 'by', detail })
}
