import type { AccountId, ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import { activityCounters } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import type { AccountPolicy, EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import { listHiddenHashes, selectHiddenUsers } from '../hidden-users.ts'
import {
  computeFirstKeptDay,
  gracePeriodMs,
  hashSubject,
  type KeptFromReason,
  maxClockDifferenceMs,
  neverKept,
  readAgainCode,
} from '../kept-from.ts'
import { isStorableId, requireStorableId } from '../sanitize.ts'
import { removeFromActivity } from './activity-index.ts'
import { buildKeptCondition, formatKeptFrom, storageToday } from './kept-from.ts'
import { lockAccount } from './lock-account.ts'
import { forgetDays, numberDays, numberLinkedEmployees } from './number-changes.ts'
import { deleteProtectionMarks } from './protection.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { formatDay, readTime, toMilliseconds, toTextArray, toTimestamp } from './values.ts'

type KeptFromMethods = Pick<
  StorageAdapter,
  | 'getPolicy'
  | 'applyPolicy'
  | 'getKeptFrom'
  | 'deleteNotKept'
  | 'excludeClaudeUsers'
  | 'hasExclusions'
  | 'findHiddenUsers'
>

/** Whether a mark, which is a row of `kept_from`, was set so recently that the usage it hides is still stored. */
const isPending = sql<boolean>`since > storage_time() - ${gracePeriodMs}::double precision * interval '1 ms'`
const isDue = sql<boolean>`since is not null and not (${isPending})`

/** Maximum number of Claude users per transaction that deletes rows. */
const maxUsersPerDelete = 100

export const createKeptFromMethods = (db: Db): KeptFromMethods => ({
  async getPolicy(accountId) {
    const row = await db
      .selectFrom('connections')
      .select('policy')
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return row?.policy ? (JSON.parse(row.policy) as AccountPolicy) : null
  },

  async applyPolicy(accountId, policy) {
    const text = JSON.stringify(policy)
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'kept', accountId)
      const connection = await trx
        .selectFrom('connections')
        .select('policy')
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      if (!connection) return
      if (connection.policy !== text) {
        await trx.updateTable('connections').set({ policy: text }).where('account_id', '=', accountId).execute()
      }
      const subject = hashSubject(accountId)
      const day = computeFirstKeptDay(policy, await readTime(trx))
      const { rows } = await sql<{ readonly since: EpochMilliseconds | null; readonly until: Day | null }>`
        with replaced as (
          delete from kept_from where account_id = ${accountId} and subject = ${subject} and ${isPending}
            and day > coalesce(${day}::date, '-infinity')
          returning since, day
        )
        select ${toMilliseconds('since')} as since, ${formatDay('day')} as until
        from (select min(since) as since, max(day) as day from replaced) as first`.execute(trx)
      // A replaced mark has already hidden the earlier days, so they count as hidden since that mark was set.
      const since = rows[0]?.since ?? null
      if (day !== null) {
        await sql`
          insert into kept_from (account_id, subject, day, reason, since)
          select ${accountId}::text, ${subject}::text, ${day}::date, 'policy',
            ${since === null ? sql`storage_time()` : toTimestamp(since)}
          where not exists (
            select from kept_from where account_id = ${accountId} and subject = ${subject} and day >= ${day}::date
          )`.execute(trx)
      }
      const shownBefore = rows[0]?.until ?? null
      if (shownBefore !== null) {
        await numberDays(trx, accountId, await listKeptDaysBefore(trx, accountId, shownBefore))
      }
    })
  },

  async getKeptFrom(accountId) {
    const { rows } = await sql<{ readonly day: Day | null }>`select ${formatKeptFrom(accountId)} as day`.execute(db)
    return rows[0]?.day ?? null
  },

  async deleteNotKept(accountId) {
    await deleteDays(db, accountId)
    await deleteExcluded(db, accountId)
  },

  async excludeClaudeUsers(accountId, { exclude, readmit }) {
    const excludedIds = [...new Set(exclude)].map(requireStorableId)
    const readmittedOwners = new Map(readmit.map((entry) => [requireStorableId(entry.claudeUserId), entry.employeeId]))
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'kept', accountId)
      const owners: EmployeeId[] = []
      for (const chunk of splitIntoChunks(excludedIds)) {
        await sql`
          insert into kept_from (account_id, subject, day, reason, since, claude_user_id)
          select ${accountId}::text, subject, ${neverKept}::date, 'excluded',
            case when claude_user_id is not null then storage_time() end, claude_user_id
          from unnest(${toSubjects(accountId, chunk)}, ${toTextArray(chunk)}) as given (subject, id)
          left join claude_users on account_id = ${accountId} and claude_user_id = id
          on conflict (account_id, subject, day) do nothing`.execute(trx)
        owners.push(...(await setLinksKeptFrom(trx, accountId, chunk, neverKept)))
        // The stored data of a known Claude user is hidden now, and deleted after the grace period.
        await sql`
          delete from findings where account_id = ${accountId} and claude_user_id = any(${toTextArray(chunk)})
            and not exists (
              select from claude_users
              where claude_users.account_id = ${accountId} and claude_users.claude_user_id = findings.claude_user_id
            )`.execute(trx)
      }
      const days = new Set<Day>()
      if (await hasUserMarks(trx, accountId)) {
        for (const chunk of splitIntoChunks(readmittedOwners)) {
          const result = await readmitUsers(trx, accountId, new Map(chunk))
          owners.push(...result.owners)
          for (const day of result.days) days.add(day)
        }
      }
      await numberDays(trx, accountId, [...days])
      await numberLinkedEmployees(trx, accountId, owners)
    })
  },

  async hasExclusions(accountId) {
    const { rows } = await sql<{ readonly found: boolean }>`
      select exists (select from kept_from where account_id = ${accountId} and reason <> 'policy')
        or exists (select from employees where account_id = ${accountId} and participation = 'excluded') as found`.execute(
      db,
    )
    return rows[0]?.found ?? false
  },

  async findHiddenUsers(accountId, emailKeys, ownedIds) {
    const hashes = listHiddenHashes(accountId, emailKeys)
    const allHashes = [...hashes.values()].flatMap((userHashes) => Object.values(userHashes).flat())
    const among = sql`subject = any(${toTextArray(allHashes)})`
    const { rows } = await sql<{ readonly subject: string }>`
      select subject from kept_from where account_id = ${accountId} and day = ${neverKept}::date and ${among}
      union select subject from protected_users where account_id = ${accountId} and ${among}
      union select subject from protected_addresses where account_id = ${accountId} and ${among}`.execute(db)
    const linked = await sql<{ readonly id: ClaudeUserId }>`
      select claude_user_id as id from links
      where account_id = ${accountId} and employee_id is not null
        and claude_user_id = any(${toTextArray([...emailKeys.keys()].filter(isStorableId))})`.execute(db)
    const storedHashes = new Set(rows.map(({ subject }) => subject))
    return selectHiddenUsers(hashes, storedHashes, new Set(linked.rows.map(({ id }) => id)), ownedIds)
  },
})

/** Returns the read and kept days before a day. Some of these days may have been hidden until now. */
const listKeptDaysBefore = async (trx: Db, accountId: AccountId, before: Day): Promise<Day[]> => {
  const { rows } = await sql<{ readonly day: Day }>`
    select ${formatDay('day')} as day from ledger
    where account_id = ${accountId} and day < ${before}::date and ${buildKeptCondition(accountId)}
      and read_at is not null
    order by ledger.day`.execute(trx)
  return rows.map(({ day }) => day)
}

const toSubjects = (accountId: AccountId, ids: readonly ClaudeUserId[]) =>
  toTextArray(ids.map((id) => hashSubject(accountId, id)))

/** Whether any Claude user of the account has a first kept day of their own. */
const hasUserMarks = async (trx: Db, accountId: AccountId): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from kept_from where account_id = ${accountId} and subject <> ${hashSubject(accountId)} limit 1`.execute(
    trx,
  )
  return rows.length > 0
}

/**
 * Deletes the days that stopped being kept at least 24 hours ago, oldest first. A day is deleted with its ledger entry.
 * The first active day of each Claude user stays.
 */
const deleteDays = async (db: Db, accountId: AccountId): Promise<void> => {
  const subject = hashSubject(accountId)
  const { rows } = await sql<{ readonly from: Day | null }>`
    select to_char(max(day)::timestamp, 'YYYY-MM-DD') as from from kept_from
    where account_id = ${accountId} and subject = ${subject} and (${isDue})`.execute(db)
  const from = rows[0]?.from ?? null
  if (from === null) return
  const days = await db
    .selectFrom('ledger')
    .select(formatDay<Day>('day').as('day'))
    .where('account_id', '=', accountId)
    .where(sql<boolean>`ledger.day < ${from}::date`)
    .orderBy('ledger.day')
    .execute()
  for (const { day } of days) {
    await db.transaction().execute(async (trx) => {
      await sql`
        update claude_users set first_active_on = ${day}::date from usage_days
        where claude_users.account_id = ${accountId} and usage_days.account_id = ${accountId}
          and usage_days.day = ${day}::date and usage_days.claude_user_id = claude_users.claude_user_id
          and greatest(${sql.join(activityCounters.any.map((id) => sql.ref(id)))}) > 0
          and (first_active_on is null or first_active_on > ${day}::date)`.execute(trx)
      for (const table of ['ledger', 'usage_days', 'activity'] as const) {
        await sql`delete from ${sql.table(table)} where account_id = ${accountId} and day = ${day}::date`.execute(trx)
      }
    })
  }
  await sql`delete from published_totals where account_id = ${accountId} and start < ${from}::date`.execute(db)
  for (const table of ['month_checks', 'findings'] as const) {
    await sql`delete from ${sql.table(table)} where account_id = ${accountId} and month < ${from}::date`.execute(db)
  }
  await forgetDays(db, accountId, from)
  await sql`
    with earlier as (
      delete from kept_from where account_id = ${accountId} and subject = ${subject} and day < ${from}::date
    )
    update kept_from set since = null
    where account_id = ${accountId} and subject = ${subject} and day = ${from}::date`.execute(db)
}

/** Deletes what is stored of Claude users who have been excluded for 24 hours. */
const deleteExcluded = async (db: Db, accountId: AccountId): Promise<void> => {
  for (;;) {
    const deleted = await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'kept', accountId)
      const { rows } = await sql<{ readonly id: ClaudeUserId }>`
        select claude_user_id as id from kept_from
        where account_id = ${accountId} and claude_user_id is not null and (${isDue})
        limit ${maxUsersPerDelete}`.execute(trx)
      const ids = rows.map(({ id }) => id)
      await deleteClaudeUsers(trx, accountId, ids)
      await sql`
        update kept_from set since = null, claude_user_id = null
        where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})`.execute(trx)
      return ids.length
    })
    if (deleted < maxUsersPerDelete) return
  }
}

/** Deletes everything about Claude users except manual links, which identify them if they come back. */
export const deleteClaudeUsers = async (trx: Db, accountId: AccountId, ids: readonly ClaudeUserId[]): Promise<void> => {
  const among = toTextArray(ids)
  await removeFromActivity(trx, accountId, ids)
  await deleteFindings(trx, accountId, ids)
  for (const table of ['usage_days', 'claude_users', 'mappings'] as const) {
    await sql`delete from ${sql.table(table)} where account_id = ${accountId} and claude_user_id = any(${among})`.execute(
      trx,
    )
  }
  await deleteProtectionMarks(trx, accountId, ids)
  await sql`
    delete from links where account_id = ${accountId} and claude_user_id = any(${among}) and method <> 'manual'`.execute(
    trx,
  )
}

/** Deletes the findings about some Claude users. The next check finds them again. */
const deleteFindings = async (trx: Db, accountId: AccountId, ids: readonly ClaudeUserId[]): Promise<void> => {
  await sql`
    delete from findings where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})`.execute(trx)
}

/** Finds the given Claude users that are excluded. */
const findExcluded = async (trx: Db, accountId: AccountId, ids: readonly ClaudeUserId[]): Promise<ClaudeUserId[]> => {
  const { rows } = await sql<{ readonly id: ClaudeUserId }>`
    select id from unnest(${toSubjects(accountId, ids)}, ${toTextArray(ids)}) as given (subject, id)
    join kept_from on account_id = ${accountId} and kept_from.subject = given.subject
    where day = ${neverKept}::date and reason = 'excluded'`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Replaces all marks of each Claude user by a single mark. Returns the employees of the links that changed. */
const replaceMarks = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
  reason: KeptFromReason,
  day: Day,
): Promise<EmployeeId[]> => {
  const subjects = toSubjects(accountId, ids)
  await sql`delete from kept_from where account_id = ${accountId} and subject = any(${subjects})`.execute(trx)
  await sql`
    insert into kept_from (account_id, subject, day, reason)
    select ${accountId}::text, unnest(${subjects}), ${day}::date, ${reason}::text`.execute(trx)
  return await setLinksKeptFrom(trx, accountId, ids, day)
}

/** Sets the first kept day in the links of Claude users. Returns the employees of the links that changed. */
const setLinksKeptFrom = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
  day: Day | null,
): Promise<EmployeeId[]> => {
  const { rows } = await sql<{ readonly id: EmployeeId | null }>`
    update links set kept_from = ${day}::date
    where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})
      and kept_from is distinct from ${day}::date
    returning employee_id as id`.execute(trx)
  return rows.flatMap(({ id }) => id ?? [])
}

/** Finds the day from which each Claude user is kept: the day on which their owner was no longer excluded, or today. */
const findIncludedFrom = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
  owners: ReadonlyMap<ClaudeUserId, EmployeeId>,
): Promise<ReadonlyMap<ClaudeUserId, Day>> => {
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly day: Day }>`
    select id, to_char(coalesce(included_from, ${storageToday})::timestamp, 'YYYY-MM-DD') as day
    from unnest(${toTextArray(ids)}, ${toTextArray(ids.map((id) => owners.get(id) ?? null))}) as given (id, owner_id)
    left join employees on account_id = ${accountId} and employee_id = owner_id`.execute(trx)
  return new Map(rows.map(({ id, day }) => [id, day]))
}

/** The employees and the days for which a readmission changed figures. */
interface ReadmissionResult {
  readonly owners: readonly EmployeeId[]
  readonly days: readonly Day[]
}

/** Readmits the given Claude users that are excluded, and leaves the others unchanged. */
const readmitUsers = async (
  trx: Db,
  accountId: AccountId,
  owners: ReadonlyMap<ClaudeUserId, EmployeeId>,
): Promise<ReadmissionResult> => {
  const excludedIds = await findExcluded(trx, accountId, [...owners.keys()])
  if (excludedIds.length === 0) return { owners: [], days: [] }
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly since: string }>`
    delete from kept_from
    where account_id = ${accountId} and claude_user_id = any(${toTextArray(excludedIds)}) and day = ${neverKept}::date
      and ${isPending}
    returning claude_user_id as id, since::text as since`.execute(trx)
  const restoredIds = new Set(rows.map(({ id }) => id))
  const deletedIds = excludedIds.filter((id) => !restoredIds.has(id))
  await deleteClaudeUsers(trx, accountId, deletedIds)
  const changedOwners: EmployeeId[] = []
  for (const [id, day] of await findIncludedFrom(trx, accountId, deletedIds, owners)) {
    changedOwners.push(...(await replaceMarks(trx, accountId, [id], 'excluded', day)))
  }
  if (rows.length === 0) return { owners: changedOwners, days: [] }
  const keptFrom = await findUserKeptFrom(trx, accountId, [...restoredIds])
  for (const id of restoredIds)
    changedOwners.push(...(await setLinksKeptFrom(trx, accountId, [id], keptFrom.get(id) ?? null)))
  const days = await makeDaysDue(
    trx,
    accountId,
    rows.map(({ since }) => since),
  )
  return { owners: changedOwners, days }
}

/** Finds the first kept days of Claude users. A Claude user without a first kept day of its own is left out. */
export const findUserKeptFrom = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
): Promise<ReadonlyMap<ClaudeUserId, Day>> => {
  if (ids.length === 0 || !(await hasUserMarks(trx, accountId))) return new Map()
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly day: Day }>`
    select id, to_char(max(day)::timestamp, 'YYYY-MM-DD') as day
    from unnest(${toSubjects(accountId, ids)}, ${toTextArray(ids)}) as given (subject, id)
    join kept_from on account_id = ${accountId} and kept_from.subject = given.subject
    group by id`.execute(trx)
  return new Map(rows.map(({ id, day }) => [id, day]))
}

/**
 * Makes the days that were read since the earliest of the given times due again, and returns these days. Until such a
 * day is read again, the usage of someone without a row is unknown and not zero, as on a day with an unattributed row.
 */
const makeDaysDue = async (trx: Db, accountId: AccountId, times: readonly string[]): Promise<Day[]> => {
  const { rows } = await sql<{ readonly day: Day }>`
    update ledger set
      unattributed_rows = unattributed_rows + 1,
      failed_at = read_at, failure_code = ${readAgainCode}, failures = 1, due_at = read_at
    where account_id = ${accountId} and read_at >= (
      select min(since::timestamptz) - ${maxClockDifferenceMs}::double precision * interval '1 ms'
      from unnest(${toTextArray(times)}) as given (since)
    )
    returning ${formatDay('day')} as day`.execute(trx)
  return rows.map(({ day }) => day)
}

/** Reads the marks that `createKeptFunction` needs, and returns the function that it creates. */
export const readKeptFunction = async (db: Db, accountId: AccountId, day: Day): Promise<KeptFunction | null> => {
  const { rows } = await sql<{ readonly subjects: string }>`${selectUnkeptSubjects(accountId, day)}`.execute(db)
  return createKeptFunction(accountId, rows[0]?.subjects)
}

/** Selects the subjects for which a day is not kept, as one text for `createKeptFunction`. */
export const selectUnkeptSubjects = (accountId: AccountId, day: Day): RawBuilder<unknown> => sql`
  select coalesce(json_agg(distinct subject), '[]')::text as subjects from kept_from
  where account_id = ${accountId} and day > ${day}::date`

/** Whether a certain day is kept for a Claude user. */
type KeptFunction = (claudeUserId: ClaudeUserId) => boolean

/**
 * Creates a function that returns whether a day is kept for a Claude user.
 * @param unkeptSubjects - The result of `selectUnkeptSubjects` for the day.
 * @returns Null if the account does not keep the day for anybody.
 */
export const createKeptFunction = (accountId: AccountId, unkeptSubjects = '[]'): KeptFunction | null => {
  const unkept = new Set<string>(JSON.parse(unkeptSubjects))
  if (unkept.has(hashSubject(accountId))) return null
  return (claudeUserId) => unkept.size === 0 || !unkept.has(hashSubject(accountId, claudeUserId))
}
