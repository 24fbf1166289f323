import {
  catalog,
  counterIds,
  type EmployeeId,
  type Period,
  type ProductId,
  previousPeriod,
  products,
} from '@windmill/claude-core'
import { activityCounters, listStatCounters } from '@windmill/claude-core/internal'
import type pg from 'pg'
import { account } from './product.ts'

/**
 * The SQL that a host would write by hand for the same answers. It assumes a viewer with access except in `isAbove`, and
 * reporting lines without cycles. The queries of one answer run in one transaction and read one snapshot, as the
 * product's do.
 */
export interface HandWrittenSql {
  readonly isAbove: (viewer: EmployeeId, employee: EmployeeId) => Promise<boolean>
  readonly panel: (employee: EmployeeId, period: Period) => Promise<PanelRows>
  /** Returns the number of rows: one per employee and compared period. */
  readonly team: (manager: EmployeeId, period: Period) => Promise<number>
  readonly adoption: (period: Period) => Promise<AdoptionRows>
}

export type Row = Readonly<Record<string, string | number | null>>

export interface PanelRows {
  readonly employee: Row | undefined
  /** One row per bucket and one for the previous period: the sum per counter, and the unknown values per stat. */
  readonly sums: readonly Row[]
  readonly days: readonly Row[]
}

export interface AdoptionRows {
  /** Rows of several kinds: `people`, `team`, `series`, `previous`, `engaged`, `lapsed`. */
  readonly counts: readonly Row[]
  readonly days: readonly Row[]
}

const sumColumns = [
  ...counterIds.map((id) => `sum(${id})::double precision as ${id}`),
  ...catalog.map((stat) => {
    const counters = listStatCounters(stat)
    const unknown =
      counters.length === 1
        ? `count(*) - count(${counters[0]})`
        : `count(*) filter (where ${counters.map((id) => `${id} is null`).join(' or ')})`
    return `(${unknown})::integer as "${stat.id}"`
  }),
].join(', ')
const isUsed = (id: keyof typeof activityCounters): string =>
  activityCounters[id].map((counter) => `${counter} > 0`).join(' or ')
const mapProducts = (column: (id: ProductId) => string): string => products.map(({ id }) => column(id)).join(', ')
const activeCounts = `count(*) as "any", ${mapProducts((id) => `count(*) filter (where "${id}") as "${id}"`)}`

export const createHandWrittenSql = (pool: pg.Pool): HandWrittenSql => {
  type Query = readonly [text: string, values: readonly unknown[]]
  const query = async ([text, values]: Query): Promise<readonly Row[]> =>
    (await pool.query<Row>(text, [account, ...values])).rows
  /** Runs several queries on one snapshot. */
  const queryTogether = async (...queries: readonly Query[]): Promise<readonly (readonly Row[])[]> => {
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
  const ledgerQuery = ({ from, to }: Period): Query => [
    `select day::text, latest_day::text, skills, connectors from claude.ledger
      where account_id = $1 and read_at is not null and day between $2 and $3 order by day`,
    [from, to],
  ]
  const withPrevious = (period: Period): Period => ({ from: previousPeriod(period).from, to: period.to })

  return {
    isAbove: async (viewer, employee) =>
      (
        await query([
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

    async panel(employee, period) {
      const { from, to } = withPrevious(period)
      const [employeeRows, sums, days] = await queryTogether(
        [
          `select archived_on::text,
              (select count(*)::integer from claude.links where account_id = $1 and employee_id = $2) as claude_users
            from claude.employees where account_id = $1 and employee_id = $2`,
          [employee],
        ],
        [
          `select case when day < $4 then $3 else greatest(date_trunc('week', day)::date, $4) end::text as start, ${sumColumns}
            from claude.links
            join claude.employees using (account_id, employee_id)
            join claude.usage_days using (account_id, claude_user_id)
            where account_id = $1 and employee_id = $2 and day between $3 and $5
              and (archived_on is null or day <= archived_on)
            group by 1 order by 1`,
          [employee, from, period.from, to],
        ],
        ledgerQuery({ from, to }),
      )
      return { employee: employeeRows?.[0], sums: sums ?? [], days: days ?? [] }
    },

    async team(manager, period) {
      const { from, to } = withPrevious(period)
      const [rows] = await queryTogether(
        [
          `with recursive team as (
              select employee_id, name, manager_id, archived_on from claude.employees
              where account_id = $1 and manager_id = $2
              union all
              select report.employee_id, report.name, report.manager_id, report.archived_on
              from team join claude.employees as report on report.account_id = $1 and report.manager_id = team.employee_id
            ),
            summed as (
              select team.employee_id, day < $4 as is_previous, ${sumColumns}
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
        ledgerQuery({ from, to }),
      )
      return rows?.length ?? 0
    },

    async adoption(period) {
      const { from, to } = withPrevious(period)
      const [rows, days] = await queryTogether(
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
                ${mapProducts((id) => `bool_or(${isUsed(id)}) as "${id}"`)}
              from claude.usage_days left join departed using (claude_user_id)
              where account_id = $1 and day between $2 and $4 and (archived_on is null or day <= archived_on)
                and (${isUsed('any')})
              group by 1, 2, 3
            ),
            active as materialized (
              select employee_id, team, is_previous, ${mapProducts((id) => `bool_or("${id}") as "${id}"`)}
              from used join person using (claude_user_id) group by 1, 2, 3
            ),
            weekly as materialized (
              select employee_id, start, bit_or(on_days) as on_days, ${mapProducts((id) => `bool_or("${id}") as "${id}"`)}
              from used join person using (claude_user_id) where not is_previous group by 1, 2
            ),
            current_people as (select employee_id, sum(bit_count(on_days::bit(7)))::integer as days from weekly group by 1),
            earlier as (select employee_id from active where is_previous)
            select 'series' as kind, start::text as part, 0 as people, 0 as linked, ${activeCounts} from weekly group by start
            union all
            select 'team', team, 0, 0, ${activeCounts} from active where not is_previous group by team
            union all
            select 'previous', null, 0, 0, ${activeCounts} from active where is_previous
            union all
            select 'people', team, count(*), count(distinct links.employee_id), 0, ${mapProducts(() => '0')}
              from tree left join claude.links on links.account_id = $1 and links.employee_id = tree.employee_id
              where archived_on is null or archived_on >= $3 group by team
            union all
            select 'engaged', (earlier.employee_id is null and not exists (
                select from claude.links join claude.usage_days using (account_id, claude_user_id)
                where account_id = $1 and employee_id = current_people.employee_id and day < $2 and (${isUsed('any')})
              ))::text, days, count(*), 0, ${mapProducts(() => '0')}
              from current_people left join earlier using (employee_id) group by 2, 3
            union all
            select 'lapsed', null, 0, count(*), 0, ${mapProducts(() => '0')}
              from earlier join tree using (employee_id)
              where not exists (select from current_people where employee_id = earlier.employee_id)
                and (archived_on is null or archived_on >= $4)`,
          [from, period.from, to],
        ],
        ledgerQuery({ from, to }),
      )
      return { counts: rows ?? [], days: days ?? [] }
    },
  }
}
