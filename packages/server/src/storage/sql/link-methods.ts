import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  counterIds,
  type Day,
  type Link,
} from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import { buildKeptCondition, buildNotExcludedCondition } from './kept-from.ts'
import type { Db } from './schema.ts'
import { toTextArray } from './values.ts'

type LinkMethods = Pick<
  StorageAdapter,
  'listClaudeUsers' | 'listProtectedUsers' | 'findLastActiveDays' | 'findFirstActiveDays' | 'listLinks' | 'countPeople'
>

const counterColumns = sql.join(counterIds.map((id) => sql.ref(id)))

export const createLinkMethods = (db: Db): LinkMethods => ({
  async listClaudeUsers(accountId) {
    const isNotExcluded = buildNotExcludedCondition(accountId, sql.ref('claude_users.claude_user_id'))
    return await selectClaudeUsers(db, accountId).where(isNotExcluded).execute()
  },

  listProtectedUsers: (accountId) => listProtectedUsers(db, accountId),

  findLastActiveDays: (accountId, among) => findActiveDays(db, accountId, among, 'max'),

  findFirstActiveDays: (accountId, among) => findActiveDays(db, accountId, among, 'min'),

  listLinks: (accountId) => listLinks(db, accountId),

  async countPeople(accountId) {
    const { rows } = await sql<{ claudeUsers: number; matched: number; ignored: number }>`
      select count(*)::double precision as "claudeUsers", count(employees.employee_id)::double precision as matched,
        (count(*) filter (where links.ignored))::double precision as ignored
      from claude_users
      left join links using (account_id, claude_user_id)
      left join employees using (account_id, employee_id)
      where account_id = ${accountId} and participation is distinct from 'excluded'
        and ${buildNotExcludedCondition(accountId, sql`claude_users.claude_user_id`)}`.execute(db)
    const { claudeUsers = 0, matched = 0, ignored = 0 } = rows[0] ?? {}
    return { claudeUsers, matched, ignored }
  },
})

/** Selects the first active day of a Claude user of `given`, if the usage of that day is deleted. */
const selectFirstActiveOn = (accountId: AccountId) => sql`(
  select first_active_on from claude_users where account_id = ${accountId} and claude_user_id = given.id)`

/**
 * Finds an active day of each Claude user: the first one, even if it is no longer kept (`min`), or the last kept one
 * (`max`). Claude users without such a day are left out.
 */
export const findActiveDays = async (
  db: Db,
  accountId: AccountId,
  among: readonly ClaudeUserId[],
  aggregate: 'min' | 'max',
): Promise<ReadonlyMap<ClaudeUserId, Day>> => {
  const ids = [...new Set(among)].filter(isStorableId)
  // `offset 0` keeps the subquery apart. PostgreSQL then reads the rows of each Claude user as one range of the primary
  // key, instead of searching the rows of all Claude users in the order of days.
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly day: Day }>`
    select id, to_char(found::timestamp, 'YYYY-MM-DD') as day
    from unnest(${toTextArray(ids)}) as given (id) cross join lateral (
      select ${aggregate === 'min' ? sql`least(min(day), ${selectFirstActiveOn(accountId)})` : sql`max(day)`} as found from (
        select * from usage_days where account_id = ${accountId} and claude_user_id = given.id offset 0
      ) as user_days
      where greatest(${counterColumns}) > 0
        ${aggregate === 'max' ? sql`and ${buildKeptCondition(accountId)} and ${buildNotExcludedCondition(accountId, sql`given.id`)}` : sql``}
    ) as active
    where found is not null`.execute(db)
  return new Map(rows.map(({ id, day }) => [id, day]))
}

// The next two queries return rows in their final shape. Mapping the rows would double the memory for a large
// organization.

const selectClaudeUsers = (db: Db, accountId: AccountId) =>
  db
    .selectFrom('claude_users')
    .select(['claude_user_id as id', 'email'])
    .where('account_id', '=', accountId)
    .orderBy('claude_user_id')
    .$castTo<ClaudeUser>()

/** Returns all Claude users of the account, including excluded ones, ordered by id. */
export const listClaudeUsers = (db: Db, accountId: AccountId): Promise<ClaudeUser[]> =>
  selectClaudeUsers(db, accountId).execute()

export const listProtectedUsers = async (db: Db, accountId: AccountId): Promise<ReadonlySet<ClaudeUserId>> => {
  const { rows } = await sql<{ readonly id: ClaudeUserId }>`
    select claude_user_id as id from claude_users where account_id = ${accountId} and protected`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Returns all links of the account, ordered by Claude user. */
export const listLinks = (db: Db, accountId: AccountId): Promise<Link[]> =>
  db
    .selectFrom('links')
    .select(['claude_user_id as claudeUserId', 'employee_id as employeeId', 'method', 'ignored'])
    .where('account_id', '=', accountId)
    .orderBy('claude_user_id')
    .$castTo<Link>()
    .execute()
