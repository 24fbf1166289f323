import type { StorageAdapter } from '../adapter.ts'
import { sanitizeAccess } from '../sanitize.ts'
import type { Accounts } from './accounts.ts'

type AccessMethods = Pick<StorageAdapter, 'addAccess' | 'listAccess' | 'pruneAccess'>

export const createAccessMethods = ({ read, write }: Accounts): AccessMethods => {
  let lastNumber = 0

  return {
    async addAccess(accountId, access) {
      const record = sanitizeAccess(structuredClone(access))
      lastNumber += 1
      write(accountId).access.push({ ...record, number: lastNumber })
    },
    async listAccess(accountId, employeeId, { before, limit }) {
      const records = read(accountId).access.filter(
        ({ subjects, viewerId, number }) =>
          viewerId !== employeeId && subjects.includes(employeeId) && (before === null || number < before),
      )
      return structuredClone(
        records
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
