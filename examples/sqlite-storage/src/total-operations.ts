import { addDays, type ClaudeUserId, type Counters, type Day } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import { findSettledWeeks, isActive, mapAdoptionIds, roundCount } from '@windmill/claude-server/storage'
import { requireLease } from './accounts.ts'
import type { Database } from './database.ts'
import { readKeptDays } from './kept-days.ts'
import { listReadDays } from './ledger.ts'

type TotalOperations = Pick<StorageAdapter, 'publishTotals' | 'listPublishedTotals'>

export const createTotalOperations = (db: Database): TotalOperations => ({
  publishTotals: (accountId, token, start) =>
    db.write(() => {
      requireLease(db, accountId, token)
      const week = { from: start, to: addDays(start, 6) }
      if (!findSettledWeeks(listReadDays(db, accountId, week)).includes(start)) return
      const { isKept } = readKeptDays(db, accountId)
      const rows = db.all<{ user_id: ClaudeUserId; day: Day; counters: string }>`
        select user_id, day, counters from usage
        where account_id = ${accountId} and day between ${week.from} and ${week.to}`
        .filter(({ user_id: id, day }) => isKept(day, id))
        .map(({ user_id: id, counters }) => ({ id, counters: JSON.parse(counters) as Counters }))
      const countUsers = (adoptionId: Parameters<typeof isActive>[1]) =>
        new Set(rows.filter(({ counters }) => isActive(counters, adoptionId)).map(({ id }) => id)).size
      const totals = { start, active: mapAdoptionIds((id) => roundCount(countUsers(id))) }
      db.run`insert into published_weeks values (${accountId}, ${start}, ${totals}) on conflict do nothing`
    }),
  listPublishedTotals: (accountId) =>
    db.read(() => {
      const { isKept } = readKeptDays(db, accountId)
      return db.all<{ start: Day; totals: string }>`
        select start, totals from published_weeks where account_id = ${accountId} order by start`
        .filter(({ start }) => isKept(start))
        .map(({ totals }) => JSON.parse(totals))
    }),
})
