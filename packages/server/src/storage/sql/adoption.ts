import {
  type AccountId,
  adoptionIds,
  type Day,
  type EmployeeId,
  previousPeriod,
  products,
  type Viewer,
} from '@windmill/claude-core'
import {
  type ActiveCounts,
  activityCounters,
  type EngagementCounts,
  mapAdoptionIds,
  type PeopleCounts,
} from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { resolveGroupScope } from '../group-scope.ts'
import type { Db } from './schema.ts'
import { bucketStart, parseReadDays, selectReadDays } from './sums.ts'
import { isViewerPresent, joinEmployee, selectTeamMembers, selectVisible } from './visibility.ts'

type AdoptionMethods = Pick<StorageAdapter, 'sumAdoption'>

/** Numbers of active employees, with any product and with each product, in the order of `adoptionIds`. */
type Counts = readonly number[]

/** `days`: active days in the period. Null for employees who were active only in the previous period. */
type EngagementRow = readonly [isNew: boolean, days: number | null, people: number]

type TeamRow = readonly [id: EmployeeId | null, name: string | null, people: number, linked: number, active: Counts]

/** All values are JSON as text, because the drivers read dates, times and big numbers differently. */
interface Row {
  readonly present: boolean
  readonly teams: string
  readonly series: string
  readonly previous: string
  readonly engagement: string
  readonly days: string
}

/**
 * Adoption is one statement, so that all counts come from one snapshot.
 *
 * The usage rows of an employee are read as one range of the primary key and grouped by bucket there. A year of one person
 * is a few dozen rows; grouping the rows of all people would sort on disk. One pass serves the period and its buckets.
 */
export const createAdoptionMethods = (db: Db): AdoptionMethods => ({
  async sumAdoption(viewer, period, bucket, on) {
    const { accountId } = viewer
    const previous = previousPeriod(period)
    const { rows } = await sql<Row>`
      with member as materialized (
        select
          employee.id, team, archived_on,
          exists (select from claude.links where account_id = ${accountId} and employee_id = employee.id) as linked
        from (${selectMembersWithTeams(viewer, on)}) as scoped cross join ${joinEmployee(accountId, sql`scoped.id`)} as employee
      ),
      active as materialized (
        select id, archived_on is null or archived_on >= ${period.to}::date as stayed, activity.* from member cross join lateral (
          select
            is_previous, grouping(start) = 1 as is_whole, start, count(distinct day) as days,
            ${joinProducts((id) => sql`bool_or(${id}) as ${id}`)}
          from claude.links cross join lateral (
            select
              day, day < ${period.from}::date as is_previous, greatest(${bucketStart(bucket)}, ${period.from}::date) as start,
              ${joinProducts((id, isUsed) => sql`${isUsed} as ${id}`)}
            from claude.usage_days
            where account_id = ${accountId} and claude_user_id = links.claude_user_id
              and day between ${previous.from}::date and least(${period.to}::date, member.archived_on)
            offset 0
          ) as used
          where links.account_id = ${accountId} and links.employee_id = member.id
            and (${usedAnyProduct})
          group by is_previous, rollup (start)
        ) as activity
      ),
      teams as (
        select
          team, count(*) filter (where archived_on is null or archived_on >= ${period.from}::date) as people,
          count(*) filter (where linked and (archived_on is null or archived_on >= ${period.from}::date)) as linked,
          ${countColumns(sql`active.id`)} as active
        from member left join active on active.id = member.id and is_whole and not is_previous
        group by team
      ),
      series as (
        select to_char(start::timestamp, 'YYYY-MM-DD') as start, ${countColumns(sql`id`)} as active
        from active where not is_whole and not is_previous
        group by active.start
      ),
      people as (
        select id, stayed, max(days) filter (where not is_previous) as days, bool_or(is_previous) as was_active
        from active where is_whole group by id, stayed
      ),
      engagement as (
        select not was_active and not ${wasActiveBefore(accountId, previous.from)} as is_new, days, count(*) as people
        from people where days is not null or stayed
        group by 1, 2
      )
      select
        ${isViewerPresent(viewer, on)} as present,
        (
          select coalesce(json_agg(json_build_array(team, name, people, linked, active)), '[]')::text
          from teams left join claude.employees on account_id = ${accountId} and employee_id = team
        ) as teams,
        (select coalesce(json_agg(json_build_array(start, active)), '[]')::text from series) as series,
        (select ${countColumns(sql`id`)}::text from active where is_whole and is_previous) as previous,
        (select coalesce(json_agg(json_build_array(is_new, days, people)), '[]')::text from engagement) as engagement,
        (${selectReadDays(accountId, { from: previous.from, to: period.to })}) as days`.execute(db)

    const [row] = rows
    const teams = (JSON.parse(row?.teams ?? '[]') as readonly TeamRow[]).map(([id, name, people, linked, active]) => ({
      manager: id === null ? null : { id, name: name ?? id },
      people,
      linked,
      active: toActiveCounts(active),
    }))
    if (!row?.present || (viewer.role !== 'admin' && teams.length === 0)) return null
    return {
      ...sumTeams(teams),
      previousActive: toActiveCounts(JSON.parse(row.previous)),
      engagement: toEngagementCounts(JSON.parse(row.engagement)),
      series: new Map(
        (JSON.parse(row.series) as [Day, Counts][]).map(([start, active]) => [start, toActiveCounts(active)]),
      ),
      teams,
      days: parseReadDays(row.days),
    }
  },
})

/** Selects the employees that adoption counts: columns `id` and `team`, the manager of the employee's team. */
const selectMembersWithTeams = (viewer: Viewer, on: Day): RawBuilder<unknown> => {
  const members = selectVisible(viewer, resolveGroupScope(viewer), on)
  if (viewer.role !== 'admin') return members
  return sql`select members.id, teams.team from (${members}) as members
    left join (${selectTeams(viewer.accountId)}) as teams on teams.id = members.id`
}

/**
 * Selects the employees below a top-level employee, who has no manager in the directory or is their own manager. `team` is
 * the direct report of the top-level employee that someone is below, or is.
 */
const selectTeams = (accountId: AccountId): RawBuilder<unknown> =>
  selectTeamMembers(
    accountId,
    sql`select head.employee_id as id from claude.employees as top
      join claude.employees as head on head.account_id = ${accountId} and head.manager_id = top.employee_id
      where top.account_id = ${accountId} and head.employee_id <> top.employee_id and (
        top.manager_id is null or top.manager_id = top.employee_id or not exists (
          select from claude.employees where account_id = ${accountId} and employee_id = top.manager_id
        )
      )`,
  )

/**
 * Joins an expression for every product. `build` gets the column named after the product, and a condition on the counters
 * that is true if the product was used.
 */
const joinProducts = (
  build: (column: RawBuilder<unknown>, isUsed: RawBuilder<unknown>) => RawBuilder<unknown>,
  separator?: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql.join(
    products.map(({ id }) => {
      const counters = activityCounters[id].map((counter) => sql`${sql.ref(counter)} > 0`)
      return build(sql.ref(id), sql`(${sql.join(counters, sql` or `)})`)
    }),
    separator,
  )

const usedAnyProduct: RawBuilder<unknown> = joinProducts((id) => id, sql` or `)

/**
 * Whether an employee of `people` was active before a day. Scans their range of the primary key backwards from that day and
 * stops at the first active day. Needs no check of the archived date: employees of `people` were active, and so employed,
 * after that day.
 */
const wasActiveBefore = (accountId: AccountId, day: Day): RawBuilder<unknown> => sql`exists (
  select from claude.links cross join lateral (
    select from claude.usage_days
    where account_id = ${accountId} and claude_user_id = links.claude_user_id and day < ${day}::date
      and (${joinProducts((_, isUsed) => isUsed, sql` or `)})
    order by day desc limit 1
  ) as before
  where links.account_id = ${accountId} and links.employee_id = people.id
  offset 0
)`

/** Aggregates rows of `active` to `Counts`. Rows with a null `id` do not count. */
const countColumns = (id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`json_build_array(count(${id}), ${joinProducts((column) => sql`count(*) filter (where ${column})`)})`

const toEngagementCounts = (rows: readonly EngagementRow[]): EngagementCounts => ({
  active: rows.flatMap(([isNew, days, people]) => (days === null ? [] : { isNew, days, people })),
  lapsed: rows.find(([, days]) => days === null)?.[2] ?? 0,
})

const toActiveCounts = (counts: Counts): ActiveCounts => mapAdoptionIds((id) => counts[adoptionIds.indexOf(id)] ?? 0)

/** Adds up the teams. Each employee is in exactly one team, so the sums count every employee once. */
const sumTeams = (teams: readonly PeopleCounts[]): PeopleCounts => {
  const total = (count: (team: PeopleCounts) => number) => teams.reduce((sum, team) => sum + count(team), 0)
  return {
    people: total(({ people }) => people),
    linked: total(({ linked }) => linked),
    active: mapAdoptionIds((id) => total(({ active }) => active[id])),
  }
}
