import { type AccountId, type ClaudeUser, type ClaudeUserId, dayAt } from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { findExclusions } from './find-exclusions.ts'
import type { LinkingContext } from './linking-context.ts'
import { listEmailKeys } from './list-email-keys.ts'

/**
 * Excludes the given Claude users who belong to excluded employees, by the stored directory and links, and readmits
 * those who belong to others. A Claude user with the address of an erased employee is erased if nobody in the directory
 * has that address. If somebody has it, only the usage from before the erasure is dropped. Call this before a day with
 * these Claude users is written.
 * @returns Whether anybody is excluded or erased.
 */
export const excludeClaudeUsers = async (
  { storage, clock, emailRules }: LinkingContext,
  accountId: AccountId,
  users: Iterable<ClaudeUser>,
): Promise<boolean> => {
  if (!(await storage.hasExclusions(accountId))) return false
  const employees = await storage.listEmployees(accountId)
  const links = await storage.listLinks(accountId)
  const matcher = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
  const userList = Array.from(users)
  await storage.excludeClaudeUsers(accountId, findExclusions({ users: userList, links, matcher }))
  const linkedIds = new Set(links.flatMap((link) => (link.employeeId === null ? [] : link.claudeUserId)))
  const ownedUsers = userList.filter((user) => linkedIds.has(user.id) || matcher.listOwners(user).length > 0)
  const emailKeys = new Map<ClaudeUserId, readonly string[]>()
  for (const user of userList) {
    const keys = listEmailKeys(matcher, user.email)
    if (keys.length > 0) emailKeys.set(user.id, keys)
  }
  await storage.eraseByAddress(accountId, emailKeys, new Set(ownedUsers.map(({ id }) => id)))
  return true
}
