import type { EmployeeId } from '@windmill/claude-core'
import type { LinkChangeRecord } from '../storage/adapter.ts'

/**
 * Lists the employees who may be the owner of a Claude user's usage: the linked employee, or else everyone with the
 * address and the employee who was linked last. The last link counts, because somebody could have removed it to read
 * the usage of somebody else, and because an erasure of the account removes links.
 */
export const listLikelyOwners = (
  linkedId: EmployeeId | null | undefined,
  addressOwnerIds: readonly EmployeeId[],
  lastLinkedId: EmployeeId | undefined,
): readonly EmployeeId[] => {
  if (linkedId != null) return [linkedId]
  return lastLinkedId ? [lastLinkedId, ...addressOwnerIds] : addressOwnerIds
}

/**
 * Finds the last linked employee of a Claude user.
 * @param changes - All changes of the link, newest first.
 */
export const findLastLinked = (changes: readonly Pick<LinkChangeRecord, 'from' | 'to'>[]): EmployeeId | undefined =>
  changes.flatMap(({ from, to }) => to?.employeeId ?? from?.employeeId ?? []).at(0)
