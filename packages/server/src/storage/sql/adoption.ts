import {
  type AccountId,
  type ActiveCounts,
  activityCounters,
  adoptionIds,
  type Day,
  type EmployeeId,
  type EngagementCounts,
  eachAdoption,
  type PeopleCounts,
  previousPeriod,
  products,
  type Viewer,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { partOf } from '../part.ts'
import type { Db } from './schema.ts'
import { bucketStart, parseReadDays, readDays } from './sums.ts'
import { employeeWith, isPresent, visible, walkDown } from './visibility.ts'

type AdoptionMethods = Pick<StorageAdapter, 'sumAdoption'>

/** How many did anything, with any product and with each, in the order of `adoptionIds`. */
type Counts = readonly number[]

/** `days`: on how many someone was active in the period; null for who was so only in the one before. */
type EngagementRow = readonly [isNew: boolean, days: number | null, people: number]

type TeamRow = readonly [id: EmployeeId | null, name: string | null, people: number, linked: number, active: Counts]

/** JSON as text, because the drivers read dates, times and big numbers differently. */
interface Row {
  readonly present: boolean
  readonly teams: string
  readonly series: string
  readonly previous: string
  readonly engagement: string
  readonly days: string
}

/**
 * One statement, and so one snapshot. What someone did is looked up in their own range of the key, and grouped by bucket
 * there: a person's year is a few dozen rows, but everyone's would be sorted on disk. Who is counted twice, as in a
 * period and in its buckets, is so from one pass.
 */
export const adoption = (db: Db): AdoptionMethods => ({
  async sumAdoption(viewer, period, bucket, on) {
    const { accountId } = viewer
    const previous = previousPeriod(period)
    const { rows } = await sql<Row>`
      with part as materialized (
        select
          employee.id, team, archived_on,
          exists (select from claude.links where account_id = ${accountId} and employee_id = employee.id) as linked
        from (${partWithTeams(viewer, on)}) as part cross join ${employeeWith(accountId, sql`part.id`)} as employee
      ),
      active as materialized (
        select id, archived_on is null or archived_on >= ${period.to}::date as stayed, theirs.* from part cross join lateral (
          select
            is_previous, grouping(start) = 1 as is_whole, start, count(distinct day) as days,
            ${overProducts((id) => sql`bool_or(${id}) as ${id}`)}
          from claude.links cross join lateral (
            select
              day, day < ${period.from}::date as is_previous, greatest(${bucketStart(bucket)}, ${period.from}::date) as start,
              ${overProducts((id, used) => sql`${used} as ${id}`)}
            from claude.usage_days
            where account_id = ${accountId} and claude_user_id = links.claude_user_id
              and day between ${previous.from}::date and least(${period.to}::date, part.archived_on)
            offset 0
          ) as used
          where links.account_id = ${accountId} and links.employee_id = part.id
            and (${anyProduct})
          group by is_previous, rollup (start)
        ) as theirs
      ),
      teams as (
        select
          team, count(*) filter (where archived_on is null or archived_on >= ${period.from}::date) as people,
          count(*) filter (where linked and (archived_on is null or archived_on >= ${period.from}::date)) as linked,
          ${counts(sql`active.id`)} as active
        from part left join active on active.id = part.id and is_whole and not is_previous
        group by team
      ),
      series as (
        select to_char(start::timestamp, 'YYYY-MM-DD') as start, ${counts(sql`id`)} as active
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
        ${isPresent(viewer, on)} as present,
        (
          select coalesce(json_agg(json_build_array(team, name, people, linked, active)), '[]')::text
          from teams left join claude.employees on account_id = ${accountId} and employee_id = team
        ) as teams,
        (select coalesce(json_agg(json_build_array(start, active)), '[]')::text from series) as series,
        (select ${counts(sql`id`)}::text from active where is_whole and is_previous) as previous,
        (select coalesce(json_agg(json_build_array(is_new, days, people)), '[]')::text from engagement) as engagement,
        (${readDays(accountId, { from: previous.from, to: period.to })}) as days`.execute(db)

    const [row] = rows
    const teams = (JSON.parse(row?.teams ?? '[]') as readonly TeamRow[]).map(([id, name, people, linked, active]) => ({
      manager: id === null ? null : { id, name: name ?? id },
      people,
      linked,
      active: countsOf(active),
    }))
    if (!row?.present || (viewer.role !== 'admin' && teams.length === 0)) return null
    return {
      ...together(teams),
      previousActive: countsOf(JSON.parse(row.previous)),
      engagement: countEngagement(JSON.parse(row.engagement)),
      series: new Map((JSON.parse(row.series) as [Day, Counts][]).map(([start, active]) => [start, countsOf(active)])),
      teams,
      days: parseReadDays(row.days),
    }
  },
})

/** Whom adoption is about, with the `team` they are in. */
const partWithTeams = (viewer: Viewer, on: Day): RawBuilder<unknown> => {
  const part = visible(viewer, partOf(viewer), on)
  if (viewer.role !== 'admin') return part
  return sql`select part.id, teams.team from (${part}) as part
    left join (${teamsOf(viewer.accountId)}) as teams on teams.id = part.id`
}

/** Everyone below someone who has no manager in the directory, or is their own, in the team of the one right below. */
const teamsOf = (accountId: AccountId): RawBuilder<unknown> =>
  walkDown(
    accountId,
    sql`select head.employee_id as id from claude.employees as top
      join claude.employees as head on head.account_id = ${accountId} and head.manager_id = top.employee_id
      where top.account_id = ${accountId} and head.employee_id <> top.employee_id and (
        top.manager_id is null or top.manager_id = top.employee_id or not exists (
          select from claude.employees where account_id = ${accountId} and employee_id = top.manager_id
        )
      )`,
  )

/** Something for every product: from the column it is named by, and from the counters that say whether it was used. */
const overProducts = (
  each: (column: RawBuilder<unknown>, used: RawBuilder<unknown>) => RawBuilder<unknown>,
  separator?: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql.join(
    products.map(({ id }) => {
      const counters = activityCounters[id].map((counter) => sql`${sql.ref(counter)} > 0`)
      return each(sql.ref(id), sql`(${sql.join(counters, sql` or `)})`)
    }),
    separator,
  )

const anyProduct: RawBuilder<unknown> = overProducts((id) => id, sql` or `)

/**
 * Whether someone of `people` did anything before a day: a look into their own ranges of the key, back from that day, up
 * to the first that is one of activity. Who was active in the period was there until then, so no archived date counts.
 */
const wasActiveBefore = (accountId: AccountId, day: Day): RawBuilder<unknown> => sql`exists (
  select from claude.links cross join lateral (
    select from claude.usage_days
    where account_id = ${accountId} and claude_user_id = links.claude_user_id and day < ${day}::date
      and (${overProducts((_, used) => used, sql` or `)})
    order by day desc limit 1
  ) as before
  where links.account_id = ${accountId} and links.employee_id = people.id
  offset 0
)`

/** The columns of `active` as `Counts`, where `id` is not null. */
const counts = (id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`json_build_array(count(${id}), ${overProducts((column) => sql`count(*) filter (where ${column})`)})`

const countEngagement = (rows: readonly EngagementRow[]): EngagementCounts => ({
  active: rows.flatMap(([isNew, days, people]) => (days === null ? [] : { isNew, days, people })),
  lapsed: rows.find(([, days]) => days === null)?.[2] ?? 0,
})

const countsOf = (given: Counts): ActiveCounts => eachAdoption((id) => given[adoptionIds.indexOf(id)] ?? 0)

/** Everyone is in one of the teams, so that their counts add up. */
const together = (teams: readonly PeopleCounts[]): PeopleCounts => {
  const total = (count: (team: PeopleCounts) => number) => teams.reduce((sum, team) => sum + count(team), 0)
  return {
    people: total(({ people }) => people),
    linked: total(({ linked }) => linked),
    active: eachAdoption((id) => total(({ active }) => active[id])),
  }
}
