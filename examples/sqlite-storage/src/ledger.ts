import type { AccountId, Period, ReadDay } from '@windmill/claude-core'
import type { LedgerEntry } from '@windmill/claude-server'
import type { Database } from './database.ts'
import { readKeptDays } from './kept-days.ts'

/** All days. */
export const anyPeriod: Period = { from: '0000-01-01', to: '9999-12-31' }

/** Returns the ledger of the kept days, oldest first, limited to the days of `period` if given. */
export const listLedger = (db: Database, accountId: AccountId, period?: Period): LedgerEntry[] => {
  const { isKept } = readKeptDays(db, accountId)
  const { from, to } = period ?? anyPeriod
  return db.all<{ entry: string }>`select entry from ledger
    where account_id = ${accountId} and day between ${from} and ${to} order by day`
    .map(({ entry }): LedgerEntry => JSON.parse(entry))
    .filter(({ day }) => isKept(day))
}

/** Returns the kept days that were read, oldest first, limited to the days of `period` if given. */
export const listReadDays = (db: Database, accountId: AccountId, period?: Period): ReadDay[] =>
  listLedger(db, accountId, period).flatMap(({ day, read }) =>
    read
      ? {
          day,
          latestDay: read.latestDay,
          skills: read.skills,
          connectors: read.connectors,
          unattributedRows: read.unattributedRows,
        }
      : [],
  )

export const saveLedgerEntry = (db: Database, accountId: AccountId, entry: LedgerEntry): void => {
  db.run`insert into ledger values (${accountId}, ${entry.day}, ${entry}, ${(entry.read?.unattributedRows ?? 0) > 0})
    on conflict do update set entry = excluded.entry, has_unattributed_rows = excluded.has_unattributed_rows`
}
