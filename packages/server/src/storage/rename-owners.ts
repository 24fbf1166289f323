import type { AccountId } from '@windmill/claude-core'
import type { AddressMark, EmployeeRename } from './adapter.ts'
import { hashEmployee } from './erased-employees.ts'

/** Returns address marks with the new ids of their owners. */
export const renameOwners = (
  accountId: AccountId,
  marks: readonly AddressMark[],
  renames: readonly EmployeeRename[],
): readonly AddressMark[] => {
  if (marks.length === 0) return marks
  const hashes = new Map(renames.map(({ from, to }) => [hashEmployee(accountId, from), hashEmployee(accountId, to)]))
  return marks.map((mark) => ({ ...mark, owner: hashes.get(mark.owner) ?? mark.owner }))
}
