import type { AccountId } from '@windmill/claude-core'
import type { LedgerEntry, StorageAdapter } from '../src/storage/adapter.ts'

/**
 * Whether a reconciliation reads a day again, because figures of the month differ from Claude's totals.
 * @param entryBefore - The day's ledger entry before the read.
 */
export const isReadForReconciliation = async (
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
