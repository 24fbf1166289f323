import { type ClaudeUser, type ClaudeUserId, type Day, type Link, normalizeEmail } from '@windmill/claude-core'
import type { DirectoryEntry } from '../src/index.ts'

/**
 * Lists the Claude users with a wrong link, or without the link that they need. Implements the linking rules a second
 * time, independently of the integration:
 *
 * - Employees with the Claude user's address are its owners. Owners who have left are former owners. The candidates are
 *   the current owners, or all owners if there is no current owner.
 * - A single candidate is linked. Of several candidates, none is linked.
 * - A link to an employee who has left or was removed may stay. If no employee has the address, any link may stay.
 * - If an address has both a former and a current owner and several Claude users, these Claude users may stay without a
 *   link.
 * - If a Claude user was already active when a former owner with another name left, it is not linked to the current
 *   owner.
 * - If an employee who was removed from the directory ever had one of the Claude user's addresses, the Claude user may
 *   stay without a link. The removed employee may have been a candidate in a conflict.
 */
export const findWrongLinks = (
  employees: readonly DirectoryEntry[],
  addressesOfRemoved: ReadonlySet<string>,
  users: readonly ClaudeUser[],
  links: readonly Link[],
  firstActiveDays: ReadonlyMap<ClaudeUserId, Day>,
  listEmails: (id: ClaudeUserId) => Iterable<string>,
  today: Day,
): string[] => {
  const normalizedAddressesOfRemoved = new Set([...addressesOfRemoved].map(normalizeEmail))
  return users.flatMap(({ id, email }) => {
    const address = email === null ? null : normalizeEmail(email)
    const isSameAddress = (other: string | null) =>
      other !== null && address !== null && normalizeEmail(other) === address
    const hasLeft = ({ archivedOn }: DirectoryEntry) => archivedOn != null && archivedOn <= today
    const owners = employees.filter(({ emails }) => emails.some(isSameAddress))
    const currentOwners = owners.filter((owner) => !hasLeft(owner))
    const candidates = currentOwners.length > 0 ? currentOwners : owners
    const isSharedAddress = users.filter((other) => isSameAddress(other.email)).length > 1
    const mayBelongToFormerOwner = candidates.length < owners.length && isSharedAddress
    const firstActiveDay = firstActiveDays.get(id)
    const [currentOwner] = currentOwners
    const formerOwners = currentOwner
      ? owners.filter((owner) => hasLeft(owner) && owner.name !== currentOwner.name)
      : []
    const belongsToFormerOwner = formerOwners.some(
      ({ archivedOn }) => archivedOn && firstActiveDay && firstActiveDay <= archivedOn,
    )
    const mayBeInConflictWithRemoved = [...listEmails(id), email ?? ''].some((other) =>
      normalizedAddressesOfRemoved.has(normalizeEmail(other)),
    )
    const userLinks = links.filter(({ claudeUserId }) => claudeUserId === id)
    const isLinkedToAny = (group: readonly DirectoryEntry[]) =>
      group.some((employee) => employee.id === userLinks[0]?.employeeId)
    const isCorrect =
      userLinks.length === 0
        ? candidates.length !== 1 || mayBelongToFormerOwner || belongsToFormerOwner || mayBeInConflictWithRemoved
        : userLinks.length === 1 &&
          (candidates.length === 0 ||
            !isLinkedToAny(employees.filter((employee) => !hasLeft(employee))) ||
            (candidates.length === 1 && isLinkedToAny(candidates) && !belongsToFormerOwner))
    return isCorrect ? [] : [`${id} (${email}) is linked to ${userLinks.map(({ employeeId }) => employeeId)}`]
  })
}
