import type { AccountId, Day, Participation, Period, Viewer } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { GroupScope } from '../adapter.ts'
import { isLinkKept } from './kept-from.ts'
import { hideAccount } from './values.ts'
import { buildEmployedCondition, selectTeamMembers, selectVisible } from './visibility-methods.ts'

/**
 * Selects the employees that adoption counts. `id` is the employee. `team` is the id of the manager of their team, or
 * null if they are in no team.
 */
export const selectMembersWithTeams = (viewer: Viewer, scope: GroupScope, on: Day): RawBuilder<unknown> => {
  const members = selectVisible(viewer, scope, on)
  if (scope !== 'all') return members
  return sql`select members.id, teams.team from (${members}) as members
    left join (${selectTeams(viewer.accountId)}) as teams on teams.id = members.id`
}

/**
 * Selects the employees below a top-level employee. A top-level employee has no manager in the directory, or is their
 * own manager. `team` is the direct report of the top-level employee at the head of the team.
 */
const selectTeams = (accountId: AccountId): RawBuilder<unknown> =>
  selectTeamMembers(
    accountId,
    sql`select head.employee_id as id from employees as top
      join employees as head on head.account_id = ${accountId} and head.manager_id = top.employee_id
      where top.account_id = ${accountId} and head.employee_id <> top.employee_id and (
        top.manager_id is null or top.manager_id = top.employee_id or not exists (
          select from employees where account_id = ${accountId} and employee_id = top.manager_id
        )
      )`,
  )

/** Counts the employees of `member` with the given participation who were employed in a period. */
export const countEmployed = (participation: Participation, period: Period): RawBuilder<unknown> =>
  sql`select count(*)::double precision from member
    where participation = ${participation} and ${buildEmployedCondition(period)}`

/**
 * Builds the source of employees to join with the visible ids of a scope. For `all`, the directory is read as a whole.
 * For a group, each employee is found by the primary key, since the directory can be much larger than the group.
 */
export const buildEmployeeSource = (accountId: AccountId, scope: GroupScope): RawBuilder<unknown> =>
  scope === 'all'
    ? sql`(select * from employees where account_id = ${accountId} offset 0)`
    : sql`lateral (select * from employees where account_id = ${accountId} and employee_id = visible.id offset 0)`

/**
 * Selects all employees of `member` with their Claude users. `users` is the number of Claude users, `slot` their lowest
 * slot, `kept_from` the latest of their first kept days, and `list` all of them as JSON if `slot` alone does not
 * describe them. Only employees with the participation `included` have Claude users here.
 */
export const selectLinkedMembers = (accountId: AccountId, scope: GroupScope): RawBuilder<unknown> =>
  scope === 'all' ? selectAllLinkedMembers(accountId) : selectLinkedMembersOneByOne(accountId)

const aggregateUsers = sql`
  count(*) as users, min(slot) as slot, max(links.kept_from) as kept_from,
  case when count(*) > 1 or max(links.kept_from) is not null
    then json_agg(json_build_array(slot, links.kept_from)) filter (where slot is not null)
  end as list`

/**
 * Reads all links and Claude users of the account at once. PostgreSQL never runs a full join as a loop over single
 * rows, whatever the statistics say. The conditions with `coalesce` keep it from turning the full join into another
 * kind.
 */
const selectAllLinkedMembers = (accountId: AccountId): RawBuilder<unknown> => sql`
  select member.*, users, slot, kept_from, list
  from (select *, true as is_member from member offset 0) as member full join (
    select employee_id, ${aggregateUsers}
    from (
      select * from links where account_id = ${accountId} and employee_id is not null and ${isLinkKept} offset 0
    ) as links full join (
      select claude_user_id, slot from claude_users where account_id = ${accountId} offset 0
    ) as claude_user using (claude_user_id)
    where coalesce(links.employee_id, '') <> ''
    group by employee_id offset 0
  ) as owned on owned.employee_id = member.id and member.participation = 'included'
  where coalesce(is_member, false)`

const selectLinkedMembersOneByOne = (accountId: AccountId): RawBuilder<unknown> => sql`
  select member.*, users.*
  from member left join lateral (
    select ${aggregateUsers}
    from links left join lateral (
      select slot from claude_users
      where account_id = ${accountId} and claude_user_id = links.claude_user_id offset 0
    ) as claude_user on true
    where account_id = ${hideAccount(accountId)} and employee_id = member.id and ${isLinkKept}
      and participation = 'included'
  ) as users on true`
