import type { AccountId, Day, EmployeeId, Viewer, VisibilityScope } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../input.ts'
import type { Db } from './schema.ts'
import { texts } from './values.ts'

type VisibilityMethods = Pick<StorageAdapter, 'visibleEmployees'>

export const visibility = (db: Db): VisibilityMethods => ({
  async visibleEmployees(viewer, scope, on) {
    const { rows } = await sql<{ id: EmployeeId }>`select id from (${visible(viewer, scope, on)}) as seen`.execute(db)
    const ids = rows.map(({ id }) => id)
    if (scope === 'all' || 'below' in scope) return ids
    const seen = new Set(ids)
    return scope.among.filter((id) => seen.has(id))
  },
})

/**
 * Who of a scope may be seen, each once: a query with the columns `id` and `team`, to stand in brackets in any other.
 * `team` is the one right below the scope's manager, or the viewer, through whom someone is below them; else null.
 * Everything that shows people or counts them goes through here.
 */
export const visible = (viewer: Viewer, scope: VisibilityScope, on: Day): RawBuilder<unknown> => {
  const { accountId } = viewer
  const present = isPresent(viewer, on)
  if (scope === 'all' && viewer.role === 'admin') {
    return sql`select employee_id as id, null::text as team from claude.employees
      where account_id = ${accountId} and ${present}`
  }
  if (scope === 'all') {
    return sql`select ${idOrNull(viewer.employeeId)}::text as id, null::text as team where ${present}
      union all
      select id, team from (${below(accountId, viewer.employeeId)}) as below where ${present}`
  }
  if ('below' in scope) {
    return sql`select id, team from (${below(accountId, scope.below)}) as below
      where exists (select from (${visible(viewer, { among: [scope.below] }, on)}) as manager)`
  }
  const asked = sql`unnest(${texts([...new Set(scope.among)].filter(isStorableId))}) as asked (id)`
  const found = sql`${asked} cross join ${employeeWith(accountId, sql`asked.id`)} as subject`
  if (viewer.role === 'admin') return sql`select subject.id, null::text as team from ${found} where ${present}`
  return sql`
    with recursive above as (${above(accountId, viewer.employeeId)})
    select subject.id, null::text as team from ${found}
    where ${present} and (subject.id = ${idOrNull(viewer.employeeId)} or exists (
      ${reportInLine(accountId, viewer.employeeId)}
    ))`
}

/** Whether a viewer is there to see anything: those who left are not, nor are employees whom the directory lacks. */
export const isPresent = ({ accountId, employeeId, role }: Viewer, on: Day): RawBuilder<boolean> => {
  const self = sql`select from claude.employees where account_id = ${accountId} and employee_id = ${idOrNull(employeeId)}`
  return role === 'admin'
    ? sql`not exists (${self} and archived_on <= ${on}::date)`
    : sql`exists (${self} and (archived_on is null or archived_on > ${on}::date))`
}

/**
 * Everyone below a manager. Everybody has at most one manager, so a walk down meets nobody twice and ends, if it does not
 * begin on a circle: those on a circle are above nobody else on it.
 */
const below = (accountId: AccountId, manager: EmployeeId): RawBuilder<unknown> =>
  walkDown(
    accountId,
    sql`with recursive above as (${above(accountId, manager)})
      select employee_id as id from claude.employees
      where account_id = ${accountId} and manager_id = ${idOrNull(manager)} and employee_id not in (select id from above)`,
  )

/**
 * Everyone below `heads`, a query with the column `id`, and these themselves: with `team`, whose head they are below.
 * Nobody among them may be on a circle.
 */
export const walkDown = (accountId: AccountId, heads: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with recursive below as (
    select id, id as team from (${heads}) as head
    union all
    select report.employee_id, below.team from below cross join lateral (
      select employee_id from claude.employees where account_id = ${accountId} and manager_id = below.id offset 0
    ) as report
  )
  select id, team from below`

/** Everyone up the line of managers from an employee: on a circle, all who are on it. The body of a recursive `above`. */
const above = (accountId: AccountId, employee: EmployeeId): RawBuilder<unknown> => sql`
  select manager_id as id from claude.employees
  where account_id = ${accountId} and employee_id = ${idOrNull(employee)} and manager_id is not null
  union
  select manager.manager_id from above cross join ${employeeWith(accountId, sql`above.id`)} as manager
  where manager.manager_id is not null`

/**
 * Who of a subject's line of managers, or the subject, reports to a viewer: a walk up. Where the line runs into a circle,
 * only the first on the circle is above the subject: the one whom someone outside the circle reports to.
 */
const reportInLine = (accountId: AccountId, viewer: EmployeeId): RawBuilder<unknown> => sql`
  with recursive line as (
    select subject.id, subject.manager_id
    union
    select manager.id, manager.manager_id from line cross join ${employeeWith(accountId, sql`line.manager_id`)} as manager
  )
  select from line where manager_id = ${idOrNull(viewer)} and id not in (select id from above)`

/**
 * The employee with an id, as a lateral join. Everything here goes from one person to the next by looks into an index,
 * and `offset 0` keeps it so: the database cannot foresee how many people a walk meets, knows nothing of a directory that was
 * just stored, and would otherwise read all of it at every step.
 */
export const employeeWith = (accountId: AccountId, id: RawBuilder<unknown>): RawBuilder<unknown> => sql`lateral (
  select employee_id as id, name, manager_id, archived_on from claude.employees
  where account_id = ${accountId} and employee_id = ${id} offset 0
)`

/** No text can hold some ids, so nobody has them. */
const idOrNull = (id: EmployeeId): EmployeeId | null => (isStorableId(id) ? id : null)
