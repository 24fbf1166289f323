import type { EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../input.ts'
import type { Db } from './schema.ts'
import { texts } from './values.ts'

type VisibilityMethods = Pick<StorageAdapter, 'visibleEmployees'>

/**
 * The walk down from the viewer stays within those asked about and the people above them, so that asking about one
 * person costs one chain of managers, and asking about everyone costs one pass over the directory.
 *
 * Everybody has at most one manager, so a viewer is above someone exactly when the walk down reaches them. Only on a
 * circle of managers is nobody above another: a viewer who is on one does not see the others on it, but does see those
 * who report to the viewer from outside it. `union` drops what was met before, so every walk ends.
 *
 * The answer may name people who were not asked about; narrowing it to those who were is left to the end, because the
 * database cannot foresee how many there are and would choose a slow way of joining them.
 */
export const visibility = (db: Db): VisibilityMethods => ({
  async visibleEmployees(viewer, among, on) {
    const { accountId, employeeId, role } = viewer
    if (!isStorableId(employeeId)) return []
    const asked = [...new Set(among)].filter(isStorableId)
    const admin = sql`${role === 'admin'}::boolean`
    const { rows } = await sql<{ id: EmployeeId }>`
      with recursive
      asked as materialized (
        select employee_id as id, manager_id from unnest(${texts(asked)}) as given (id)
        join claude.employees on account_id = ${accountId} and employee_id = given.id
      ),
      chain as (
        select id, manager_id from asked
        union
        select above.employee_id, above.manager_id from chain
        join claude.employees above on above.account_id = ${accountId} and above.employee_id = chain.manager_id
      ),
      circle as (
        select manager_id as id from claude.employees
        where account_id = ${accountId} and employee_id = ${employeeId} and manager_id is not null
        union
        select above.manager_id from circle
        join claude.employees above on above.account_id = ${accountId} and above.employee_id = circle.id
        where above.manager_id is not null
      ),
      below as (
        select id from chain
        where manager_id = ${employeeId}
          and not (${employeeId} in (select id from circle) and id in (select id from circle))
        union
        select chain.id from below join chain on chain.manager_id = below.id
      ),
      viewer as (
        select archived_on is not null and archived_on <= ${on}::date as archived from claude.employees
        where account_id = ${accountId} and employee_id = ${employeeId}
      )
      select id from (
        select id from asked where ${admin} or id = ${employeeId}
        union all
        select id from below where not ${admin} and exists (select from viewer)
      ) as seen
      where not exists (select from viewer where archived)`.execute(db)
    const visible = new Set(rows.map(({ id }) => id))
    return among.filter((id) => visible.has(id))
  },
})
