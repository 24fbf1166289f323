import type { EmployeeRename } from '../adapter.ts'
import { hashEmployee } from '../erased-employees.ts'
import { neverKept } from '../kept-from.ts'
import type { Account } from './accounts.ts'

/** Returns the hashes of all that is erased of an account. */
export const listErased = ({ marks }: Account): ReadonlySet<string> =>
  new Set(marks.flatMap(({ reason, day, subject }) => (reason === 'erased' && day === neverKept ? subject : [])))

/** Keeps erased employees away under their new ids. */
export const renameErased = (account: Account, pairs: readonly EmployeeRename[]): void => {
  const hashes = new Map(pairs.map(({ from, to }) => [hashEmployee(account.id, from), hashEmployee(account.id, to)]))
  account.marks = account.marks.map((mark) =>
    mark.reason === 'erased'
      ? {
          ...mark,
          subject: hashes.get(mark.subject) ?? mark.subject,
          owner: mark.owner && (hashes.get(mark.owner) ?? mark.owner),
        }
      : mark,
  )
}
