import type { AccountId, ClaudeUserId, CounterSums, Period } from '@windmill/claude-core'
import { compareTotals, emptySums } from '@windmill/claude-core/internal'
import type { Finding, LedgerEntry, StorageAdapter } from '../storage/adapter.ts'
import { type Totals, userTotalCounters } from './read-totals.ts'

/** The comparison of a month's stored sums with Claude's totals. */
export interface MonthComparison {
  readonly findings: readonly Omit<Finding, 'month'>[]
  /** Number of Claude users with a difference. */
  readonly differingUsers: number
  /** Number of Claude users with any usage that was compared. */
  readonly comparedUsers: number
  /** Whether anyone's stored figures are incomplete although Claude gives totals. */
  readonly isIncomplete: boolean
}

/** Claude users per page, so that memory stays bounded. */
const pageSize = 1_000

/**
 * Compares the stored sums of everyone with Claude's totals. Leaves out a Claude user if the month is not kept for
 * them, or if an unattributed row, in storage or in the totals, may belong to them.
 */
export const compareMonth = async (
  storage: StorageAdapter,
  accountId: AccountId,
  month: Period,
  ledger: Iterable<LedgerEntry>,
  totals: Totals,
): Promise<MonthComparison> => {
  const unattributedDays = [...ledger].filter(
    ({ day, read }) => day >= month.from && day <= month.to && (read?.unattributedRows ?? 0) > 0,
  ).length
  const findings: Omit<Finding, 'month'>[] = []
  let [differingUsers, comparedUsers] = [0, 0]
  let isIncomplete = unattributedDays > 0
  const compareUser = (claudeUserId: ClaudeUserId, stored: CounterSums): void => {
    if (stored.rowsOnUnattributedDays < unattributedDays) return
    const claude = totals.counters.get(claudeUserId) ?? null
    const isListed = totals.listedUsers.has(claudeUserId)
    if (!isListed && totals.hasUnattributedRows) return
    const comparisons = [
      compareTotals(stored, isListed ? claude : null, userTotalCounters),
      compareTotals(stored, claude, totals.reportCounters),
    ]
    const differences = comparisons.flatMap((comparison) => comparison.differences)
    isIncomplete ||= comparisons.some((comparison) => comparison.isIncomplete)
    if (comparisons.some(({ isCompared }) => isCompared)) comparedUsers += 1
    if (differences.length > 0) differingUsers += 1
    for (const difference of differences) findings.push({ claudeUserId, ...difference })
  }

  const storedUsers = new Set<ClaudeUserId>()
  let after: ClaudeUserId | null = null
  for (;;) {
    const page = await storage.sumClaudeUsers(accountId, month, { after, limit: pageSize })
    const ids = page.map(({ claudeUserId }) => claudeUserId)
    const notKept = await storage.findUsersNotKept(accountId, ids, month.from)
    for (const { claudeUserId, sums } of page) {
      storedUsers.add(claudeUserId)
      if (!notKept.has(claudeUserId)) compareUser(claudeUserId, sums)
    }
    after = ids.at(-1) ?? null
    if (page.length < pageSize) break
  }
  const newUsers = [...totals.counters.ids()].filter((id) => !storedUsers.has(id))
  const notKept = await storage.findUsersNotKept(accountId, newUsers, month.from)
  for (const id of newUsers) if (!notKept.has(id)) compareUser(id, emptySums)
  return { findings, differingUsers, comparedUsers, isIncomplete }
}
