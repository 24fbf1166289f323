import type { AccountId } from '@windmill/claude-core'
import type { LedgerEntry, StorageAdapter } from '../src/storage/adapter.ts'

/** Whether a read day is read again now because figures of its month differ from Claude's totals. */
export const isReadForComparison = async (
  storage: StorageAdapter,
  accountId: AccountId,
  entryBefore: LedgerEntry | undefined,
): Promise<boolean> => {
  if (!entryBefore?.read || entryBefore.failure) return false
  const { day, read } = entryBefore
  return (await storage.listMonthChecks(accountId)).some(
    ({ month, pending }) => month.slice(0, 7) === day.slice(0, 7) && read.at < (pending?.repairSince ?? 0),
  )
}
