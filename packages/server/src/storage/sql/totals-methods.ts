import { type AccountId, addDays, type Day, type WeekTotals } from '@windmill/claude-core'
import { type ActiveCounts, findSettledWeeks, mapAdoptionIds, roundCount } from '@windmill/claude-core/internal'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import {
  anyActivityCondition,
  type CountsArray,
  joinProductExpressions,
  selectCounts,
  toActiveCounts,
} from './active-counts.ts'
import { buildKeptCondition, buildNotExcludedCondition } from './kept-from.ts'
import { requireLease } from './lease-methods.ts'
import type { Db } from './schema.ts'
import { parseReadDays, selectReadDays } from './sums.ts'
import { formatDay } from './values.ts'

type TotalsMethods = Pick<StorageAdapter, 'publishTotals' | 'listPublishedTotals'>

export const createTotalsMethods = (db: Db): TotalsMethods => ({
  async publishTotals(accountId, token, start) {
    await db.transaction().execute(async (trx) => {
      // Until the transaction ends, no other runner writes a day or totals.
      await requireLease(trx, accountId, token)
      if (!(await isDue(trx, accountId, start))) return
      const counts = await countActiveUsers(trx, accountId, start)
      const active = JSON.stringify(mapAdoptionIds((id) => roundCount(counts[id])))
      await sql`
        insert into published_totals (account_id, start, active)
        values (${accountId}, ${start}::date, ${active}::text::jsonb)`.execute(trx)
    })
  },

  async listPublishedTotals(accountId) {
    const rows = await db
      .selectFrom('published_totals')
      .select([formatDay<Day>('start').as('start'), sql<string>`active::text`.as('active')])
      .where('account_id', '=', accountId)
      .where(buildKeptCondition(accountId, sql.ref('published_totals.start')))
      .orderBy('published_totals.start')
      .execute()
    return rows.map(({ start, active }): WeekTotals => ({ start, active: JSON.parse(active) }))
  },
})

/** Whether a week is settled and not published. */
const isDue = async (trx: Db, accountId: AccountId, start: Day): Promise<boolean> => {
  const { rows } = await sql<{ readonly is_published: boolean; readonly days: string }>`
    select
      exists (
        select from published_totals where account_id = ${accountId} and start = ${start}::date
      ) as is_published,
      (${selectReadDays(accountId, { from: start, to: addDays(start, 6) })}) as days`.execute(trx)
  const [row] = rows
  return row !== undefined && !row.is_published && findSettledWeeks(parseReadDays(row.days)).includes(start)
}

/** Counts the Claude users with activity on any day of a week. */
const countActiveUsers = async (trx: Db, accountId: AccountId, start: Day): Promise<ActiveCounts> => {
  const { rows } = await sql<{ readonly counts: string }>`
    select ${selectCounts(sql`claude_user_id`)}::text as counts from (
      select claude_user_id, ${joinProductExpressions((column, used) => sql`bool_or(${used}) as ${column}`)}
      from usage_days
      where account_id = ${accountId} and day between ${start}::date and ${addDays(start, 6)}::date
        and (${anyActivityCondition})
        and ${buildNotExcludedCondition(accountId, sql`usage_days.claude_user_id`)}
      group by claude_user_id
    ) as active`.execute(trx)
  return toActiveCounts(JSON.parse(rows[0]?.counts ?? '[]') as CountsArray)
}
