import { type AccountId, type EmployeeDataResponse, type EmployeeId, employeeId } from '@windmill/claude-core'
import { idRequirement, isId } from '../is-id.ts'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'
import { collectEmployeeData } from './employee-data.ts'
import { type ActorOptions, parseActor } from './parse-actor.ts'
import { recordChange } from './record.ts'

/**
 * Returns everything that is stored about an employee, for the host, and records it in the log.
 * @throws `ProblemError` `invalid_request`.
 */
export const exportEmployee = async (
  context: Context,
  accountId: AccountId,
  givenId: string,
  options: ActorOptions,
): Promise<EmployeeDataResponse> => {
  const [id, by] = [parseEmployeeId(givenId), parseActor(options)]
  await recordChange(context, accountId, by, { kind: 'employee_exported' }, { employee: id })
  return await collectEmployeeData(context, accountId, id)
}

/** Parses an employee id from the host's code, which may be untyped. */
const parseEmployeeId = (given: unknown): EmployeeId => {
  if (isId(given)) return employeeId(given)
  const detail = `The employee id must be ${idRequirement}. Nothing was done. Give the id of an employee.`
  throw new ProblemError('invalid_request', { field: 'employeeId', detail })
}
