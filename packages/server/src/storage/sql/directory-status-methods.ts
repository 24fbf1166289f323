import type { DirectoryProblem } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { DirectoryReading, EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import { sanitizeDirectoryRecord } from '../sanitize.ts'
import { isAccountErased } from './lease-methods.ts'
import { lockAccount } from './lock-account.ts'
import type { Db } from './schema.ts'
import { toMilliseconds, toTimestamp } from './values.ts'

type DirectoryStatusMethods = Pick<
  StorageAdapter,
  'getDirectoryReading' | 'getLinesChangedAt' | 'saveDirectoryStatus' | 'getDirectoryStatus'
>

/** The `ageMs` of a `DirectoryReading`, from a row of `directories`. */
export const selectDirectoryAge: RawBuilder<number> = sql<number>`
  (extract(epoch from storage_time() - directories.read_at) * 1000)::double precision`

export const createDirectoryStatusMethods = (db: Db): DirectoryStatusMethods => ({
  async getDirectoryReading(accountId) {
    const { rows } = await sql<DirectoryReading>`
      select ${toMilliseconds('read_at')} as at,
        ${selectDirectoryAge} as "ageMs"
      from directories where account_id = ${accountId} and read_at is not null`.execute(db)
    return rows[0] ?? null
  },

  async getLinesChangedAt(accountId) {
    const row = await db
      .selectFrom('directories')
      .select(toMilliseconds<EpochMilliseconds | null>('lines_changed_at').as('at'))
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return row?.at ?? 0
  },

  async saveDirectoryStatus(accountId, status) {
    const { employees, heldBack, problems } = sanitizeDirectoryRecord(status)
    const values = {
      employees,
      held_back_reason: heldBack?.reason ?? null,
      held_back_at: heldBack && toTimestamp(heldBack.at),
      held_back_message: heldBack?.message ?? null,
      problems: sql<string>`${JSON.stringify(problems)}::text::jsonb`,
    }
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'directory', accountId)
      if (await isAccountErased(trx, accountId)) return
      await trx
        .insertInto('directories')
        .values({ account_id: accountId, ...values })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
        .execute()
    })
  },

  async getDirectoryStatus(accountId) {
    const row = await db
      .selectFrom('directories')
      .select(['employees', 'held_back_reason', 'held_back_message'])
      .select([
        toMilliseconds<number | null>('held_back_at').as('held_back_at'),
        sql<string | null>`problems::text`.as('problems'),
      ])
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (!row || row.employees === null) return null
    return {
      employees: row.employees,
      heldBack:
        row.held_back_reason === null
          ? null
          : { reason: row.held_back_reason, at: row.held_back_at ?? 0, message: row.held_back_message ?? '' },
      problems: JSON.parse(row.problems ?? '[]') as readonly DirectoryProblem[],
    }
  },
})
