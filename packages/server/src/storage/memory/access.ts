import type { StorageAdapter } from '../adapter.ts'
import { accessInput } from '../input.ts'
import type { Accounts } from './accounts.ts'

type AccessMethods = Pick<StorageAdapter, 'addAccess' | 'listAccess' | 'pruneAccess'>

export const access = ({ read, write }: Accounts): AccessMethods => {
  let lastNumber = 0

  return {
    async addAccess(accountId, given) {
      const record = accessInput(structuredClone(given))
      lastNumber += 1
      write(accountId).access.push({ ...record, number: lastNumber })
    },
    async listAccess(accountId, employeeId, { before, limit }) {
      const theirs = read(accountId).access.filter(
        ({ subjects, viewerId, number }) =>
          viewerId !== employeeId && subjects.includes(employeeId) && (before === null || number < before),
      )
      return structuredClone(
        theirs
          .toReversed()
          .slice(0, limit)
          .map(({ subjects: _, ...entry }) => entry),
      )
    },
    async pruneAccess(accountId, before) {
      const account = read(accountId)
      account.access = account.access.filter(({ at }) => at >= before)
    },
  }
}
