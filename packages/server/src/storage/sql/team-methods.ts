import {
  addDays,
  type Day,
  type EmployeeId,
  type EmployeeName,
  getStat,
  previousPeriod,
  statIds,
} from '@windmill/claude-core'
import type { TeamMemberSums } from '@windmill/claude-core/internal'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { anyActivityCondition } from './active-counts.ts'
import { formatKeptFrom, isLinkKept } from './kept-from.ts'
import { type MemberTrendText, parseMemberTrend, selectMemberTrend } from './member-trend.ts'
import type { RunHeavyRead } from './run-heavy-read.ts'
import {
  addSumsValues,
  createSumsBuilder,
  parseReadDays,
  parseSumsValues,
  type SumsText,
  selectReadDays,
  sumRows,
} from './sums.ts'
import { selectUserDays } from './user-days.ts'
import { hideAccount } from './values.ts'
import {
  buildEmployedCondition,
  buildEmployeeJoin,
  buildTeamVisibleCondition,
  selectVisible,
  toStorableIdOrNull,
} from './visibility-methods.ts'

type TeamMethods = Pick<StorageAdapter, 'sumTeamUsage'>

/**
 * One row is the manager's and has the read days. A member has one row per Claude user, or one without a Claude user.
 */
type Row = EmployeeName & {
  /** The read days, for `parseReadDays`. Null for members. */
  readonly days: string | null
  /** Number of employees with the participation `totals`. `not_shown` and `size` are null for members. */
  readonly not_shown: number | null
  readonly size: number | null
  readonly manager_id: EmployeeId | null
  readonly started_on: Day | null
  readonly archived_on: Day | null
  /** The account's first kept day. Null for members. */
  readonly kept_from: Day | null
  /** Whether there is a Claude user with any kept day. This column and all others are null for the manager. */
  readonly has_user: boolean | null
  /** The Claude user's own first kept day. */
  readonly user_kept_from: Day | null
  /** Whether the Claude user was active between the start of the compared days and the member's first day. */
  readonly was_active_before: boolean | null
  /** The sums of the compared days of the period, of its newer days, and of the days before the period. */
  readonly compared: SumsText | null
  readonly newer: SumsText | null
  readonly previous: SumsText | null
  /** Null unless a trend was requested. */
  readonly trend: MemberTrendText | null
}

/**
 * Team usage is read in one statement, so that all sums come from one snapshot.
 *
 * The usage rows of each Claude user are read as ranges of the primary key, and summed before the next Claude user's
 * rows. So PostgreSQL never sorts or hashes the usage of the whole team. `offset 0` forces this plan when PostgreSQL
 * cannot estimate the number of members.
 *
 * The manager is never among the members, so the full join appends their row to the rows of the members.
 */
export const createTeamMethods = (runHeavyRead: RunHeavyRead): TeamMethods => ({
  async sumTeamUsage(viewer, managerId, query, on, options = {}) {
    const { accountId } = viewer
    const { period, comparedTo = period.to, stats: ids = statIds, trend, limit } = query
    const stats = ids.map(getStat)
    const previous = previousPeriod({ from: period.from, to: comparedTo })
    const selectSums = (from: Day, to: Day) => sql`
      select ${sumRows(accountId, stats)} as sums
      from (${selectUserDays(accountId, { from: sql`${from}::date`, to: sql`${to}::date` })}) as user_days`
    const statement = sql<Row>`
      with everyone as materialized (
        select visible.id, name, manager_id, started_on, archived_on, participation, search
        from (${selectVisible(viewer, { below: managerId }, on)}) as visible
        cross join ${buildEmployeeJoin(accountId, sql`visible.id`)} as profile
        where ${buildEmployedCondition(period)}
      ),
      shown as materialized (
        select id, name, manager_id, started_on, archived_on, participation from everyone where participation <> 'totals'
        ${limit === undefined ? sql`` : sql`order by search, id limit ${limit}`}
      ),
      manager as (
        select
          profile.id, name, (${selectReadDays(accountId, { from: previous.from, to: period.to })}) as days,
          (select count(*) from everyone where participation = 'totals')::double precision as not_shown,
          (select count(*) from everyone where participation <> 'totals')::double precision as size,
          ${formatKeptFrom(accountId)} as kept_from
        from (select ${toStorableIdOrNull(managerId)}::text as id where ${buildTeamVisibleCondition(viewer, managerId, on)}) as visible
        cross join ${buildEmployeeJoin(accountId, sql`visible.id`)} as profile
      ),
      members as (
        select
          member.id, name, manager_id, started_on, archived_on,
          claude_user_id is not null and ${isLinkKept} as has_user, links.kept_from as user_kept_from,
          compared.sums as compared, newer.sums as newer, previous.sums as previous, trend,
          case when started_on > ${previous.from}::date then exists (
            select from (
              ${selectUserDays(accountId, { from: sql`${previous.from}::date`, to: sql`(started_on - 1)` })}
            ) as early_days
            where ${anyActivityCondition}
          ) end as was_active_before
        from shown as member
        left join lateral (
          select claude_user_id, kept_from from links
          where account_id = ${hideAccount(accountId)} and employee_id = member.id and participation <> 'excluded'
          offset 0
        ) as links on true
        cross join lateral (${selectSums(period.from, comparedTo)}) as compared
        cross join lateral (${selectSums(addDays(comparedTo, 1), period.to)}) as newer
        cross join lateral (${selectSums(previous.from, previous.to)}) as previous
        cross join lateral (${selectMemberTrend(accountId, period, trend)}) as member_trend
      )
      select
        days, not_shown, size, coalesce(manager.id, members.id) as id, coalesce(manager.name, members.name) as name, manager_id,
        to_char(started_on::timestamp, 'YYYY-MM-DD') as started_on,
        to_char(archived_on::timestamp, 'YYYY-MM-DD') as archived_on, manager.kept_from,
        has_user, to_char(user_kept_from::timestamp, 'YYYY-MM-DD') as user_kept_from, was_active_before,
        compared, newer, previous, trend
      from manager full join members on manager.id = members.id`
    const { rows } = await runHeavyRead((db) => statement.execute(db), options)

    const manager = rows.find(({ days }) => days !== null)
    if (!manager?.days) return null
    const buildSums = createSumsBuilder(stats)
    const toMember = (users: readonly [Row, ...Row[]]): TeamMemberSums => {
      const [{ id, name, manager_id, started_on, archived_on }] = users
      const add = (column: 'compared' | 'newer' | 'previous') =>
        addSumsValues(users.map((user) => parseSumsValues(user[column] ?? '[]')))
      const compared = add('compared')
      return {
        id,
        name,
        managerId: manager_id,
        startedOn: users.some(({ was_active_before }) => was_active_before) ? null : started_on,
        archivedOn: archived_on,
        claudeUsers: users.filter(({ has_user }) => has_user).length,
        userKeptFrom: users.flatMap(({ has_user, user_kept_from }) => (has_user && user_kept_from) || []).sort(),
        current: buildSums(comparedTo < period.to ? addSumsValues([compared, add('newer')]) : compared),
        ...(comparedTo < period.to && { compared: buildSums(compared) }),
        previous: buildSums(add('previous')),
        ...(trend && {
          trend: parseMemberTrend(
            users.map((user) => user.trend),
            trend,
          ),
        }),
      }
    }
    const members = new Map<EmployeeId, [Row, ...Row[]]>()
    for (const row of rows) {
      if (row === manager) continue
      const users = members.get(row.id)
      if (users) users.push(row)
      else members.set(row.id, [row])
    }
    return {
      manager: { id: manager.id, name: manager.name },
      members: Array.from(members.values(), toMember),
      size: manager.size ?? 0,
      notShown: manager.not_shown ?? 0,
      keptFrom: manager.kept_from,
      days: parseReadDays(manager.days),
    }
  },
})
