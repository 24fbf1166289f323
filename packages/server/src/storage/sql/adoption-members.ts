import type { AccountId, Day, Participation, Viewer } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { GroupScope } from '../adapter.ts'
import { selectTeamMembers, selectVisible } from './visibility-methods.ts'

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

/** Counts the employees of `member` with a participation. */
export const countEmployed = (participation: Participation): RawBuilder<unknown> =>
  sql`select count(*)::double precision from member where is_employed and participation = ${participation}`
