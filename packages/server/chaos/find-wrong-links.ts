import { type ClaudeUser, type ClaudeUserId, type Day, type Link, normalizeEmail } from '@windmill/claude-core'
import type { DirectoryEntry } from '../src/index.ts'

/**
 * Lists the Claude users that are linked wrongly. Restates the linking rules independently of the product:
 *
 * - Employees with the Claude user's address are its owners. The candidates are the active owners, or all owners when
 *   none is active.
 * - The only candidate is linked. Several candidates tie, and none of them is linked.
 * - A link to an employee who has left or was removed may stay, as may any link when no employee has the address.
 * - There may be no link when a former and an active owner share an address that several Claude users have.
 * - There is no link to the active owner when the Claude user was active before a former owner with another name left.
 */
export const findWrongLinks = (
  employees: readonly DirectoryEntry[],
  users: readonly ClaudeUser[],
  links: readonly Link[],
  firstActiveDays: ReadonlyMap<ClaudeUserId, Day>,
  today: Day,
): string[] =>
  users.flatMap(({ id, email }) => {
    const address = email === null ? null : normalizeEmail(email)
    const isSameAddress = (other: string | null) =>
      other !== null && address !== null && normalizeEmail(other) === address
    const hasLeft = ({ archivedOn }: DirectoryEntry) => archivedOn != null && archivedOn <= today
    const owners = employees.filter(({ emails }) => emails.some(isSameAddress))
    const activeOwners = owners.filter((owner) => !hasLeft(owner))
    const candidates = activeOwners.length > 0 ? activeOwners : owners
    const isShared = users.filter((other) => isSameAddress(other.email)).length > 1
    const mayBelongToFormerOwner = candidates.length < owners.length && isShared
    const firstActiveDay = firstActiveDays.get(id)
    const [activeOwner] = activeOwners
    const formerOwners = activeOwner ? owners.filter((owner) => hasLeft(owner) && owner.name !== activeOwner.name) : []
    const belongsToFormerOwner = formerOwners.some(
      ({ archivedOn }) => archivedOn && firstActiveDay && firstActiveDay <= archivedOn,
    )
    const userLinks = links.filter(({ claudeUserId }) => claudeUserId === id)
    const isLinkedToOneOf = (group: readonly DirectoryEntry[]) =>
      group.some((employee) => employee.id === userLinks[0]?.employeeId)
    const isRight =
      userLinks.length === 0
        ? candidates.length !== 1 || mayBelongToFormerOwner || belongsToFormerOwner
        : userLinks.length === 1 &&
          (candidates.length === 0 ||
            !isLinkedToOneOf(employees.filter((employee) => !hasLeft(employee))) ||
            (candidates.length === 1 && isLinkedToOneOf(candidates) && !belongsToFormerOwner))
    return isRight ? [] : [`${id} (${email}) is linked to ${userLinks.map(({ employeeId }) => employeeId)}`]
  })
