import type { ClaudeUser, ClaudeUserId, EmployeeId, Link } from '@windmill/claude-core'
import type { Matcher } from '@windmill/claude-core/internal'
import type { ExclusionChanges } from '../storage/adapter.ts'

interface ExclusionInput {
  readonly users: Iterable<ClaudeUser>
  readonly links: readonly Link[]
  readonly matcher: Matcher
}

/**
 * Finds the Claude users who belong to excluded employees, and those who belong to other employees. A manual link
 * decides who the owner is, otherwise the address, otherwise another link. If several people have the address, the
 * Claude user is excluded if any of these people is excluded. Claude users without a known employee are not in the
 * result, so an excluded Claude user stays excluded when the address changes.
 */
export const findExclusions = ({ users, links, matcher }: ExclusionInput): ExclusionChanges => {
  const linksByUser = new Map(links.map((link) => [link.claudeUserId, link]))
  const listOwners = (user: ClaudeUser) => {
    const link = linksByUser.get(user.id)
    const linkedIds = link?.employeeId ? [link.employeeId] : []
    if (link?.method === 'manual' && linkedIds.length > 0) return linkedIds
    const owners = matcher.listOwners(user)
    if (owners.length === 0) return linkedIds
    const currentOwners = owners.filter((id) => !matcher.hasLeft(id))
    return currentOwners.length > 0 ? currentOwners : owners
  }
  const exclude: ClaudeUserId[] = []
  const readmit: { claudeUserId: ClaudeUserId; employeeId: EmployeeId }[] = []
  for (const user of users) {
    const owners = listOwners(user).flatMap((id) => matcher.findEmployee(id) ?? [])
    const [owner] = owners
    if (owners.some(({ participation }) => participation === 'excluded')) exclude.push(user.id)
    else if (owner) readmit.push({ claudeUserId: user.id, employeeId: owner.id })
  }
  return { exclude, readmit }
}
