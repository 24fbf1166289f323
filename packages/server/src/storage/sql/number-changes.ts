import type { AccountId, ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import { isLinkKept } from './kept-from.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { toTextArray } from './values.ts'

// Every transaction that changes figures gives the change a number. The account's counter stays locked until the
// transaction ends, so numbers are in commit order, and each transaction sees everything that transactions with lower
// numbers wrote. The counter is the last lock that a transaction takes, and only the holder of this lock touches the
// tables of numbers, so there is no deadlock.

/**
 * Locks the account's counter of changes. Read the facts that decide about a number only after this lock: two
 * concurrent transactions can change the same figure, and only the later one sees both changes.
 */
const lockChangeCounter = async (trx: Db, accountId: AccountId): Promise<void> => {
  await sql`
    insert into change_counters as counter (account_id, number, membership_number) values (${accountId}, 0, 0)
    on conflict (account_id) do update set number = counter.number`.execute(trx)
}

/** Gives each of the days a new change number, because the figures of everyone may have changed on these days. */
export const numberDays = async (trx: Db, accountId: AccountId, days: readonly Day[]): Promise<void> => {
  if (days.length === 0) return
  await sql`
    with taken as (
      insert into change_counters as counter (account_id, number, membership_number)
      values (${accountId}, ${days.length}::integer, 0)
      on conflict (account_id) do update set number = counter.number + excluded.number
      returning number
    )
    insert into changed_days (account_id, day, number)
    select ${accountId}::text, day::date, number - ${days.length}::integer + position
    from unnest(${toTextArray(days)}) with ordinality as given (day, position) cross join taken
    on conflict (account_id, day) do update set number = excluded.number`.execute(trx)
}

/** Gives a day a new change number if one of the Claude users is linked to somebody with figures on that day. */
export const numberDayOfUsers = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  claudeUserIds: readonly ClaudeUserId[],
): Promise<void> => {
  if (claudeUserIds.length === 0) return
  await lockChangeCounter(trx, accountId)
  for (const chunk of splitIntoChunks(claudeUserIds)) {
    const { rows } = await sql`
      select 1 from unnest(${toTextArray(chunk)}) as given (id)
      cross join lateral (
        select employee_id from links where account_id = ${accountId} and claude_user_id = given.id offset 0
      ) as link
      cross join lateral (
        select from employees
        where account_id = ${accountId} and employees.employee_id = link.employee_id and participation = 'included'
          and (archived_on is null or archived_on >= ${day}::date)
        offset 0
      ) as owner
      limit 1`.execute(trx)
    if (rows.length > 0) return await numberDays(trx, accountId, [day])
  }
}

/** Gives new change numbers to the employees with a changed link, except those that cannot have figures. */
export const numberLinkedEmployees = async (
  trx: Db,
  accountId: AccountId,
  ids: Iterable<EmployeeId>,
): Promise<void> => {
  const uniqueIds = [...new Set(ids)]
  if (uniqueIds.length === 0) return
  await lockChangeCounter(trx, accountId)
  const includedIds: EmployeeId[] = []
  for (const chunk of splitIntoChunks(uniqueIds)) {
    const { rows } = await sql<{ readonly id: EmployeeId }>`
      select employee_id as id from employees
      where account_id = ${accountId} and employee_id = any(${toTextArray(chunk)}) and participation = 'included'`.execute(
      trx,
    )
    includedIds.push(...rows.map(({ id }) => id))
  }
  if (includedIds.length > 0) await numberEmployees(trx, accountId, includedIds)
}

/** Gives new change numbers to the employees with a changed directory entry, except those without a link. */
export const numberChangedEmployees = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly EmployeeId[],
): Promise<void> => {
  if (ids.length === 0) return
  await lockChangeCounter(trx, accountId)
  const linkedIds: EmployeeId[] = []
  for (const chunk of splitIntoChunks(ids)) {
    const { rows } = await sql<{ readonly id: EmployeeId }>`
      select distinct employee_id as id from links
      where account_id = ${accountId} and employee_id = any(${toTextArray(chunk)}) and ${isLinkKept}`.execute(trx)
    linkedIds.push(...rows.map(({ id }) => id))
  }
  if (linkedIds.length > 0) await numberEmployees(trx, accountId, linkedIds)
}

/** Gives a new change number to each of the employees with figures, and then to the set of everyone with figures. */
export const numberEmployees = async (trx: Db, accountId: AccountId, ids: readonly EmployeeId[]): Promise<void> => {
  await lockChangeCounter(trx, accountId)
  for (const chunk of splitIntoChunks(ids)) {
    const among = toTextArray(chunk)
    await sql`
      delete from changed_employees where account_id = ${accountId} and employee_id = any(${among})`.execute(trx)
    await sql`
      with member as (
        select employee_id, row_number() over (order by employee_id) as position, count(*) over () as size
        from employees
        where account_id = ${accountId} and employee_id = any(${among}) and participation = 'included' and exists (
          select from links
          where links.account_id = ${accountId} and links.employee_id = employees.employee_id and ${isLinkKept}
        )
      ), taken as (
        update change_counters set number = number + (select count(*) from member) where account_id = ${accountId}
        returning number
      )
      insert into changed_employees (account_id, employee_id, number)
      select ${accountId}::text, employee_id, number - size + position from member cross join taken`.execute(trx)
  }
  await sql`
    update change_counters set number = number + 1, membership_number = number + 1
    where account_id = ${accountId}`.execute(trx)
}

/** Deletes the change numbers of all days before a day, because these days are not kept. */
export const forgetDays = async (db: Db, accountId: AccountId, before: Day): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    await lockChangeCounter(trx, accountId)
    await sql`delete from changed_days where account_id = ${accountId} and day < ${before}::date`.execute(trx)
  })
}

/**
 * Deletes the change numbers of all days and employees. Gives the set of everyone with figures a new change number,
 * because nobody has figures anymore.
 */
export const forgetChanges = async (trx: Db, accountId: AccountId): Promise<void> => {
  await numberEmployees(trx, accountId, [])
  for (const table of ['changed_days', 'changed_employees'] as const) {
    await sql`delete from ${sql.table(table)} where account_id = ${accountId}`.execute(trx)
  }
}
