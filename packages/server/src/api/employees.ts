import {
  type AccountId,
  claudeUserId,
  dayAt,
  type EmployeeDataResponse,
  type EmployeeId,
  employeeId,
} from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { idRequirement, isId } from '../is-id.ts'
import { createPseudonym } from '../people/pseudonym.ts'
import { ProblemError } from '../problem-error.ts'
import type { EraseEmployeeOptions } from '../storage/adapter.ts'
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

/**
 * Deletes everything that is stored about an employee, and stores nothing about them until `liftEmployeeErasure`. In the
 * log, a pseudonym takes the place of their id.
 * @throws `ProblemError` `invalid_request`.
 */
export const eraseEmployee = async (
  context: Context,
  accountId: AccountId,
  givenId: string,
  options: ActorOptions,
): Promise<void> => {
  const { storage, directory, logger } = context
  const [id, by] = [parseEmployeeId(givenId), parseActor(options)]
  await recordChange(context, accountId, by, { kind: 'employee_erased' }, { employee: id })
  const { claudeUserIds, emailKeys } = await findClaudeUsersOf(context, accountId, id)
  await storage.eraseEmployee(accountId, id, { claudeUserIds, emailKeys, pseudonym: createPseudonym() })
  // Nobody's link or problem names them any longer.
  await directory.upsert(accountId, [])
  logger.info('An employee was erased', { accountId, claudeUsers: claudeUserIds.length })
}

/**
 * Lets an erased employee be stored again: from the next directory on, and their Claude users from today on. Does
 * nothing for anyone else but adding it to the log.
 * @throws `ProblemError` `invalid_request`.
 */
export const liftEmployeeErasure = async (
  context: Context,
  accountId: AccountId,
  givenId: string,
  options: ActorOptions,
): Promise<void> => {
  const [id, by] = [parseEmployeeId(givenId), parseActor(options)]
  await recordChange(context, accountId, by, { kind: 'erasure_lifted' }, { employee: id })
  await context.storage.liftErasure(accountId, id)
  context.logger.info('The erasure of an employee was lifted', { accountId, employeeId: id, by })
}

/**
 * Finds the Claude users of an employee, and the keys of all their addresses. A Claude user is theirs if it is linked to
 * them, or if nobody else has its address.
 */
const findClaudeUsersOf = async (
  { storage, clock, emailRules }: Context,
  accountId: AccountId,
  id: EmployeeId,
): Promise<Pick<EraseEmployeeOptions, 'claudeUserIds' | 'emailKeys'>> => {
  const employees = await storage.listEmployees(accountId)
  const matcher = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
  const links = new Map((await storage.listLinks(accountId)).map((link) => [link.claudeUserId, link]))
  const users = (await storage.listClaudeUsers(accountId)).filter((user) => {
    const linkedId = links.get(user.id)?.employeeId
    if (linkedId != null) return linkedId === id
    const owners = matcher.listOwners(user)
    return owners.length === 1 && owners[0] === id
  })
  const emails = [...(matcher.findEmployee(id)?.emails ?? []), ...users.map(({ email }) => email)]
  return {
    claudeUserIds: users.map((user) => user.id),
    emailKeys: emails.flatMap((email) => matcher.getEmailKey({ id: claudeUserId(''), email }) ?? []),
  }
}

/** Parses an employee id from the host's code, which may be untyped. */
const parseEmployeeId = (given: unknown): EmployeeId => {
  if (isId(given)) return employeeId(given)
  const detail = `The employee id must be ${idRequirement}. Nothing was done. Give the id of an employee.`
  throw new ProblemError('invalid_request', { field: 'employeeId', detail })
}
