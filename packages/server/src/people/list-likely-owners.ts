import type { EmployeeId } from '@windmill/claude-core'
import type { LinkChangeRecord } from '../storage/adapter.ts'

/**
 * Lists the employees who may be the owner of a Claude user's usage: the linked one, or else everyone with the address
 * and the one who was linked last. That link could have been removed to get at the usage of somebody else.
 * @param changes - All changes of the link, newest first.
 */
export const listLikelyOwners = (
  linkedId: EmployeeId | null | undefined,
  addressOwnerIds: readonly EmployeeId[],
  changes: readonly LinkChangeRecord[],
): readonly EmployeeId[] => {
  if (linkedId != null) return [linkedId]
  const lastLinkedId = changes.find(({ from }) => from?.employeeId)?.from?.employeeId
  return lastLinkedId ? [lastLinkedId, ...addressOwnerIds] : addressOwnerIds
}
