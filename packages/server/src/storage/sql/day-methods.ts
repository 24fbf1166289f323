import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter, UsageDay } from '../adapter.ts'
import { subtractClaudeUsers } from '../kept-from.ts'
import { sanitizeReading } from '../sanitize.ts'
import {
  createDayIndexWriter,
  findSlots,
  listDaysToIndex,
  parseSlots,
  rebuildDayIndex,
  selectSlots,
} from './activity-index.ts'
import type { AnalyzeAfterGrowth } from './analyze-after-growth.ts'
import { buildKeptCondition, buildNotExcludedCondition } from './kept-from.ts'
import { createKeptFunction, selectUnkeptSubjects } from './kept-from-methods.ts'
import { requireLease } from './lease-methods.ts'
import { upsertLedgerEntry } from './ledger-methods.ts'
import { numberDayOfUsers, numberDays } from './number-changes.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { toIntegerArray, toTextArray } from './values.ts'

type DayMethods = Pick<StorageAdapter, 'writeDay' | 'completeActivityIndex' | 'readUsage'>

const columns = sql.join(counterIds.map((id) => sql.ref(id)))
const readColumns = sql.join(counterIds.map((id) => sql.ref(`read.${id}`)))
const storedColumns = sql.join(counterIds.map((id) => sql.ref(`stored.${id}`)))
const excludedColumns = sql.join(counterIds.map((id) => sql.ref(`excluded.${id}`)))

export const createDayMethods = (db: Db, analyzeAfterGrowth: AnalyzeAfterGrowth): DayMethods => ({
  async writeDay(accountId, token, reading) {
    const { entry, claudeUsers, usage } = sanitizeReading(reading)
    let writtenRowCount = 0
    const needsLinking = await db.transaction().execute(async (trx) => {
      await requireLease(trx, accountId, token)
      const facts = await readDayFacts(trx, accountId, entry.day)
      const { isKept } = facts
      if (!isKept) return false
      let changedUserCount = 0
      let leftOutCount = 0
      const isRowKept = ({ claudeUserId }: UsageDay) => {
        if (isKept(claudeUserId)) return true
        leftOutCount += 1
        return false
      }
      for (const chunk of splitIntoChunks(filter(claudeUsers, ({ id }) => isKept(id))))
        changedUserCount += await upsertClaudeUsers(trx, accountId, entry.day, chunk)
      const writtenIds = new Set<ClaudeUserId>()
      const changedIds: ClaudeUserId[] = []
      const indexWriter = await createDayIndexWriter(trx, accountId, entry.day, facts.isIndexCurrent)
      for (const chunk of splitIntoChunks(filter(usage, isRowKept))) {
        const rows = new Map(chunk.map((row) => [row.claudeUserId, row]))
        const ids = [...rows.keys()]
        const usageDays = [...rows.values()]
        // The lease row is locked, so no other writer can add rows. On a day without rows, a row can conflict only with
        // a row that this loop has written.
        const canConflict = facts.hasUsage || ids.some((id) => writtenIds.has(id))
        const { changedIds: chunkChangedIds, slots } = await writeUsage(
          trx,
          accountId,
          entry.day,
          usageDays,
          canConflict,
        )
        changedIds.push(...chunkChangedIds)
        indexWriter.add(usageDays, await requireSlots(trx, accountId, entry.day, ids, slots))
        for (const id of ids) writtenIds.add(id)
      }
      writtenRowCount = writtenIds.size
      await indexWriter.store()
      const hasOtherQuality = await upsertLedgerEntry(trx, accountId, subtractClaudeUsers(entry, leftOutCount), true)
      if (hasOtherQuality) await numberDays(trx, accountId, [entry.day])
      else await numberDayOfUsers(trx, accountId, entry.day, changedIds)
      return changedUserCount > 0
    })
    await analyzeAfterGrowth('usage', accountId, writtenRowCount)
    return needsLinking
  },

  async completeActivityIndex(accountId, token) {
    for (const day of await listDaysToIndex(db, accountId)) {
      await db.transaction().execute(async (trx) => {
        await requireLease(trx, accountId, token)
        await rebuildDayIndex(trx, accountId, day)
        await sql`
          update ledger set indexed_read = times_read
          where account_id = ${accountId} and day = ${day}::date`.execute(trx)
      })
    }
  },

  async readUsage(accountId, day) {
    const { rows } = await sql<{ claude_user_id: ClaudeUserId } & Counters>`
      select claude_user_id, ${columns} from usage_days
      where account_id = ${accountId} and day = ${day}::date and ${buildKeptCondition(accountId)}
        and ${buildNotExcludedCondition(accountId, sql`usage_days.claude_user_id`)}
      order by claude_user_id`.execute(db)
    return rows.map((row) => ({ claudeUserId: row.claude_user_id, counters: mapCounters((id) => row[id]) }))
  },
})

function* filter<Row>(rows: Iterable<Row>, isIncluded: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (isIncluded(row)) yield row
}

/**
 * Stores new Claude users and changed e-mails, and returns their number. Unchanged Claude users, which are most of
 * them, are only compared.
 *
 * The history is read backwards, and an e-mail from an older day may belong to someone else by now. So an e-mail from
 * an older day never replaces one from a later day.
 */
const upsertClaudeUsers = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  users: readonly ClaudeUser[],
): Promise<number> => {
  const emails = new Map<ClaudeUserId, string | null>()
  for (const { id, email } of users) emails.set(id, email ?? emails.get(id) ?? null)
  const { rows } = await sql<{ readonly changed: number }>`
    with read as materialized (
      select unnest(${toTextArray([...emails.keys()])}) as claude_user_id, unnest(${toTextArray([...emails.values()])}) as email
    ), changed as materialized (
      select read.claude_user_id, read.email, stored.claude_user_id is null as is_new
      from read left join claude_users as stored
        on stored.account_id = ${accountId} and stored.claude_user_id = read.claude_user_id
      where stored.claude_user_id is null
        or (stored.email is null and read.email is not null)
        or (read.email <> stored.email and (stored.email_day is null or stored.email_day <= ${day}::date))
    ), added as (
      select count(*)::integer as number from changed where is_new
    ), taken as (
      update leases set next_slot = next_slot + number from added
      where account_id = ${accountId} and number > 0
      returning next_slot
    ), upserted as (
      insert into claude_users (account_id, claude_user_id, slot, email, email_day)
      select
        ${accountId}::text, claude_user_id,
        case when is_new then (select next_slot from taken) - row_number() over (order by is_new desc) else 0 end,
        email, case when email is not null then ${day}::date end
      from changed
      on conflict (account_id, claude_user_id) do update set email = excluded.email, email_day = excluded.email_day
      returning 1
    )
    select count(*)::double precision as changed from upserted`.execute(trx)
  return rows[0]?.changed ?? 0
}

/**
 * Returns the slots of Claude users. A Claude user that is not stored yet is stored without an e-mail.
 * @param storedSlots - The slot of each Claude user that is stored, and null for each other Claude user.
 */
const requireSlots = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  ids: readonly ClaudeUserId[],
  storedSlots: readonly (number | null)[],
): Promise<readonly number[]> => {
  const unknownIds = ids.filter((_, index) => storedSlots[index] == null)
  if (unknownIds.length === 0) return storedSlots as readonly number[]
  await upsertClaudeUsers(
    trx,
    accountId,
    day,
    unknownIds.map((id) => ({ id, email: null })),
  )
  return (await findSlots(trx, accountId, ids)) as readonly number[]
}

interface DayFacts {
  /** Whether the day is kept for a Claude user. Null if the account does not keep the day for anybody. */
  readonly isKept: ((claudeUserId: ClaudeUserId) => boolean) | null
  /** Whether any row of the day is stored. */
  readonly hasUsage: boolean
  /** Whether the activity index has the day's last read. */
  readonly isIndexCurrent: boolean
}

/** Reads what decides how a day is written. The transaction must have called `requireLease`. */
const readDayFacts = async (trx: Db, accountId: AccountId, day: Day): Promise<DayFacts> => {
  const { rows } = await sql<{ readonly subjects: string; readonly has_usage: boolean; readonly is_current: boolean }>`
    select
      (${selectUnkeptSubjects(accountId, day)}) as subjects,
      exists (select from usage_days where account_id = ${accountId} and day = ${day}::date) as has_usage,
      not exists (
        select from ledger
        where account_id = ${accountId} and day = ${day}::date and times_read is distinct from indexed_read
      ) as is_current`.execute(trx)
  const [row] = rows
  return {
    isKept: createKeptFunction(accountId, row?.subjects),
    hasUsage: row?.has_usage ?? true,
    isIndexCurrent: row?.is_current ?? false,
  }
}

/**
 * Writes rows of a day, and reads the slots of their Claude users in the same round trip. Other days wait for the lease
 * row while a day is written, so every round trip delays them all.
 * @param canConflict - Whether a row may be stored already. If so, unchanged rows are skipped before they are locked,
 * so an unchanged day causes no writes. This takes one and a half times as long as only inserting.
 * @returns The Claude users with a new or changed row, and the slots in the order of `usage`.
 */
const writeUsage = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  usage: readonly UsageDay[],
  canConflict: boolean,
): Promise<{ readonly changedIds: readonly ClaudeUserId[]; readonly slots: readonly (number | null)[] }> => {
  const ids = usage.map(({ claudeUserId }) => claudeUserId)
  const rows = selectRows(accountId, day, usage)
  const write = canConflict
    ? sql`
      insert into usage_days (account_id, day, claude_user_id, ${columns})
      select read.* from (${rows}) as read
      left join usage_days as stored
        on stored.account_id = ${accountId} and stored.day = ${day}::date and stored.claude_user_id = read.claude_user_id
      where stored.claude_user_id is null or (${storedColumns}) is distinct from (${readColumns})
      on conflict (account_id, claude_user_id, day) do update set (${columns}) = row(${excludedColumns})
      returning claude_user_id as id`
    : sql`insert into usage_days (account_id, day, claude_user_id, ${columns}) ${rows}`
  const selectChanged = canConflict ? sql`(select coalesce(json_agg(id), '[]')::text from written)` : sql`null::text`
  const { rows: results } = await sql<{ readonly changed: string | null; readonly slots: string }>`
    with written as (${write})
    select ${selectChanged} as changed, (${selectSlots(accountId, ids)}) as slots`.execute(trx)
  const [result] = results
  return {
    changedIds: result?.changed ? (JSON.parse(result.changed) as ClaudeUserId[]) : ids,
    slots: parseSlots(result?.slots),
  }
}

/**
 * Selects the rows of a reading from array parameters, one per column. For 1,500 rows this takes half the time of a
 * JSON parameter, and it works on PGlite. Unnesting the arrays in `select` takes half the time of unnesting them in
 * `from`.
 */
const selectRows = (accountId: AccountId, day: Day, usage: readonly UsageDay[]): RawBuilder<unknown> => {
  const ids = toTextArray(usage.map(({ claudeUserId }) => claudeUserId))
  const counters = counterIds.map((id) => {
    const counts = toIntegerArray(usage, (row) => row.counters[id])
    return sql`unnest(${counts}) as ${sql.ref(id)}`
  })
  return sql`
    select ${accountId}::text as account_id, ${day}::date as day, unnest(${ids}) as claude_user_id, ${sql.join(counters)}`
}
