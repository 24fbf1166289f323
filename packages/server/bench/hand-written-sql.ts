import {
  type AdoptionId,
  catalog,
  type EmployeeId,
  getStat,
  type Period,
  type ProductId,
  previousPeriod,
  products,
  type StatDefinition,
  type StatId,
} from '@windmill/claude-core'
import { activityCounters, listStatCounters } from '@windmill/claude-core/internal'
import type pg from 'pg'
import { account } from './start-integration.ts'

/**
 * The SQL that a host would write by hand to get the results of the storage adapter. Only `isSelfOrAbove` checks
 * access. All other methods assume that the viewer has access, and that reporting lines have no cycles. Their queries
 * run in one transaction and read one snapshot, like those of the storage adapter.
 */
export interface HandWrittenSql {
  /** Whether the viewer is the employee or a manager above the employee, at any depth. */
  readonly isSelfOrAbove: (viewer: EmployeeId, employee: EmployeeId) => Promise<boolean>
  /** Reads an employee's sums per week of the period, the sums of the previous period, and the active days of both. */
  readonly sumEmployeeUsage: (employee: EmployeeId, period: Period) => Promise<EmployeeUsageRows>
  /**
   * Reads the sums of some stats of each employee below a manager, at any depth.
   * @returns The number of rows. An employee has one row per compared period with usage, or a single row without usage.
   */
  readonly countTeamRows: (manager: EmployeeId, period: Period, stats: readonly StatId[]) => Promise<number>
  /** Reads the weekly adoption of the whole directory. */
  readonly sumAdoption: (period: Period) => Promise<AdoptionRows>
  /** Adds to the log that somebody read an employee's figures. */
  readonly addLogEntry: (actor: string, about: string) => Promise<void>
}

export type Row = Readonly<Record<string, string | number | boolean | null>>

export interface EmployeeUsageRows {
  /**
   * The employee's `started_on`, `archived_on` and number of `claude_users`. Undefined if the employee is not in the
   * directory.
   */
  readonly employee: Row | undefined
  /**
   * One row per week and one for the previous period, with its first day as `start`. A counter's column is its sum. A
   * stat's column is the number of days on which one of its counters was null.
   */
  readonly sums: readonly Row[]
  /** One row per active day of both periods. Each product's column is true if it was used. */
  readonly activeDays: readonly Row[]
  /** The read days of both periods, from the ledger. */
  readonly days: readonly Row[]
}

export interface AdoptionRows {
  /**
   * Counts of employees. The column `kind` states what a row counts:
   *
   * - `team_size`: employees per `team` (`employees`), and those with a linked Claude user (`linked`).
   * - `active_by_team`: employees per `team` who were active in the period, per product and with `any`.
   * - `active_by_week`: the same counts per week. `week_start` is the week's first day within the period.
   * - `active_before`: the same counts of all employees together, in the previous period.
   * - `engagement`: employees by number of `active_days` in the period, separately for those who are new (`is_new`).
   * - `lapsed`: employees who were active in the previous period but not in this one, and are employed at its end.
   *
   * `team` is the id of the team's manager. It is null for everyone who is in no team, such as the managers of the
   * teams.
   */
  readonly counts: readonly Row[]
  /** The read days of both periods, from the ledger. */
  readonly days: readonly Row[]
}

const createSumColumns = (stats: readonly StatDefinition[]): string =>
  [
    ...new Set(stats.flatMap(listStatCounters).map((id) => `sum(${id})::double precision as ${id}`)),
    ...stats.map((stat) => {
      const counters = listStatCounters(stat)
      const unknown =
        counters.length === 1
          ? `count(*) - count(${counters[0]})`
          : `count(*) filter (where ${counters.map((id) => `${id} is null`).join(' or ')})`
      return `(${unknown})::integer as "${stat.id}"`
    }),
  ].join(', ')
/** Creates the SQL condition that a row counts as active with a product, or with any product. */
const createIsActiveSql = (id: AdoptionId): string =>
  activityCounters[id].map((counter) => `${counter} > 0`).join(' or ')
const listProductColumns = (createColumn: (id: ProductId) => string): string =>
  products.map(({ id }) => createColumn(id)).join(', ')
const activeColumns = `count(*) as "any", ${listProductColumns((id) => `count(*) filter (where "${id}") as "${id}"`)}`
const noActiveColumns = `0, ${listProductColumns(() => '0')}`

export const createHandWrittenSql = (pool: pg.Pool): HandWrittenSql => {
  type Query = readonly [text: string, values: readonly unknown[]]
  const runQuery = async ([text, values]: Query): Promise<readonly Row[]> =>
    (await pool.query<Row>(text, [account, ...values])).rows
  /** Runs several queries on one snapshot. */
  const runQueries = async (...queries: readonly Query[]): Promise<readonly (readonly Row[])[]> => {
    const client = await pool.connect()
    try {
      const results: (readonly Row[])[] = []
      await client.query('begin isolation level repeatable read, read only')
      for (const [text, values] of queries) results.push((await client.query<Row>(text, [account, ...values])).rows)
      await client.query('commit')
      return results
    } finally {
      client.release()
    }
  }
  const createLedgerQuery = ({ from, to }: Period): Query => [
    `select day::text, latest_day::text, skills, connectors from claude.ledger
      where account_id = $1 and read_at is not null and day between $2 and $3 order by day`,
    [from, to],
  ]
  const addPreviousPeriod = (period: Period): Period => ({ from: previousPeriod(period).from, to: period.to })

  return {
    isSelfOrAbove: async (viewer, employee) =>
      (
        await runQuery([
          `with recursive line as (
            select employee_id, manager_id from claude.employees where account_id = $1 and employee_id = $2
            union
            select manager.employee_id, manager.manager_id
            from line join claude.employees as manager
              on manager.account_id = $1 and manager.employee_id = line.manager_id
          )
          select from line where employee_id = $3`,
          [employee, viewer],
        ])
      ).length > 0,

    async sumEmployeeUsage(employee, period) {
      const { from, to } = addPreviousPeriod(period)
      const [employeeRows, sums, activeDays, days] = await runQueries(
        [
          `select started_on::text, archived_on::text,
              (select count(*)::integer from claude.links where account_id = $1 and employee_id = $2) as claude_users
            from claude.employees where account_id = $1 and employee_id = $2`,
          [employee],
        ],
        [
          `select case when day < $4 then $3 else greatest(date_trunc('week', day)::date, $4) end::text as start, ${createSumColumns(catalog)}
            from claude.links
            join claude.employees using (account_id, employee_id)
            join claude.usage_days using (account_id, claude_user_id)
            where account_id = $1 and employee_id = $2 and day between $3 and $5
              and (archived_on is null or day <= archived_on)
            group by 1 order by 1`,
          [employee, from, period.from, to],
        ],
        [
          `select day::text, ${listProductColumns((id) => `bool_or(${createIsActiveSql(id)}) as "${id}"`)}
            from claude.links
            join claude.employees using (account_id, employee_id)
            join claude.usage_days using (account_id, claude_user_id)
            where account_id = $1 and employee_id = $2 and day between $3 and $4
              and (archived_on is null or day <= archived_on)
            group by day having bool_or(${createIsActiveSql('any')}) order by day`,
          [employee, from, to],
        ],
        createLedgerQuery({ from, to }),
      )
      return { employee: employeeRows?.[0], sums: sums ?? [], activeDays: activeDays ?? [], days: days ?? [] }
    },

    async countTeamRows(manager, period, stats) {
      const { from, to } = addPreviousPeriod(period)
      const [rows] = await runQueries(
        [
          `with recursive team as (
              select employee_id, name, manager_id, archived_on from claude.employees
              where account_id = $1 and manager_id = $2
              union all
              select report.employee_id, report.name, report.manager_id, report.archived_on
              from team join claude.employees as report on report.account_id = $1 and report.manager_id = team.employee_id
            ),
            summed as (
              select team.employee_id, day < $4 as is_previous, ${createSumColumns(stats.map(getStat))}
              from team
              join claude.links on links.account_id = $1 and links.employee_id = team.employee_id
              join claude.usage_days using (account_id, claude_user_id)
              where day between $3 and $5 and (archived_on is null or day <= archived_on)
              group by 1, 2
            ),
            linked as (
              select team.employee_id, count(*)::integer as claude_users
              from team join claude.links on links.account_id = $1 and links.employee_id = team.employee_id group by 1
            )
            select name, manager_id, archived_on::text, claude_users, summed.*
            from team left join linked using (employee_id) left join summed using (employee_id)`,
          [manager, from, period.from, to],
        ],
        createLedgerQuery({ from, to }),
      )
      return rows?.length ?? 0
    },

    async sumAdoption(period) {
      const { from, to } = addPreviousPeriod(period)
      const [rows, days] = await runQueries(
        [
          `with recursive tree as (
              select employee_id, archived_on, null::text collate "C" as team from claude.employees
              where account_id = $1 and manager_id is null
              union all
              select report.employee_id, report.archived_on, coalesce(tree.team, report.employee_id)
              from tree join claude.employees as report on report.account_id = $1 and report.manager_id = tree.employee_id
            ),
            person as materialized (
              select claude_user_id, tree.* from tree
              join claude.links on links.account_id = $1 and links.employee_id = tree.employee_id
            ),
            departed as (
              select claude_user_id, archived_on from claude.links join claude.employees using (account_id, employee_id)
              where account_id = $1 and archived_on is not null
            ),
            used as materialized (
              select claude_user_id, day < $3 as is_previous, greatest(day - (day - date '0001-01-01') % 7, $3) as start,
                bit_or(case when day >= $3 then 1 << (day - greatest(day - (day - date '0001-01-01') % 7, $3)) else 0 end) as on_days,
                ${listProductColumns((id) => `bool_or(${createIsActiveSql(id)}) as "${id}"`)}
              from claude.usage_days left join departed using (claude_user_id)
              where account_id = $1 and day between $2 and $4 and (archived_on is null or day <= archived_on)
                and (${createIsActiveSql('any')})
              group by 1, 2, 3
            ),
            active as materialized (
              select employee_id, nullif(team, employee_id) as team, is_previous, ${listProductColumns((id) => `bool_or("${id}") as "${id}"`)}
              from used join person using (claude_user_id) group by 1, 2, 3
            ),
            weekly as materialized (
              select employee_id, start, bit_or(on_days) as on_days, ${listProductColumns((id) => `bool_or("${id}") as "${id}"`)}
              from used join person using (claude_user_id) where not is_previous group by 1, 2
            ),
            current_people as (
              select employee_id, sum(bit_count(on_days::bit(7)))::integer as active_days from weekly group by 1
            ),
            earlier as (select employee_id from active where is_previous)
            select 'active_by_week' as kind, start::text as week_start, null::text as team, 0 as employees, 0 as linked,
                null::boolean as is_new, 0 as active_days, ${activeColumns}
              from weekly group by start
            union all
            select 'active_by_team', null, team, 0, 0, null, 0, ${activeColumns}
              from active where not is_previous group by team
            union all
            select 'active_before', null, null, 0, 0, null, 0, ${activeColumns} from active where is_previous
            union all
            select 'team_size', null, nullif(team, tree.employee_id), count(*), count(distinct links.employee_id), null, 0, ${noActiveColumns}
              from tree left join claude.links on links.account_id = $1 and links.employee_id = tree.employee_id
              where archived_on is null or archived_on >= $3 group by 3
            union all
            select 'engagement', null, null, count(*), 0, earlier.employee_id is null and not exists (
                select from claude.links join claude.usage_days using (account_id, claude_user_id)
                where account_id = $1 and employee_id = current_people.employee_id and day < $2 and (${createIsActiveSql('any')})
              ), active_days, ${noActiveColumns}
              from current_people left join earlier using (employee_id) group by 6, 7
            union all
            select 'lapsed', null, null, count(*), 0, null, 0, ${noActiveColumns}
              from earlier join tree using (employee_id)
              where not exists (select from current_people where employee_id = earlier.employee_id)
                and (archived_on is null or archived_on >= $4)`,
          [from, period.from, to],
        ],
        createLedgerQuery({ from, to }),
      )
      return { counts: rows ?? [], days: days ?? [] }
    },

    async addLogEntry(actor, about) {
      await runQuery([
        `insert into claude.log (account_id, id, at, kind, actor_id, about, about_id, details)
          values ($1, gen_random_uuid(), now(), 'read', $2, 'employee', $3, '{}')`,
        [actor, about],
      ])
    },
  }
}
