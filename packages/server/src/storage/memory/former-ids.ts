import type { EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename } from '../adapter.ts'
import { hashEmployee } from '../erased-employees.ts'
import type { Account } from './accounts.ts'

/** Stores ids as former ids, which have lost their owners. */
export const addFormerIds = (account: Account, ids: readonly EmployeeId[]): void => {
  account.idVersion += 1
  for (const id of ids) account.formerIds.set(hashEmployee(account.id, id), account.idVersion)
}

/** Stores the old ids of renamed employees as former ids. Their new ids are no longer former ids. */
export const renameFormerIds = (account: Account, renames: readonly EmployeeRename[]): void => {
  for (const { to } of renames) account.formerIds.delete(hashEmployee(account.id, to))
  addFormerIds(
    account,
    renames.map(({ from }) => from),
  )
}
