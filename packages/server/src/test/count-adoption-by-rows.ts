import {
  type AccountId,
  canViewEveryone,
  type Day,
  type EmployeeId,
  previousPeriod,
  type Viewer,
} from '@windmill/claude-core'
import { type EngagementCounts, sumTeams } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import type { GroupScope } from '../storage/adapter.ts'
import type { AdoptionUsageQuery } from '../storage/group-usage.ts'
import {
  anyActivityCondition,
  type CountsArray,
  joinProductExpressions,
  selectCounts,
  toActiveCounts,
} from '../storage/sql/active-counts.ts'
import { countEmployed, selectMembersWithTeams } from '../storage/sql/adoption-members.ts'
import { buildFirstDay, formatKeptFrom, isLinkKept } from '../storage/sql/kept-from.ts'
import type { Db } from '../storage/sql/schema.ts'
import { parseReadDays, selectReadDays, toBucketStart } from '../storage/sql/sums.ts'
import { hideAccount } from '../storage/sql/values.ts'
import {
  buildEmployedCondition,
  buildEmployeeJoin,
  buildNotArchivedCondition,
} from '../storage/sql/visibility-methods.ts'

/**
 * The number of employees with the same engagement. `days` is their number of active days in the period, or null if
 * they were active only in the previous period.
 */
type EngagementRow = readonly [isNew: boolean, days: number | null, people: number]

type TeamRow = readonly [
  id: EmployeeId | null,
  name: string | null,
  people: number,
  linked: number,
  active: CountsArray,
]

/** The texts are JSON, because the drivers convert dates, times and big numbers differently. */
interface Row {
  /** Whether the viewer is not archived. */
  readonly is_viewer_present: boolean
  readonly has_members: boolean
  readonly not_shown: number
  readonly excluded: number
  /** An array of `TeamRow`. */
  readonly teams: string
  /** An array of `[first day, CountsArray]`, one per bucket with activity. */
  readonly series: string
  /** A `CountsArray` of the previous period. */
  readonly previous: string
  /** An array of `EngagementRow`. */
  readonly engagement: string
  /** The read days, for `parseReadDays`. */
  readonly days: string
  /** The account's first kept day. */
  readonly kept_from: Day | null
}

/**
 * Counts adoption from the usage rows of each person and day, without the activity index. Tests compare the index with
 * this oracle.
 */
export const countAdoptionByRows = async (
  db: Db,
  viewer: Viewer,
  scope: GroupScope,
  { period, bucket }: AdoptionUsageQuery,
  on: Day,
) => {
  const { accountId } = viewer
  if (scope === 'all' && !canViewEveryone(viewer)) return null
  const previous = previousPeriod(period)
  const query = sql<Row>`
      with member as materialized (
        select
          employee.id, nullif(team, employee.id) as team, archived_on, started_on, participation, ${buildEmployedCondition(period)} as is_employed,
          participation = 'included' and exists (
            select from links where account_id = ${hideAccount(accountId)} and employee_id = employee.id and ${isLinkKept}
          ) as is_linked
        from (${selectMembersWithTeams(viewer, scope, on)}) as visible
        cross join ${buildEmployeeJoin(accountId, sql`visible.id`)} as employee
      ),
      active as materialized (
        select id, archived_on is null or archived_on >= ${period.to}::date as stayed, activity.*
        from member cross join lateral (
          select
            is_previous, grouping(start) = 1 as is_whole, start, count(distinct day) as days,
            ${joinProductExpressions((column) => sql`bool_or(${column}) as ${column}`)}
          from links cross join lateral (
            select
              day, day < ${period.from}::date as is_previous,
              greatest(${toBucketStart(bucket)}, ${period.from}::date) as start,
              ${joinProductExpressions((column, usedCondition) => sql`${usedCondition} as ${column}`)}
            from usage_days
            where account_id = ${accountId} and claude_user_id = links.claude_user_id
              and day between ${buildFirstDay(accountId, sql`greatest(${previous.from}::date, member.started_on)`)} and least(${period.to}::date, member.archived_on)
            offset 0
          ) as used
          where links.account_id = ${hideAccount(accountId)} and links.employee_id = member.id
            and (${anyProductCondition})
          group by is_previous, rollup (start)
        ) as activity
        where is_linked
      ),
      teams as (
        select
          team, count(*) filter (where is_employed) as people, count(*) filter (where is_linked and is_employed) as linked,
          ${selectCounts(sql`active.id`)} as active
        from member left join active on active.id = member.id and is_whole and not is_previous
        where participation <> 'totals'
        group by team
      ),
      series as (
        select to_char(start::timestamp, 'YYYY-MM-DD') as start, ${selectCounts(sql`id`)} as active
        from active where not is_whole and not is_previous
        group by active.start
      ),
      people as (
        select id, stayed, max(days) filter (where not is_previous) as days, bool_or(is_previous) as was_active
        from active where is_whole group by id, stayed
      ),
      engagement as (
        select
          not was_active and not ${buildActiveBeforeCondition(accountId, period.from)} as is_new, days, count(*) as people
        from people where days is not null or stayed
        group by 1, 2
      )
      select
        ${buildNotArchivedCondition(viewer, on)} as is_viewer_present,
        exists (select from member) as has_members,
        (${countEmployed('totals', period)}) as not_shown,
        (${countEmployed('excluded', { from: on, to: on })}) as excluded,
        (
          select coalesce(json_agg(json_build_array(team, name, people, linked, active)), '[]')::text
          from teams left join employees on account_id = ${accountId} and employee_id = team
        ) as teams,
        (select coalesce(json_agg(json_build_array(start, active)), '[]')::text from series) as series,
        (select ${selectCounts(sql`id`)}::text from active where is_whole and is_previous) as previous,
        (select coalesce(json_agg(json_build_array(is_new, days, people)), '[]')::text from engagement) as engagement,
        (${selectReadDays(accountId, { from: previous.from, to: period.to })}) as days,
        ${formatKeptFrom(accountId)} as kept_from`
  const { rows } = await query.execute(db)

  const [row] = rows
  const teams = (JSON.parse(row?.teams ?? '[]') as readonly TeamRow[]).map(([id, name, people, linked, active]) => ({
    manager: id === null ? null : { id, name: name ?? id },
    people,
    linked,
    active: toActiveCounts(active),
    value: null,
    // The series and weeks of teams are not counted here.
    series: new Map(),
    weeks: new Map(),
  }))
  if (!row?.is_viewer_present || (scope !== 'all' && !row.has_members)) return null
  return {
    ...sumTeams(teams),
    previousActive: toActiveCounts(JSON.parse(row.previous)),
    engagement: toEngagementCounts(JSON.parse(row.engagement)),
    // Not counted here either.
    engagementSeries: new Map(),
    series: new Map(
      (JSON.parse(row.series) as [Day, CountsArray][]).map(([start, active]) => [start, toActiveCounts(active)]),
    ),
    teams,
    notShown: row.not_shown,
    excluded: scope === 'all' ? row.excluded : null,
    keptFrom: row.kept_from,
    days: parseReadDays(row.days),
  }
}

/** Whether a row of `used` has any product. */
const anyProductCondition: RawBuilder<unknown> = joinProductExpressions((column) => column, sql` or `)

/**
 * Builds the condition that an employee of `people` was active before `from`. Days that are no longer kept count too,
 * whether their usage is deleted yet or not. The condition needs no check of the archived date: employees of `people`
 * were active later as well, so they had not left before those days.
 */
const buildActiveBeforeCondition = (accountId: AccountId, from: Day): RawBuilder<unknown> => sql`(exists (
  select from links join claude_users using (account_id, claude_user_id)
  where account_id = ${hideAccount(accountId)} and employee_id = people.id and ${isLinkKept} and first_active_on < ${from}::date
  offset 0
) or exists (
  select from links cross join lateral (
    select * from usage_days
    where account_id = ${accountId} and claude_user_id = links.claude_user_id and day < ${from}::date
    offset 0
  ) as before
  where links.account_id = ${hideAccount(accountId)} and links.employee_id = people.id and ${isLinkKept}
    and (${anyActivityCondition})
  offset 0
))`

const toEngagementCounts = (rows: readonly EngagementRow[]): EngagementCounts => ({
  active: rows.flatMap(([isNew, days, people]) => (days === null ? [] : { isNew, days, people })),
  lapsed: rows.find(([, days]) => days === null)?.[2] ?? 0,
})
