import {
  type AccountId,
  type ClaudeUserId,
  dayAt,
  type EmployeeDataResponse,
  type EmployeeId,
  employeeId,
} from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { idRequirement, isId } from '../is-id.ts'
import { listEmailKeys } from '../people/list-email-keys.ts'
import { findLastLinked, listLikelyOwners } from '../people/list-likely-owners.ts'
import { ProblemError } from '../problem-error.ts'
import type { EraseEmployeeOptions, StorageAdapter } from '../storage/adapter.ts'
import { createPseudonym } from '../storage/pseudonym.ts'
import type { Context } from './context.ts'
import { collectEmployeeData, readAllPages } from './employee-data.ts'
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
 * Deletes everything that is stored about an employee, and stores nothing about them until `liftEmployeeErasure`. In
 * the log, a pseudonym takes the place of their id.
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
  const found = await findClaudeUsersOf(context, accountId, id)
  await storage.eraseEmployee(accountId, id, { ...found, pseudonym: createPseudonym() })
  // Computes links and directory problems again, so that none names the employee any longer.
  await directory.upsert(accountId, [])
  logger.info('An employee was erased', { accountId, claudeUsers: found.claudeUserIds.length })
}

/**
 * Lets an erased employee be stored again: the employee from the next directory on, and their Claude users from today
 * on. If the employee is not erased, only the log changes.
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
 * Finds the Claude users of an employee, the Claude users that the employee may share, and the keys of all their
 * addresses. A Claude user that is linked to the employee is the employee's own. Any other Claude user counts only if
 * the employee is a likely owner: it is shared if somebody else has its address, and otherwise the employee's own.
 */
const findClaudeUsersOf = async (
  { storage, clock, emailRules }: Context,
  accountId: AccountId,
  id: EmployeeId,
): Promise<Omit<EraseEmployeeOptions, 'pseudonym'>> => {
  const employees = await storage.listEmployees(accountId)
  const matcher = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
  const links = new Map((await storage.listLinks(accountId)).map((link) => [link.claudeUserId, link]))
  const emails = new Map((await storage.listClaudeUsers(accountId)).map((user) => [user.id, user.email]))
  const everLinked = await listEverLinked(storage, accountId, id)
  const claudeUserIds: ClaudeUserId[] = []
  const sharedClaudeUserIds: ClaudeUserId[] = []
  const addresses = [...(matcher.findEmployee(id)?.emails ?? [])]
  for (const claudeUserId of new Set([...emails.keys(), ...everLinked])) {
    const linkedId = links.get(claudeUserId)?.employeeId
    const email = emails.get(claudeUserId) ?? null
    const addressOwnerIds = matcher.listOwners({ id: claudeUserId, email })
    const changes = everLinked.has(claudeUserId) ? await storage.listLinkChanges(accountId, claudeUserId) : []
    if (!listLikelyOwners(linkedId, addressOwnerIds, findLastLinked(changes)).includes(id)) continue
    const isAddressOfOthers = addressOwnerIds.some((ownerId) => ownerId !== id)
    if (linkedId !== id && isAddressOfOthers) sharedClaudeUserIds.push(claudeUserId)
    else claudeUserIds.push(claudeUserId)
    if (email !== null && !isAddressOfOthers) addresses.push(email)
  }
  const emailKeys = addresses.flatMap((email) => listEmailKeys(matcher, email))
  return { claudeUserIds, sharedClaudeUserIds, emailKeys }
}

/** Lists the Claude users that are or were linked to an employee, by the log. Some may no longer be stored. */
const listEverLinked = async (
  storage: StorageAdapter,
  accountId: AccountId,
  id: EmployeeId,
): Promise<ReadonlySet<ClaudeUserId>> => {
  const entries = await readAllPages((page) => storage.listLogAbout(accountId, id, page))
  return new Set(entries.flatMap(({ event }) => (event.kind === 'link_changed' ? event.claudeUserId : [])))
}

/** Parses an employee id from the host's code, which may be untyped. */
const parseEmployeeId = (given: unknown): EmployeeId => {
  if (isId(given)) return employeeId(given)
  const detail = `The employee id must be ${idRequirement}. Nothing was done. Give the id of an employee.`
  throw new ProblemError('invalid_request', { field: 'employeeId', detail })
}
