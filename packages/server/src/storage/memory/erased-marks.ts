import type { Day } from '@windmill/claude-core'
import type { EmployeeRename } from '../adapter.ts'
import { type ErasedAddress, hashEmployee } from '../erased-employees.ts'
import { neverKept } from '../kept-from.ts'
import type { Account, KeptFromMark } from './accounts.ts'

/** Returns the hashes of the erased employees, addresses and Claude users of an account. */
export const listErasedHashes = ({ keptFromMarks }: Account): ReadonlySet<string> =>
  new Set(
    keptFromMarks.flatMap(({ reason, day, subject }) => (reason === 'erased' && day === neverKept ? subject : [])),
  )

/** Creates the mark of an erasure. Usage from `day` on is kept. By default, nothing is kept. */
export const createErasedMark = (
  subject: string,
  { day = neverKept, owner = null }: { readonly day?: Day; readonly owner?: string | null },
): KeptFromMark => ({ subject, day, reason: 'erased', since: null, claudeUserId: null, owner })

/**
 * Marks addresses of erased employees, so that they are not stored again. Skips addresses that are already marked.
 * Each address gets a second mark, for somebody else with the address: their usage is kept from the day of this mark
 * on.
 */
export const markErasedAddresses = (account: Account, addresses: readonly ErasedAddress[], today: Day): void => {
  const erased = new Set(listErasedHashes(account))
  for (const { subject, owner } of addresses) {
    if (erased.has(subject)) continue
    erased.add(subject)
    account.keptFromMarks.push(createErasedMark(subject, { owner }), createErasedMark(subject, { day: today }))
  }
}

/** Changes the ids of erased employees, so that they stay erased under their new ids. */
export const renameErased = (account: Account, pairs: readonly EmployeeRename[]): void => {
  const hashes = new Map(pairs.map(({ from, to }) => [hashEmployee(account.id, from), hashEmployee(account.id, to)]))
  account.keptFromMarks = account.keptFromMarks.map((mark) =>
    mark.reason === 'erased'
      ? {
          ...mark,
          subject: hashes.get(mark.subject) ?? mark.subject,
          owner: mark.owner && (hashes.get(mark.owner) ?? mark.owner),
        }
      : mark,
  )
}
