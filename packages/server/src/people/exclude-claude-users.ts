import { type AccountId, type ClaudeUser, dayAt } from '@windmill/claude-core'
import { createMatcher } from '@windmill/claude-core/internal'
import { findExclusions } from './find-exclusions.ts'
import type { LinkingContext } from './linking-context.ts'

/**
 * Excludes those of some Claude users who belong to excluded employees, by the stored directory and links, and readmits
 * the others. Call it before a day with them is written.
 * @returns Whether anybody is excluded.
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
  await storage.excludeClaudeUsers(accountId, findExclusions({ users, links, matcher }))
  return true
}
