import { compareText } from '../../compare-text.ts'
import type { AccessPosition, StorageAdapter } from '../adapter.ts'
import { sanitizeAccess } from '../sanitize.ts'
import type { Accounts } from './accounts.ts'

type AccessMethods = Pick<StorageAdapter, 'addAccess' | 'listAccess' | 'pruneAccess'>

export const createAccessMethods = ({ getAccount, getOrCreateAccount }: Accounts): AccessMethods => ({
  async addAccess(accountId, access) {
    const record = sanitizeAccess(structuredClone(access))
    getOrCreateAccount(accountId).accessRecords.push({ ...record, id: crypto.randomUUID() })
  },
  async listAccess(accountId, employeeId, { before, limit }) {
    const records = getAccount(accountId).accessRecords.filter(
      (record) =>
        record.viewerId !== employeeId &&
        record.subjects.includes(employeeId) &&
        (before === null || comparePositions(record, before) < 0),
    )
    return structuredClone(
      records
        .toSorted((a, b) => comparePositions(b, a))
        .slice(0, limit)
        .map(({ subjects: _, ...record }) => record),
    )
  },
  async pruneAccess(accountId, before) {
    const account = getAccount(accountId)
    account.accessRecords = account.accessRecords.filter(({ at }) => at >= before)
  },
})

const comparePositions = (a: AccessPosition, b: AccessPosition): number => a.at - b.at || compareText(a.id, b.id)
