import type { AccountId, ClaudeUserId, Employee } from '@windmill/claude-core'
import { isLimited, type Matcher } from '@windmill/claude-core/internal'
import type { AddressMark, DecidedLinks, StoredPeople } from '../storage/adapter.ts'
import { hashEmployee } from '../storage/erased-employees.ts'
import { hashProtectedAddress } from '../storage/kept-from.ts'
import { listEmailKeys } from './list-email-keys.ts'

type AddressMarkChanges = NonNullable<DecidedLinks['addressMarks']>

/**
 * Finds the address marks to add and to remove. Every address of an employee with a participation other than `included`
 * has a mark, so that a Claude user that is first read after the employee left the directory is protected too. A mark
 * is removed only when the same employee is in the directory as `included`.
 */
export const findAddressMarkChanges = (
  { accountId, employees, addressMarks }: StoredPeople,
  matcher: Matcher,
): AddressMarkChanges => {
  const storedKeys = new Set(addressMarks.map(({ subject, owner }) => `${subject} ${owner}`))
  const wantedMarks = employees
    .filter(isLimited)
    .flatMap((employee) => createAddressMarks(accountId, employee, matcher))
  // A large directory takes a moment to hash, and few accounts have a mark.
  const includedEmployees = addressMarks.length === 0 ? [] : employees.filter((employee) => !isLimited(employee))
  const includedOwners = new Set(includedEmployees.map(({ id }) => hashEmployee(accountId, id)))
  return {
    add: wantedMarks.filter(({ subject, owner }) => !storedKeys.has(`${subject} ${owner}`)),
    remove: addressMarks.filter(({ owner }) => includedOwners.has(owner)),
  }
}

/**
 * Finds the Claude users that are protected: those that are stored as protected, and those with a marked address that
 * are linked to nobody.
 */
export const findProtectedUsers = (
  { accountId, claudeUsers, links, protectedUsers, addressMarks }: StoredPeople,
  { remove }: AddressMarkChanges,
  matcher: Matcher,
): ReadonlySet<ClaudeUserId> => {
  if (addressMarks.length === 0) return protectedUsers
  const removedMarks = new Set(remove)
  const subjects = new Set(addressMarks.filter((mark) => !removedMarks.has(mark)).map(({ subject }) => subject))
  const linkedIds = new Set(links.flatMap(({ claudeUserId: id, employeeId }) => (employeeId === null ? [] : id)))
  const markedUsers = claudeUsers.filter((user) => {
    if (linkedIds.has(user.id) || protectedUsers.has(user.id)) return false
    return listEmailKeys(matcher, user.email).some((key) => subjects.has(hashProtectedAddress(accountId, key)))
  })
  return new Set([...protectedUsers, ...markedUsers.map(({ id }) => id)])
}

const createAddressMarks = (accountId: AccountId, { id, emails }: Employee, matcher: Matcher): AddressMark[] => {
  const owner = hashEmployee(accountId, id)
  const keys = new Set(emails.flatMap((email) => listEmailKeys(matcher, email)))
  return [...keys].map((key) => ({ subject: hashProtectedAddress(accountId, key), owner }))
}
