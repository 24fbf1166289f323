import type { EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename } from '../adapter.ts'
import { hashEmployee } from '../erased-employees.ts'
import type { Account } from './accounts.ts'

/** Stores that ids have lost their owners. */
export const addFormerIds = (account: Account, ids: readonly EmployeeId[]): void => {
  account.idVersion += 1
  for (const id of ids) account.formerIds.set(hashEmployee(account.id, id), account.idVersion)
}

/** Stores that the old ids have lost their owners, and that the new ids have an owner. */
export const renameFormerIds = (account: Account, renames: readonly EmployeeRename[]): void => {
  for (const { to } of renames) account.formerIds.delete(hashEmployee(account.id, to))
  addFormerIds(
    account,
    renames.map(({ from }) => from),
  )
}
