import {
  type Day,
  type EmployeeId,
  type EmployeeName,
  getStat,
  type PartialCounterSums,
  previousPeriod,
  statIds,
} from '@windmill/claude-core'
import { addSums, emptySums, pickSums, type TeamMemberSums } from '@windmill/claude-core/internal'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { anyActivityCondition } from './active-counts.ts'
import { aggregateUserKeptFrom, formatKeptFrom, isLinkKept, parseUserKeptFrom } from './kept-from.ts'
import { type MemberTrendText, parseMemberTrend, selectMemberTrend } from './member-trend.ts'
import type { RunHeavyRead } from './run-heavy-read.ts'
import { createSumsParser, parseReadDays, type SumsText, selectReadDays, sumRows } from './sums.ts'
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
 * One row is the manager's and has the read days. A member has one row per part of the days with usage. A member
 * without usage has one row without sums.
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
  /** Null for the manager. */
  readonly claude_users: number | null
  /** For `parseUserKeptFrom`. */
  readonly user_kept_from: string | null
  /** The account's first kept day. Null for members. */
  readonly kept_from: Day | null
  /**
   * 0 for the days before the period, 1 for its compared days, 2 for its newer days. `part` and `sums` are null for the
   * manager and for a member without usage.
   */
  readonly part: 0 | 1 | 2 | null
  readonly sums: SumsText | null
  /** Only in one row of a member, and only if a trend was requested. */
  readonly trend: MemberTrendText | null
}

/**
 * Team usage is read in one statement, so that all sums come from one snapshot.
 *
 * The usage rows of each member are read as ranges of the primary key, and summed before the next member's rows. So
 * PostgreSQL never sorts or hashes the usage of the whole team. `offset 0` forces this plan when PostgreSQL cannot
 * estimate the number of members.
 *
 * The manager is never among the members, so the full join appends their row to the rows of the members.
 */
export const createTeamMethods = (runHeavyRead: RunHeavyRead): TeamMethods => ({
  async sumTeamUsage(viewer, managerId, query, on, options = {}) {
    const { accountId } = viewer
    const { period, comparedTo = period.to, stats: ids = statIds, trend, limit } = query
    const stats = ids.map(getStat)
    const previous = previousPeriod({ from: period.from, to: comparedTo })
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
          member.id, name, manager_id, archived_on, claude_users, user_kept_from, usage_sums.*, trend,
          case when was_active_before then null else started_on end as started_on
        from shown as member
        cross join lateral (
          select count(*) as claude_users, ${aggregateUserKeptFrom} as user_kept_from from links
          where account_id = ${hideAccount(accountId)} and employee_id = member.id and participation <> 'excluded'
            and ${isLinkKept}
        ) as linked
        left join lateral (
          select *, part > 0 and part = max(part) over () as has_trend from (
            select
              (day >= ${period.from}::date)::int + (day > ${comparedTo}::date)::int as part,
              ${sumRows(accountId, stats)} as sums
            from links cross join lateral (
              ${selectUserDays(accountId, { from: sql`${previous.from}::date`, to: sql`${period.to}::date` })}
            ) as user_days
            where links.account_id = ${hideAccount(accountId)} and links.employee_id = member.id
              and participation <> 'excluded'
            group by 1
          ) as parts
        ) as usage_sums on true
        cross join lateral (
          select started_on > ${previous.from}::date and exists (
            select from links cross join lateral (
              ${selectUserDays(accountId, { from: sql`${previous.from}::date`, to: sql`(started_on - 1)` })}
            ) as early_days
            where links.account_id = ${hideAccount(accountId)} and links.employee_id = member.id
              and participation <> 'excluded' and (${anyActivityCondition})
          ) as was_active_before
        ) as start
        left join lateral (${selectMemberTrend(accountId, period, trend)}) as member_trend on true
      )
      select
        days, not_shown, size, coalesce(manager.id, members.id) as id, coalesce(manager.name, members.name) as name, manager_id,
        to_char(started_on::timestamp, 'YYYY-MM-DD') as started_on,
        to_char(archived_on::timestamp, 'YYYY-MM-DD') as archived_on,
        claude_users::double precision as claude_users, user_kept_from, manager.kept_from, part, trend, sums
      from manager full join members on manager.id = members.id`
    const { rows } = await runHeavyRead((db) => statement.execute(db), options)

    const manager = rows.find(({ days }) => days !== null)
    if (!manager?.days) return null
    const members = new Map<EmployeeId, TeamMemberSums>()
    const parseSums = createSumsParser(stats)
    const noSums = pickSums(emptySums, stats)
    const addPart = ({ current, compared }: TeamMemberSums, part: Row['part'], sums: PartialCounterSums) => {
      if (part === 0) return { previous: sums }
      return {
        current: current === noSums ? sums : pickSums(addSums([current, sums]), stats),
        ...(compared && part === 1 && { compared: sums }),
      }
    }
    for (const row of rows) {
      if (row === manager) continue
      const { id, name } = row
      const member = members.get(id) ?? {
        id,
        name,
        managerId: row.manager_id,
        startedOn: row.started_on,
        archivedOn: row.archived_on,
        claudeUsers: row.claude_users ?? 0,
        userKeptFrom: parseUserKeptFrom(row.user_kept_from),
        current: noSums,
        ...(comparedTo < period.to && { compared: noSums }),
        previous: noSums,
        ...(trend && { trend: new Map() }),
      }
      members.set(
        id,
        row.sums === null
          ? member
          : {
              ...member,
              ...addPart(member, row.part, parseSums(row.sums)),
              ...(row.trend && trend && { trend: parseMemberTrend(row.trend, trend) }),
            },
      )
    }
    return {
      manager: { id: manager.id, name: manager.name },
      members: [...members.values()],
      size: manager.size ?? 0,
      notShown: manager.not_shown ?? 0,
      keptFrom: manager.kept_from,
      days: parseReadDays(manager.days),
    }
  },
})
