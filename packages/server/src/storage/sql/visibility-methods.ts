import type { AccountId, Day, EmployeeId, Viewer, VisibilityScope } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import type { Db } from './schema.ts'
import { toTextArray } from './values.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees'>

export const createVisibilityMethods = (db: Db): VisibilityMethods => ({
  async listVisibleEmployees(viewer, scope, on) {
    const { rows } = await sql<{ id: EmployeeId }>`
      select id from (${selectVisible(viewer, scope, on)}) as visible`.execute(db)
    const ids = rows.map(({ id }) => id)
    if (scope === 'all' || 'below' in scope) return ids
    const visibleIds = new Set(ids)
    return scope.among.filter((id) => visibleIds.has(id))
  },
})

/**
 * Selects the employees of a scope that the viewer may see, each once. The query has no parentheses and the columns
 * `id` and `team`. For employees below a manager or the viewer, `team` is the id of the direct report that leads their
 * team; otherwise it is null. Every query that shows or counts employees uses this one.
 */
export const selectVisible = (viewer: Viewer, scope: VisibilityScope, on: Day): RawBuilder<unknown> => {
  const { accountId } = viewer
  const viewerPresent = buildViewerPresentCondition(viewer, on)
  if (scope === 'all' && viewer.role === 'admin') {
    return sql`select employee_id as id, null::text as team from employees
      where account_id = ${accountId} and ${viewerPresent}`
  }
  if (scope === 'all') {
    return sql`select ${toStorableIdOrNull(viewer.employeeId)}::text as id, null::text as team where ${viewerPresent}
      union all
      select id, team from (${selectBelow(accountId, viewer.employeeId)}) as below where ${viewerPresent}`
  }
  if ('below' in scope) {
    return sql`select id, team from (${selectBelow(accountId, scope.below)}) as below
      where exists (select from (${selectVisible(viewer, { among: [scope.below] }, on)}) as manager)`
  }
  const requested = sql`unnest(${toTextArray([...new Set(scope.among)].filter(isStorableId))}) as requested (id)`
  const subjects = sql`${requested} cross join ${buildEmployeeJoin(accountId, sql`requested.id`)} as subject`
  if (viewer.role === 'admin') return sql`select subject.id, null::text as team from ${subjects} where ${viewerPresent}`
  return sql`
    with recursive above as (${selectAbove(accountId, viewer.employeeId)})
    select subject.id, null::text as team from ${subjects}
    where ${viewerPresent} and (subject.id = ${toStorableIdOrNull(viewer.employeeId)} or exists (
      ${selectReportAboveSubject(accountId, viewer.employeeId)}
    ))`
}

/**
 * Builds the condition that a viewer may see anything. It is false from the archived date on, and for a non-admin who
 * is not in the directory.
 */
export const buildViewerPresentCondition = ({ accountId, employeeId, role }: Viewer, on: Day): RawBuilder<boolean> => {
  const id = toStorableIdOrNull(employeeId)
  const self = sql`select from employees where account_id = ${accountId} and employee_id = ${id}`
  return role === 'admin'
    ? sql`not exists (${self} and archived_on <= ${on}::date)`
    : sql`exists (${self} and (archived_on is null or archived_on > ${on}::date))`
}

/**
 * Selects the employees below a manager. Each employee has at most one manager, so walking down reaches no one twice,
 * and ends unless it starts in a cycle. To leave the cycle out, reports who are also above the manager are excluded:
 * employees in a cycle do not manage each other.
 */
const selectBelow = (accountId: AccountId, manager: EmployeeId): RawBuilder<unknown> =>
  selectTeamMembers(
    accountId,
    sql`with recursive above as (${selectAbove(accountId, manager)})
      select employee_id as id from employees
      where account_id = ${accountId} and manager_id = ${toStorableIdOrNull(manager)}
        and employee_id not in (select id from above)`,
  )

/**
 * Selects each team manager and everyone below. `team` is the id of the team manager.
 * @param teamManagers - A query with the column `id`. No team manager may be in a cycle of managers.
 */
export const selectTeamMembers = (accountId: AccountId, teamManagers: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with recursive below as (
    select id, id as team from (${teamManagers}) as team_manager
    union all
    select report.employee_id, below.team from below cross join lateral (
      select employee_id from employees where account_id = ${accountId} and manager_id = below.id offset 0
    ) as report
  )
  select id, team from below`

/**
 * Builds the body of the recursive query `above`: all managers above an employee. If the employee is in or below a
 * cycle, they include everyone in the cycle.
 */
const selectAbove = (accountId: AccountId, employee: EmployeeId): RawBuilder<unknown> => sql`
  select manager_id as id from employees
  where account_id = ${accountId} and employee_id = ${toStorableIdOrNull(employee)} and manager_id is not null
  union
  select manager.manager_id from above cross join ${buildEmployeeJoin(accountId, sql`above.id`)} as manager
  where manager.manager_id is not null`

/**
 * Selects a row if the viewer is above `subject`: the direct report of the viewer in the chain from the subject up
 * through the subject's managers. If the chain runs into a cycle, only its first employee in the cycle is above the
 * subject.
 */
const selectReportAboveSubject = (accountId: AccountId, viewer: EmployeeId): RawBuilder<unknown> => sql`
  with recursive line as (
    select subject.id, subject.manager_id
    union
    select manager.id, manager.manager_id
    from line cross join ${buildEmployeeJoin(accountId, sql`line.manager_id`)} as manager
  )
  select from line where manager_id = ${toStorableIdOrNull(viewer)} and id not in (select id from above)`

/**
 * Builds a lateral join to the employee with an id. `offset 0` forces an index lookup per employee. Otherwise
 * PostgreSQL would scan the whole directory at every step, because it cannot estimate the length of a chain of managers
 * or the size of a new directory.
 */
export const buildEmployeeJoin = (accountId: AccountId, id: RawBuilder<unknown>): RawBuilder<unknown> => sql`lateral (
  select employee_id as id, name, manager_id, archived_on from employees
  where account_id = ${accountId} and employee_id = ${id} offset 0
)`

/** Maps an id that cannot be stored to null, which matches no employee. */
const toStorableIdOrNull = (id: EmployeeId): EmployeeId | null => (isStorableId(id) ? id : null)
