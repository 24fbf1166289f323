import type { AccountId, Day, EmployeeId, Viewer, VisibilityScope } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import type { Db } from './schema.ts'
import { textArray } from './values.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees'>

export const createVisibilityMethods = (db: Db): VisibilityMethods => ({
  async listVisibleEmployees(viewer, scope, on) {
    const { rows } = await sql<{
      id: EmployeeId
    }>`select id from (${selectVisible(viewer, scope, on)}) as visible`.execute(db)
    const ids = rows.map(({ id }) => id)
    if (scope === 'all' || 'below' in scope) return ids
    const visibleIds = new Set(ids)
    return scope.among.filter((id) => visibleIds.has(id))
  },
})

/**
 * Selects the employees of a scope that the viewer may see, each once: columns `id` and `team`, without parentheses.
 * For employees below a manager or the viewer, `team` is the direct report that they are below, or are; otherwise null.
 * Every query that shows or counts people uses it.
 */
export const selectVisible = (viewer: Viewer, scope: VisibilityScope, on: Day): RawBuilder<unknown> => {
  const { accountId } = viewer
  const isPresent = isViewerPresent(viewer, on)
  if (scope === 'all' && viewer.role === 'admin') {
    return sql`select employee_id as id, null::text as team from claude.employees
      where account_id = ${accountId} and ${isPresent}`
  }
  if (scope === 'all') {
    return sql`select ${idOrNull(viewer.employeeId)}::text as id, null::text as team where ${isPresent}
      union all
      select id, team from (${selectBelow(accountId, viewer.employeeId)}) as below where ${isPresent}`
  }
  if ('below' in scope) {
    return sql`select id, team from (${selectBelow(accountId, scope.below)}) as below
      where exists (select from (${selectVisible(viewer, { among: [scope.below] }, on)}) as manager)`
  }
  const requested = sql`unnest(${textArray([...new Set(scope.among)].filter(isStorableId))}) as requested (id)`
  const found = sql`${requested} cross join ${joinEmployee(accountId, sql`requested.id`)} as subject`
  if (viewer.role === 'admin') return sql`select subject.id, null::text as team from ${found} where ${isPresent}`
  return sql`
    with recursive above as (${selectAbove(accountId, viewer.employeeId)})
    select subject.id, null::text as team from ${found}
    where ${isPresent} and (subject.id = ${idOrNull(viewer.employeeId)} or exists (
      ${selectReportInLine(accountId, viewer.employeeId)}
    ))`
}

/** Whether a viewer may see anything. False after the archived date, and for non-admins missing from the directory. */
export const isViewerPresent = ({ accountId, employeeId, role }: Viewer, on: Day): RawBuilder<boolean> => {
  const self = sql`select from claude.employees where account_id = ${accountId} and employee_id = ${idOrNull(employeeId)}`
  return role === 'admin'
    ? sql`not exists (${self} and archived_on <= ${on}::date)`
    : sql`exists (${self} and (archived_on is null or archived_on > ${on}::date))`
}

/**
 * Selects the employees below a manager. Everyone has at most one manager, so walking down visits nobody twice and ends,
 * unless it starts in a cycle. So reports who are also above the manager are excluded: employees of a cycle do not manage
 * each other.
 */
const selectBelow = (accountId: AccountId, manager: EmployeeId): RawBuilder<unknown> =>
  selectTeamMembers(
    accountId,
    sql`with recursive above as (${selectAbove(accountId, manager)})
      select employee_id as id from claude.employees
      where account_id = ${accountId} and manager_id = ${idOrNull(manager)} and employee_id not in (select id from above)`,
  )

/**
 * Selects the employees in the teams of `heads`, a query with the column `id`: each head, and everyone below. `team` is the
 * id of the head. No head may be in a cycle of managers.
 */
export const selectTeamMembers = (accountId: AccountId, heads: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with recursive below as (
    select id, id as team from (${heads}) as head
    union all
    select report.employee_id, below.team from below cross join lateral (
      select employee_id from claude.employees where account_id = ${accountId} and manager_id = below.id offset 0
    ) as report
  )
  select id, team from below`

/** The body of a recursive `above`: all managers up the chain from an employee. In a cycle, everyone in the cycle. */
const selectAbove = (accountId: AccountId, employee: EmployeeId): RawBuilder<unknown> => sql`
  select manager_id as id from claude.employees
  where account_id = ${accountId} and employee_id = ${idOrNull(employee)} and manager_id is not null
  union
  select manager.manager_id from above cross join ${joinEmployee(accountId, sql`above.id`)} as manager
  where manager.manager_id is not null`

/**
 * Selects the direct report of a viewer in the chain from a subject up through the subject's managers, if there is one. If
 * the chain runs into a cycle, only its first employee in the cycle is above the subject.
 */
const selectReportInLine = (accountId: AccountId, viewer: EmployeeId): RawBuilder<unknown> => sql`
  with recursive line as (
    select subject.id, subject.manager_id
    union
    select manager.id, manager.manager_id from line cross join ${joinEmployee(accountId, sql`line.manager_id`)} as manager
  )
  select from line where manager_id = ${idOrNull(viewer)} and id not in (select id from above)`

/**
 * A lateral join to the employee with an id. `offset 0` forces an index lookup per employee. Otherwise PostgreSQL would scan
 * the whole directory at every step, because it cannot estimate the length of a walk or the size of a new directory.
 */
export const joinEmployee = (accountId: AccountId, id: RawBuilder<unknown>): RawBuilder<unknown> => sql`lateral (
  select employee_id as id, name, manager_id, archived_on from claude.employees
  where account_id = ${accountId} and employee_id = ${id} offset 0
)`

/** Maps ids that cannot be stored to null, which matches nobody. */
const idOrNull = (id: EmployeeId): EmployeeId | null => (isStorableId(id) ? id : null)
