import { addDays } from '@windmill/claude-core'
import { findSettledWeeks, isActive, mapAdoptionIds, roundCount } from '@windmill/claude-core/internal'
import type { StorageAdapter } from '../adapter.ts'
import { type Accounts, isKept, requireLease } from './accounts.ts'
import { listReadDays } from './usage-methods.ts'

type TotalsMethods = Pick<StorageAdapter, 'publishTotals' | 'listPublishedTotals'>

export const createTotalsMethods = ({ getAccount }: Accounts): TotalsMethods => ({
  async publishTotals(accountId, token, start) {
    const account = requireLease(getAccount(accountId), token)
    const days = listReadDays(account, { from: start, to: addDays(start, 6) })
    if (account.totals.has(start) || !findSettledWeeks(days).includes(start)) return
    const rows = days.flatMap(({ day }) =>
      [...(account.usage.get(day) ?? [])].filter(([claudeUserId]) => isKept(account, day, claudeUserId)),
    )
    const countUsers = (id: Parameters<typeof isActive>[1]) =>
      new Set(rows.filter(([, counters]) => isActive(counters, id)).map(([claudeUserId]) => claudeUserId)).size
    account.totals.set(start, { start, active: mapAdoptionIds((id) => roundCount(countUsers(id))) })
  },
  async listPublishedTotals(accountId) {
    const account = getAccount(accountId)
    const weeks = [...account.totals.values()].filter(({ start }) => isKept(account, start))
    return structuredClone(weeks.sort((a, b) => (a.start < b.start ? -1 : 1)))
  },
})
