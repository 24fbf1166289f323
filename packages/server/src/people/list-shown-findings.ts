import { type AccountId, type ClaudeUserId, dayAt, type EmployeeName } from '@windmill/claude-core'
import { createMatcher, isLimited } from '@windmill/claude-core/internal'
import type { Finding } from '../storage/adapter.ts'
import type { LinkingContext } from './linking-context.ts'
import { listEmailKeys } from './list-email-keys.ts'

/** A finding with the employee that it is about. */
export interface ShownFinding extends Finding {
  /** The linked employee, who may no longer be in the directory. Null without a linked employee. */
  readonly employee: EmployeeName | null
}

/**
 * Returns the findings, except those about anyone with a limited participation. Every answer that names or counts
 * people leaves such people out.
 */
export const listShownFindings = async (
  { storage, clock, emailRules }: LinkingContext,
  accountId: AccountId,
): Promise<readonly ShownFinding[]> => {
  const findings = await storage.listFindings(accountId)
  if (findings.length === 0) return []
  const [employees, claudeUsers, links, protectedUsers] = await Promise.all([
    storage.listEmployees(accountId),
    storage.listClaudeUsers(accountId),
    storage.listLinks(accountId),
    storage.listProtectedUsers(accountId),
  ])
  const matcher = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
  const emails = new Map(claudeUsers.map(({ id, email }) => [id, email]))
  const ids = [...new Set(findings.map(({ claudeUserId }) => claudeUserId))]
  const users = ids.map((id) => ({ id, email: emails.get(id) ?? null }))
  const ownedIds = new Set(users.filter((user) => matcher.listOwners(user).length > 0).map(({ id }) => id))
  const emailKeys = new Map(users.map(({ id, email }) => [id, listEmailKeys(matcher, email)]))
  const hiddenIds = await storage.findHiddenUsers(accountId, emailKeys, ownedIds)
  const linkedEmployees = new Map(links.map((link) => [link.claudeUserId, link.employeeId]))
  const findLinked = (id: ClaudeUserId): EmployeeName | null => {
    const employeeId = linkedEmployees.get(id) ?? null
    const employee = employeeId === null ? undefined : matcher.findEmployee(employeeId)
    return employeeId === null ? null : { id: employeeId, name: employee?.name ?? employeeId }
  }
  const hasLimitedOwner = (id: ClaudeUserId): boolean => {
    const owners = [linkedEmployees.get(id) ?? [], matcher.listOwners({ id, email: emails.get(id) ?? null })].flat()
    return owners.map(matcher.findEmployee).some((employee) => employee !== undefined && isLimited(employee))
  }
  return findings
    .filter(({ claudeUserId: id }) => !hiddenIds.has(id) && !protectedUsers.has(id) && !hasLimitedOwner(id))
    .map((finding) => ({ ...finding, employee: findLinked(finding.claudeUserId) }))
}
