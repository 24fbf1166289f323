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
import { isStorableId } from '../input.ts'
import type { Db } from './schema.ts'
import { texts } from './values.ts'

type LinkMethods = Pick<
  StorageAdapter,
  'listClaudeUsers' | 'lastActiveDays' | 'firstActiveDays' | 'listLinks' | 'countPeople'
>

const counters = sql.join(counterIds.map((id) => sql.ref(id)))

export const links = (db: Db): LinkMethods => ({
  listClaudeUsers: (accountId) => listClaudeUsers(db, accountId),

  lastActiveDays: (accountId, among) => activeDays(db, accountId, among, 'max'),

  firstActiveDays: (accountId, among) => activeDays(db, accountId, among, 'min'),

  listLinks: (accountId) => listLinks(db, accountId),

  async countPeople(accountId) {
    const { rows } = await sql<{ claudeUsers: number; matched: number }>`
      select count(*)::double precision as "claudeUsers", count(employees.employee_id)::double precision as matched
      from claude.claude_users
      left join claude.links using (account_id, claude_user_id)
      left join claude.employees using (account_id, employee_id)
      where account_id = ${accountId}`.execute(db)
    const { claudeUsers = 0, matched = 0 } = rows[0] ?? {}
    return { claudeUsers, matched }
  },
})

/** The newest (`max`) or the first (`min`) day on which each did anything. */
export const activeDays = async (
  db: Db,
  accountId: AccountId,
  among: readonly ClaudeUserId[],
  which: 'min' | 'max',
): Promise<ReadonlyMap<ClaudeUserId, Day>> => {
  const asked = [...new Set(among)].filter(isStorableId)
  // `offset 0` has each one's rows read as one range of the key, rather than everyone's, day by day.
  const { rows } = await sql<{ readonly id: ClaudeUserId; readonly day: Day }>`
    select id, to_char(found::timestamp, 'YYYY-MM-DD') as day
    from unnest(${texts(asked)}) as given (id) cross join lateral (
      select ${sql.raw(which)}(day) as found from (
        select * from claude.usage_days where account_id = ${accountId} and claude_user_id = given.id offset 0
      ) as theirs
      where greatest(${counters}) > 0
    ) as active
    where found is not null`.execute(db)
  return new Map(rows.map(({ id, day }) => [id, day]))
}

// Rows come as they are wanted: of a large organisation, making others of them would take as much memory again.

export const listClaudeUsers = (db: Db, accountId: AccountId): Promise<ClaudeUser[]> =>
  db
    .selectFrom('claude.claude_users')
    .select(['claude_user_id as id', 'email'])
    .where('account_id', '=', accountId)
    .orderBy('claude_user_id')
    .$castTo<ClaudeUser>()
    .execute()

export const listLinks = (db: Db, accountId: AccountId): Promise<Link[]> =>
  db
    .selectFrom('claude.links')
    .select(['claude_user_id as claudeUserId', 'employee_id as employeeId', 'method', 'ignored'])
    .where('account_id', '=', accountId)
    .orderBy('claude_user_id')
    .$castTo<Link>()
    .execute()
