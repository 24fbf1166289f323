import {
  type AccountId,
  canViewEveryone,
  type Day,
  type EmployeeId,
  type Participation,
  type Period,
  type Viewer,
  type VisibilityScope,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { PeriodFacts, StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import { parseMonthChecks, selectMonthChecks } from './check-methods.ts'
import { selectDirectoryAge } from './directory-status-methods.ts'
import { selectIdVersion } from './former-ids.ts'
import type { RunHeavyRead } from './run-heavy-read.ts'
import type { Db } from './schema.ts'
import { parseReadDays, selectReadDays } from './sums.ts'
import { formatDay, hideAccount, toMilliseconds, toTextArray } from './values.ts'

type VisibilityMethods = Pick<StorageAdapter, 'listVisibleEmployees' | 'readAuthorizationFacts'>

interface AuthorizationRow {
  readonly id_version: number
  /** Whether the viewer is in the directory. */
  readonly has_self: boolean
  readonly archived_on: Day | null
  /** Null if the subject is not in the directory. */
  readonly participation: Participation | null
  readonly is_visible: boolean
  /** This column and the next one are null if the directory was never stored as a whole. */
  readonly directory_at: number | null
  readonly directory_age: number | null
}

interface PeriodRow {
  readonly latest_day: Day | null
  readonly not_served_through: Day | null
  /** For `parseReadDays`. */
  readonly days: string
  /** For `parseMonthChecks`. */
  readonly checks: string
}

export const createVisibilityMethods = (db: Db, runHeavyRead: RunHeavyRead): VisibilityMethods => ({
  async readAuthorizationFacts(viewer, subject, on, period) {
    const { accountId } = viewer
    const [self, subjectId] = [toStorableIdOrNull(viewer.employeeId), subject && toStorableIdOrNull(subject)]
    const { rows } = await sql<AuthorizationRow & (PeriodRow | { readonly days: null })>`
      select
        coalesce((${selectIdVersion(accountId)}), 0)::double precision as id_version,
        self.employee_id is not null as has_self,
        to_char(self.archived_on::timestamp, 'YYYY-MM-DD') as archived_on,
        subject.participation,
        ${subjectId === null ? sql`false` : sql`exists (${selectVisible(viewer, { among: [subjectId] }, on)})`} as is_visible,
        ${toMilliseconds('directories.read_at')} as directory_at, ${selectDirectoryAge} as directory_age,
        ${period ? selectPeriodColumns(accountId, period) : sql`null as days`}
      from (select) as one
      left join directories on directories.account_id = ${accountId}
      ${period ? sql`left join connections on connections.account_id = ${accountId}` : sql``}
      left join employees as self on self.account_id = ${accountId} and self.employee_id = ${self}
      left join employees as subject on subject.account_id = ${accountId} and subject.employee_id = ${subjectId}`.execute(
      db,
    )
    const [row] = rows
    if (!row) throw new TypeError('The query returns one row.')
    return {
      idVersion: row.id_version,
      viewer: row.has_self ? { archivedOn: row.archived_on } : null,
      subject: subjectId &&
        row.participation && { id: subjectId, participation: row.participation, isVisible: row.is_visible },
      directoryReading: row.directory_at === null ? null : { at: row.directory_at, ageMs: row.directory_age ?? 0 },
      period: row.days === null ? null : toPeriodFacts(row),
    }
  },

  async listVisibleEmployees(viewer, scope, on, options = {}) {
    const query = sql<{ id: EmployeeId }>`select id from (${selectVisible(viewer, scope, on)}) as visible`
    const isGroup = scope === 'all' || 'below' in scope
    const { rows } = isGroup
      ? await runHeavyRead((heavyDb) => query.execute(heavyDb), options)
      : await query.execute(db)
    const ids = rows.map(({ id }) => id)
    if (isGroup) return ids
    const visibleIds = new Set(ids)
    return scope.among.filter((id) => visibleIds.has(id))
  },
})

/** Selects the columns of a `PeriodRow` from a row of `connections`. */
const selectPeriodColumns = (accountId: AccountId, period: Period): RawBuilder<unknown> => sql`
  ${formatDay('connections.latest_day')} as latest_day,
  ${formatDay('connections.not_served_through')} as not_served_through,
  (${selectReadDays(accountId, period)}) as days,
  (${selectMonthChecks(accountId)}) as checks`

const toPeriodFacts = (row: PeriodRow): PeriodFacts => ({
  latestDay: row.latest_day,
  notServedThrough: row.not_served_through,
  days: parseReadDays(row.days),
  checks: parseMonthChecks(row.checks),
})

/**
 * Selects the employees of a scope that the viewer may see, each once. The columns are `id` and `team`. In the scope
 * `below`, `team` is the id of the direct report that leads the employee's team; otherwise it is null. The query is
 * built without parentheses. Every query that shows or counts employees uses this one.
 */
export const selectVisible = (viewer: Viewer, scope: VisibilityScope, on: Day): RawBuilder<unknown> => {
  const { accountId } = viewer
  const viewerNotArchived = buildNotArchivedCondition(viewer, on)
  if (scope !== 'all' && 'below' in scope) {
    return sql`select id, team from (${selectBelow(accountId, scope.below)}) as below
      where ${buildTeamVisibleCondition(viewer, scope.below, on)}`
  }
  if (canViewEveryone(viewer)) {
    if (scope === 'all') {
      return sql`select employee_id as id, null::text as team from employees
        where account_id = ${accountId} and ${viewerNotArchived}`
    }
    return sql`select subject.id, null::text as team from ${joinSubjects(accountId, scope.among)} where ${viewerNotArchived}`
  }
  const self = toStorableIdOrNull(viewer.employeeId)
  const visibleQueries =
    scope === 'all'
      ? [
          sql`select employee_id as id from employees where account_id = ${accountId} and employee_id = ${self}`,
          ...listRepresented(viewer).map(
            (manager) => sql`
              select id from (${selectBelow(accountId, manager)}) as below
              where ${buildPresentCondition(accountId, manager, on)}`,
          ),
        ]
      : [
          sql`select subject.id from ${joinSubjects(accountId, scope.among)} where subject.id = ${self}`,
          ...listRepresented(viewer).map(
            (manager) => sql`(
              with recursive above as (${selectAbove(accountId, manager)})
              select subject.id from ${joinSubjects(accountId, scope.among)}
              where ${buildPresentCondition(accountId, manager, on)}
                and exists (${selectReportAboveSubject(accountId, manager)})
            )`,
          ),
        ]
  return sql`select id, null::text as team from (${sql.join(visibleQueries, sql` union `)}) as visible where ${viewerNotArchived}`
}

/** Lists the managers that the viewer acts as: the viewer, and the managers they stand in for. */
const listRepresented = ({ employeeId, actsFor }: Viewer): EmployeeId[] => [employeeId, ...actsFor]

const joinSubjects = (accountId: AccountId, among: readonly EmployeeId[]): RawBuilder<unknown> => {
  const requested = sql`unnest(${toTextArray([...new Set(among)].filter(isStorableId))}) as requested (id)`
  return sql`${requested} cross join ${buildEmployeeJoin(accountId, sql`requested.id`)} as subject`
}

/** Builds the condition of core's `canViewTeam`: the viewer may see the group of everyone below the manager. */
export const buildTeamVisibleCondition = (viewer: Viewer, manager: EmployeeId, on: Day): RawBuilder<boolean> => {
  const { accountId } = viewer
  const isManagerVisible = sql<boolean>`exists (select from (${selectVisible(viewer, { among: [manager] }, on)}) as manager)`
  if (!viewer.actsFor.includes(manager)) return isManagerVisible
  return sql`(${isManagerVisible} or
    (${buildNotArchivedCondition(viewer, on)} and ${buildPresentCondition(accountId, manager, on)}))`
}

/** Builds the condition that a viewer is not archived. It is true for a viewer who is not in the directory. */
export const buildNotArchivedCondition = ({ accountId, employeeId }: Viewer, on: Day): RawBuilder<boolean> =>
  sql`not exists (
    select from employees
    where account_id = ${accountId} and employee_id = ${toStorableIdOrNull(employeeId)} and archived_on <= ${on}::date
  )`

/** Builds the condition that an employee is in the directory and not archived. */
const buildPresentCondition = (accountId: AccountId, employeeId: EmployeeId, on: Day): RawBuilder<boolean> =>
  sql`exists (
    select from employees
    where account_id = ${accountId} and employee_id = ${toStorableIdOrNull(employeeId)}
      and (archived_on is null or archived_on > ${on}::date)
  )`

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
 * Selects each team manager and everyone below them. `team` is the id of the team manager.
 * @param teamManagers - A query with the column `id`. No team manager may be in a cycle of managers.
 */
export const selectTeamMembers = (accountId: AccountId, teamManagers: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with recursive below as (
    select id, id as team from (${teamManagers}) as team_manager
    union all
    select report.employee_id, below.team from below cross join lateral (
      select employee_id from employees where account_id = ${hideAccount(accountId)} and manager_id = below.id offset 0
    ) as report
  )
  select id, team from below`

/**
 * Builds the body of the recursive query `above`: all managers above an employee. If the employee is in or below a
 * cycle, the result includes everyone in the cycle.
 */
const selectAbove = (accountId: AccountId, employee: EmployeeId): RawBuilder<unknown> => sql`
  select manager_id as id from employees
  where account_id = ${accountId} and employee_id = ${toStorableIdOrNull(employee)} and manager_id is not null
  union
  select manager.manager_id from above cross join ${buildEmployeeJoin(accountId, sql`above.id`)} as manager
  where manager.manager_id is not null`

/**
 * Selects a row if a manager is above `subject`: the direct report of the manager in the chain from the subject up
 * through the subject's managers. If the chain runs into a cycle, only the first employee that it reaches in the cycle
 * is above the subject.
 */
const selectReportAboveSubject = (accountId: AccountId, manager: EmployeeId): RawBuilder<unknown> => sql`
  with recursive line as (
    select subject.id, subject.manager_id
    union
    select next.id, next.manager_id
    from line cross join ${buildEmployeeJoin(accountId, sql`line.manager_id`)} as next
  )
  select from line where manager_id = ${toStorableIdOrNull(manager)} and id not in (select id from above)`

/**
 * Builds a lateral join to the employee with an id. `offset 0` forces an index lookup per employee. Otherwise
 * PostgreSQL would scan the whole directory at every step, because it cannot estimate the length of a chain of managers
 * or the size of a new directory.
 */
export const buildEmployeeJoin = (accountId: AccountId, id: RawBuilder<unknown>): RawBuilder<unknown> => sql`lateral (
  select employee_id as id, name, manager_id, archived_on, started_on, participation, search from employees
  where account_id = ${accountId} and employee_id = ${id} offset 0
)`

/**
 * Builds the condition that an employee had not left before a period and had started by its end. It uses the columns
 * `archived_on` and `started_on`.
 */
export const buildEmployedCondition = ({ from, to }: Period): RawBuilder<boolean> => sql`(
  (archived_on is null or archived_on >= ${from}::date) and (started_on is null or started_on <= ${to}::date)
)`

/** Maps an id that cannot be stored to null, which matches no employee. */
export const toStorableIdOrNull = (id: EmployeeId): EmployeeId | null => (isStorableId(id) ? id : null)
