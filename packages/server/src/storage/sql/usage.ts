import { type CounterSums, type Day, emptySums, previousPeriod } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../input.ts'
import type { Db } from './schema.ts'
import { bucketStart, parseReadDays, readDays, type SumRow, sumColumns, sums, sumsOf } from './sums.ts'

type UsageMethods = Pick<StorageAdapter, 'sumEmployeeUsage'>

interface Head {
  /** Null in the rows of sums. */
  readonly claude_users: number | null
  readonly archived_on: Day | null
  readonly days: string
}

/**
 * One statement for the panel, and so one snapshot: a first row with what is known of the employee and the ledger, then
 * a row of sums per bucket. The previous period is one more bucket, which starts before the period does. `offset 0`
 * keeps the rows of each claude user one range of the key, also where the planner knows nothing of the tables yet.
 */
export const usage = (db: Db): UsageMethods => ({
  async sumEmployeeUsage(accountId, employeeId, period, bucket) {
    const previous = previousPeriod(period)
    const employee = isStorableId(employeeId) ? employeeId : null
    const { rows } = await sql<Head & SumRow & { readonly start: Day }>`
      with linked as (
        select claude_user_id from claude.links where account_id = ${accountId} and employee_id = ${employee}
      ),
      employee as (
        select archived_on from claude.employees where account_id = ${accountId} and employee_id = ${employee}
      ),
      head as (
        select
          null::date as start,
          (select count(*) from linked)::double precision as claude_users,
          (select to_char(archived_on::timestamp, 'YYYY-MM-DD') from employee) as archived_on,
          (${readDays(accountId, { from: previous.from, to: period.to })}) as days
      ),
      summed as (
        select
          case when day < ${period.from}::date then ${previous.from}::date
            else greatest(${bucketStart(bucket)}, ${period.from}::date) end as start,
          ${sums}
        from linked cross join lateral (
          select * from claude.usage_days
          where account_id = ${accountId} and claude_user_id = linked.claude_user_id
            and day between ${previous.from}::date and least(${period.to}::date, (select archived_on from employee))
          offset 0
        ) as theirs
        group by 1
      )
      select claude_users, archived_on, days, to_char(summed.start::timestamp, 'YYYY-MM-DD') as start, ${sumColumns}
      from head full join summed on head.start = summed.start
      order by summed.start nulls first`.execute(db)

    const [head, ...groups] = rows
    const buckets = groups.map((row): [Day, CounterSums] => [row.start, sumsOf(row)])
    return {
      sums: {
        previous: buckets.find(([start]) => start < period.from)?.[1] ?? emptySums,
        buckets: new Map(buckets.filter(([start]) => start >= period.from)),
      },
      claudeUsers: head?.claude_users ?? 0,
      archivedOn: head?.archived_on ?? null,
      days: parseReadDays(head?.days ?? '[]'),
    }
  },
})
