import { type AccountId, type ClaudeUserId, type CounterId, counterIds, type Day } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { Finding, MonthCheck, StorageAdapter, UserSums } from '../adapter.ts'
import { isStorableId, requireStorableId } from '../sanitize.ts'
import { buildKeptCondition } from './kept-from.ts'
import { readKeptFunction } from './kept-from-methods.ts'
import { requireLease } from './lease-methods.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { parseSums, type SumsText, sumRows } from './sums.ts'
import { formatDay, toTextArray } from './values.ts'

type CheckMethods = Pick<
  StorageAdapter,
  | 'listMonthChecks'
  | 'saveMonthCheck'
  | 'listFindings'
  | 'listDifferingCounters'
  | 'sumClaudeUsers'
  | 'findUsersNotKept'
>

export const createCheckMethods = (db: Db): CheckMethods => ({
  async listMonthChecks(accountId) {
    const { rows } = await sql<{ readonly checks: string }>`
      select (${selectMonthChecks(accountId)}) as checks`.execute(db)
    return parseMonthChecks(rows[0]?.checks ?? '[]')
  },

  async saveMonthCheck(accountId, token, { month, ...state }, findings) {
    for (const { claudeUserId } of findings ?? []) requireStorableId(claudeUserId)
    await db.transaction().execute(async (trx) => {
      await requireLease(trx, accountId, token)
      await sql`
        insert into month_checks (account_id, month, state)
        values (${accountId}, ${month}::date, ${JSON.stringify(state)}::text::jsonb)
        on conflict (account_id, month) do update set state = excluded.state`.execute(trx)
      if (!findings) return
      await sql`delete from findings where account_id = ${accountId} and month = ${month}::date`.execute(trx)
      for (const chunk of splitIntoChunks(findings)) {
        await sql`
          insert into findings (account_id, month, claude_user_id, counter, stored, claude)
          select ${accountId}::text, ${month}::date, * from unnest(
            ${toTextArray(chunk.map(({ claudeUserId }) => claudeUserId))},
            ${toTextArray(chunk.map(({ counter }) => counter))},
            ${toBigintArray(chunk.map(({ stored }) => stored))},
            ${toBigintArray(chunk.map(({ claude }) => claude))}
          )`.execute(trx)
      }
    })
  },

  async listFindings(accountId) {
    const findings = await selectFindings(
      db,
      sql`account_id = ${accountId} and ${buildKeptCondition(accountId, sql.ref('findings.month'))}`,
    )
    const isKeptByMonth = new Map<Day, Awaited<ReturnType<typeof readKeptFunction>>>()
    for (const { month } of findings) {
      if (!isKeptByMonth.has(month)) isKeptByMonth.set(month, await readKeptFunction(db, accountId, month))
    }
    return findings.filter(({ month, claudeUserId }) => isKeptByMonth.get(month)?.(claudeUserId))
  },

  async listDifferingCounters(accountId, among, { from, to }) {
    const { rows } = await sql<{ readonly on: Day; readonly counter: CounterId }>`
      select ${formatDay('month')} as on, counter from (
        select distinct findings.month, findings.counter
        from links
        join findings on findings.account_id = links.account_id and findings.claude_user_id = links.claude_user_id
        left join employees on employees.account_id = links.account_id and employees.employee_id = links.employee_id
        where links.account_id = ${accountId} and links.employee_id = any(${toTextArray(among.filter(isStorableId))})
          and findings.month between ${from}::date and ${to}::date
          and findings.month >= coalesce(links.kept_from, '-infinity')
          and ${buildKeptCondition(accountId, sql.ref('findings.month'))}
          and findings.month <= coalesce(archived_on, 'infinity')
          and participation is distinct from 'excluded'
      ) as differing
      order by differing.month, array_position(${toTextArray(counterIds)}, counter)`.execute(db)
    return rows.map(({ on, counter }) => ({ month: on, counter }))
  },

  async sumClaudeUsers(accountId, period, { after, limit }) {
    // Finding the next Claude user is one lookup in the primary key, and so is finding their days of the period. The
    // Claude users come from the usage itself, so that no row is missed.
    const findNext = (previous: RawBuilder<unknown>) => sql`
      select claude_user_id from usage_days
      where account_id = ${accountId} and claude_user_id > ${previous}
      order by claude_user_id limit 1`
    const { rows } = await sql<{ readonly id: ClaudeUserId; readonly sums: SumsText }>`
      with recursive users (id, number) as (
        (select claude_user_id, 1 from (${findNext(sql`${after ?? ''}::text`)}) as first)
        union all
        select next.claude_user_id, number + 1
        from users cross join lateral (${findNext(sql`users.id`)}) as next
        where number < ${limit}::integer
      )
      select id, sums from users cross join lateral (
        select ${sumRows(accountId)} as sums from usage_days
        where account_id = ${accountId} and claude_user_id = users.id
          and day between ${period.from}::date and ${period.to}::date
      ) as summed
      order by number`.execute(db)
    return rows.map(({ id, sums }): UserSums => ({ claudeUserId: id, sums: parseSums(sums) }))
  },

  async findUsersNotKept(accountId, among, day) {
    const isKept = await readKeptFunction(db, accountId, day)
    return new Set(among.filter((id) => !isKept?.(id)))
  },
})

/**
 * Selects the checks of the months that are kept, as JSON text for `parseMonthChecks`. The result is a scalar subquery
 * without parentheses.
 */
export const selectMonthChecks = (accountId: AccountId): RawBuilder<string> => sql`
  select coalesce(json_agg(json_build_array(month, state) order by month), '[]')::text from month_checks
  where account_id = ${accountId} and ${buildKeptCondition(accountId, sql.ref('month'))}`

/** Parses the result of `selectMonthChecks`. */
export const parseMonthChecks = (text: string): MonthCheck[] =>
  (JSON.parse(text) as [Day, Omit<MonthCheck, 'month'>][]).map(([month, state]) => ({ month, ...state }))

/** Passes integers as a `bigint[]` parameter, because they can exceed the range of `integer`. */
const toBigintArray = (values: readonly (number | null)[]): RawBuilder<unknown> =>
  sql`${values.map((value) => (value === null ? null : String(value)))}::text[]::bigint[]`

/** Selects findings by month, Claude user and the order of the counters. */
export const selectFindings = async (db: Db, condition: RawBuilder<unknown>): Promise<Finding[]> => {
  const { rows } = await sql<{
    readonly on: Day
    readonly id: ClaudeUserId
    readonly counter: CounterId
    readonly stored: number
    readonly claude: number | null
  }>`
    select ${formatDay('month')} as on, claude_user_id as id, counter,
      stored::double precision as stored, claude::double precision as claude
    from findings where ${condition}
    order by findings.month, claude_user_id, array_position(${toTextArray(counterIds)}, counter)`.execute(db)
  return rows.map(({ on, id, ...figures }) => ({ month: on, claudeUserId: id, ...figures }))
}
