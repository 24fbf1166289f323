import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
  eachCounter,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter, UsageDay } from '../adapter.ts'
import { readingInput } from '../input.ts'
import { fence } from './leases.ts'
import { putLedgerEntry } from './ledger.ts'
import type { Db } from './schema.ts'
import { chunksOf, integers, texts } from './values.ts'

type DayMethods = Pick<StorageAdapter, 'writeDay' | 'readUsage'>

const columns = sql.join(counterIds.map((id) => sql.ref(id)))
const read = sql.join(counterIds.map((id) => sql.ref(`read.${id}`)))
const stored = sql.join(counterIds.map((id) => sql.ref(`stored.${id}`)))
const excluded = sql.join(counterIds.map((id) => sql.ref(`excluded.${id}`)))

export const days = (db: Db): DayMethods => ({
  async writeDay(accountId, token, reading) {
    const { entry, claudeUsers, usage } = readingInput(reading)
    return await db.transaction().execute(async (trx) => {
      await fence(trx, accountId, token)
      let news = 0
      for (const chunk of chunksOf(claudeUsers)) news += await putClaudeUsers(trx, accountId, entry.day, chunk)
      // The fence keeps every other writer out, so a day that has no rows has none to meet but those that are put here.
      const isNew = !(await hasUsage(trx, accountId, entry.day))
      const putBefore = new Set<ClaudeUserId>()
      for (const chunk of chunksOf(usage)) {
        const rows = new Map(chunk.map((row) => [row.claudeUserId, row]))
        const ids = [...rows.keys()]
        const put = isNew && !ids.some((id) => putBefore.has(id)) ? insertUsage : replaceUsage
        await put(trx, accountId, entry.day, [...rows.values()])
        for (const id of ids) putBefore.add(id)
      }
      await putLedgerEntry(trx, accountId, entry)
      return news > 0
    })
  },

  async readUsage(accountId, day) {
    const { rows } = await sql<{ claude_user_id: ClaudeUserId } & Counters>`
      select claude_user_id, ${columns} from claude.usage_days
      where account_id = ${accountId} and day = ${day}::date
      order by claude_user_id`.execute(db)
    return rows.map((row) => ({ claudeUserId: row.claude_user_id, counters: eachCounter((id) => row[id]) }))
  },
})

/**
 * Puts those who are new or have another e-mail, and tells how many: most are as they were, and only looked at. The history
 * is read backwards, and an older day may tell an e-mail that is another's by now: it replaces none of a later day.
 */
const putClaudeUsers = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  users: readonly ClaudeUser[],
): Promise<number> => {
  const emails = new Map<ClaudeUserId, string | null>()
  for (const { id, email } of users) emails.set(id, email ?? emails.get(id) ?? null)
  const { rows } = await sql<{ readonly news: number }>`
    with read as materialized (
      select unnest(${texts([...emails.keys()])}) as claude_user_id, unnest(${texts([...emails.values()])}) as email
    ), put as (
      insert into claude.claude_users (account_id, claude_user_id, email, email_day)
      select ${accountId}::text, read.claude_user_id, read.email, case when read.email is not null then ${day}::date end
      from read left join claude.claude_users as stored
        on stored.account_id = ${accountId} and stored.claude_user_id = read.claude_user_id
      where stored.claude_user_id is null
        or (stored.email is null and read.email is not null)
        or (read.email <> stored.email and (stored.email_day is null or stored.email_day <= ${day}::date))
      on conflict (account_id, claude_user_id) do update set email = excluded.email, email_day = excluded.email_day
      returning 1
    )
    select count(*)::double precision as news from put`.execute(trx)
  return rows[0]?.news ?? 0
}

const hasUsage = async (trx: Db, accountId: AccountId, day: Day): Promise<boolean> => {
  const { rows } = await sql`
    select day::text from claude.usage_days where account_id = ${accountId} and day = ${day}::date limit 1`.execute(trx)
  return rows.length > 0
}

type PutUsage = (trx: Db, accountId: AccountId, day: Day, usage: readonly UsageDay[]) => Promise<void>

/** Takes two thirds of the time of an insert that looks for rows to replace. */
const insertUsage: PutUsage = async (trx, accountId, day, usage) => {
  await sql`
    insert into claude.usage_days (account_id, day, claude_user_id, ${columns})
    ${rowsOf(accountId, day, usage)}`.execute(trx)
}

/** Rows that are as they were are left out before they lock what they would replace: an unchanged day is only read. */
const replaceUsage: PutUsage = async (trx, accountId, day, usage) => {
  await sql`
    insert into claude.usage_days (account_id, day, claude_user_id, ${columns})
    select read.* from (${rowsOf(accountId, day, usage)}) as read
    left join claude.usage_days as stored
      on stored.account_id = ${accountId} and stored.day = ${day}::date and stored.claude_user_id = read.claude_user_id
    where stored.claude_user_id is null or (${stored}) is distinct from (${read})
    on conflict (account_id, claude_user_id, day) do update set (${columns}) = row(${excluded})`.execute(trx)
}

/**
 * Rows from one array per column: 1,500 of them take half the time of the same as JSON, and PGlite takes them too.
 * Arrays unnested side by side in `select` take half the time of the same in `from`.
 */
const rowsOf = (accountId: AccountId, day: Day, usage: readonly UsageDay[]): RawBuilder<unknown> => {
  const ids = texts(usage.map(({ claudeUserId }) => claudeUserId))
  const counters = counterIds.map((id) => {
    const counts = integers(usage, (row) => row.counters[id])
    return sql`unnest(${counts}) as ${sql.ref(id)}`
  })
  return sql`
    select ${accountId}::text as account_id, ${day}::date as day, unnest(${ids}) as claude_user_id, ${sql.join(counters)}`
}
