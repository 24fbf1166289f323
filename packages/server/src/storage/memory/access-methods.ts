import type { StorageAdapter } from '../adapter.ts'
import { sanitizeAccess } from '../sanitize.ts'
import type { Accounts } from './accounts.ts'

type AccessMethods = Pick<StorageAdapter, 'addAccess' | 'listAccess' | 'pruneAccess'>

export const createAccessMethods = ({ getAccount, getOrCreateAccount }: Accounts): AccessMethods => {
  let lastNumber = 0

  return {
    async addAccess(accountId, access) {
      const record = sanitizeAccess(structuredClone(access))
      lastNumber += 1
      getOrCreateAccount(accountId).accessRecords.push({ ...record, number: lastNumber })
    },
    async listAccess(accountId, employeeId, { before, limit }) {
      const records = getAccount(accountId).accessRecords.filter(
        ({ subjects, viewerId, number }) =>
          viewerId !== employeeId && subjects.includes(employeeId) && (before === null || number < before),
      )
      return structuredClone(
        records
          .toReversed()
          .slice(0, limit)
          .map(({ subjects: _, ...record }) => record),
      )
    },
    async pruneAccess(accountId, before) {
      const account = getAccount(accountId)
      account.accessRecords = account.accessRecords.filter(({ at }) => at >= before)
    },
  }
}
