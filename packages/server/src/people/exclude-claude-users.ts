import { type AccountId, type ClaudeUser, type ClaudeUserId, dayAt } from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { findExclusions } from './find-exclusions.ts'
import type { LinkingContext } from './linking-context.ts'

/**
 * Excludes those of some Claude users who belong to excluded employees, by the stored directory and links, and readmits
 * the others. Erases those who have the address of an erased employee, and of nobody in the directory. Call it before a
 * day with them is written.
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
  const all = Array.from(users)
  await storage.excludeClaudeUsers(accountId, findExclusions({ users: all, links, matcher }))
  const linked = new Set(links.flatMap((link) => (link.employeeId === null ? [] : link.claudeUserId)))
  const emailKeys = new Map<ClaudeUserId, string>()
  for (const user of all) {
    const key = matcher.getEmailKey(user)
    if (key !== null && !linked.has(user.id) && matcher.listOwners(user).length === 0) emailKeys.set(user.id, key)
  }
  await storage.eraseByAddress(accountId, emailKeys)
  return true
}
