import type { AccountId, Day, UsageSource } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { LedgerEntry, StorageAdapter } from '../adapter.ts'
import { type DayQuality, isSameQuality } from '../day-quality.ts'
import { sanitizeLedgerEntry } from '../sanitize.ts'
import { buildKeptCondition } from './kept-from.ts'
import { readKeptFunction } from './kept-from-methods.ts'
import { requireLease } from './lease-methods.ts'
import { numberDays } from './number-changes.ts'
import type { Db } from './schema.ts'
import { formatDay, toMilliseconds, toTimestamp } from './values.ts'

type LedgerMethods = Pick<StorageAdapter, 'readLedger' | 'writeLedgerEntry'>

export const createLedgerMethods = (db: Db): LedgerMethods => ({
  async readLedger(accountId, period) {
    const rows = await db
      .selectFrom('ledger')
      .select([
        'skills',
        'connectors',
        'claude_users',
        'requests',
        'times_read',
        'unattributed_rows',
        'changed_rows',
        'failure_code',
        'failures',
      ])
      .select([
        formatDay<Day>('day').as('day'),
        toMilliseconds<number | null>('read_at').as('read_at'),
        formatDay<Day | null>('latest_day').as('latest_day'),
        toMilliseconds<number | null>('failed_at').as('failed_at'),
        toMilliseconds<number | null>('due_at').as('due_at'),
      ])
      .where('account_id', '=', accountId)
      .where(buildKeptCondition(accountId, sql.ref('ledger.day')))
      .$if(period !== undefined, (query) =>
        query.where(sql<boolean>`ledger.day between ${period?.from}::date and ${period?.to}::date`),
      )
      .orderBy('ledger.day')
      .execute()

    return rows.map(
      (row): LedgerEntry => ({
        day: row.day,
        read:
          row.read_at === null
            ? null
            : {
                at: row.read_at,
                latestDay: row.latest_day as Day,
                skills: row.skills as UsageSource,
                connectors: row.connectors as UsageSource,
                claudeUsers: row.claude_users as number,
                requests: row.requests as number,
                readCount: row.times_read as number,
                unattributedRows: row.unattributed_rows as number,
                changedRows: row.changed_rows as number,
              },
        failure:
          row.failed_at === null
            ? null
            : {
                at: row.failed_at,
                code: row.failure_code as string,
                attempts: row.failures as number,
                dueAt: row.due_at as number,
              },
      }),
    )
  },

  async writeLedgerEntry(accountId, token, entry) {
    await db.transaction().execute(async (trx) => {
      await requireLease(trx, accountId, token)
      if (!(await readKeptFunction(trx, accountId, entry.day))) return
      const hasOtherQuality = await upsertLedgerEntry(trx, accountId, sanitizeLedgerEntry(entry))
      if (hasOtherQuality) await numberDays(trx, accountId, [entry.day])
    })
  },
})

/**
 * Inserts or replaces a ledger entry. The transaction must have called `requireLease`.
 * @param isIndexed - Whether to mark the reading as being in the activity index. If not, the mark stays as it is.
 * `@default` false
 * @returns Whether the quality of the day's figures changed, as `isSameQuality` compares it.
 */
export const upsertLedgerEntry = async (
  trx: Db,
  accountId: AccountId,
  entry: LedgerEntry,
  isIndexed = false,
): Promise<boolean> => {
  const { day, read, failure } = entry
  const values = {
    read_at: read && toTimestamp(read.at),
    latest_day: read && sql<string>`${read.latestDay}::date`,
    skills: read?.skills ?? null,
    connectors: read?.connectors ?? null,
    claude_users: read?.claudeUsers ?? null,
    requests: read?.requests ?? null,
    times_read: read?.readCount ?? null,
    unattributed_rows: read?.unattributedRows ?? null,
    changed_rows: read?.changedRows ?? null,
    ...(isIndexed && { indexed_read: read?.readCount ?? null }),
    failed_at: failure && toTimestamp(failure.at),
    failure_code: failure?.code ?? null,
    failures: failure?.attempts ?? null,
    due_at: failure && toTimestamp(failure.dueAt),
  }
  const { rows } = await sql<DayQuality>`
    with before as (
      select skills, connectors, unattributed_rows from ledger
      where account_id = ${accountId} and day = ${day}::date and read_at is not null
    ), written as (${trx
      .insertInto('ledger')
      .values({ account_id: accountId, day: sql<string>`${day}::date`, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'day']).doUpdateSet(values))})
    select skills, connectors, unattributed_rows as "unattributedRows" from before`.execute(trx)
  return !isSameQuality(rows[0] ?? null, read)
}
