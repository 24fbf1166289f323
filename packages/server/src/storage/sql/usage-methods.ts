import { type Day, type Participation, previousPeriod, products } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import { joinProductExpressions } from './active-counts.ts'
import { aggregateUserKeptFrom, formatKeptFrom, isLinkKept, parseUserKeptFrom } from './kept-from.ts'
import type { Db } from './schema.ts'
import {
  addSumsValues,
  buildSums,
  parseReadDays,
  parseSumsValues,
  type SumsText,
  selectReadDays,
  sumRows,
  toBucketStart,
} from './sums.ts'
import { selectUserDays } from './user-days.ts'

type UsageMethods = Pick<StorageAdapter, 'sumEmployeeUsage'>

interface Row {
  readonly claude_users: number
  /** For `parseUserKeptFrom`. */
  readonly user_kept_from: string | null
  readonly kept_from: Day | null
  readonly started_on: Day | null
  readonly archived_on: Day | null
  /** Null for someone who is not in the directory. */
  readonly participation: Participation | null
  /** The read days, for `parseReadDays`. */
  readonly days: string
  /**
   * JSON as text: an array of `[first day, whether the days are newer than the compared days, SumsText]`. A bucket with
   * days of both kinds has two entries.
   */
  readonly buckets: string
  /** JSON as text: an array of active days, each an array of the day and whether each product was used. */
  readonly active_days: string
}

const activeColumns = joinProductExpressions((column, usedCondition) => sql`bool_or(${usedCondition}) as ${column}`)
const productRefs = products.map(({ id }) => sql.ref(id))

/**
 * Employee usage is read in one statement, so that all sums come from one snapshot. The days that the period is
 * compared with form one more bucket, which starts before the period. `offset 0` forces PostgreSQL to read the rows of
 * each Claude user as one range of the primary key, even before the tables are analyzed.
 */
export const createUsageMethods = (db: Db): UsageMethods => ({
  async sumEmployeeUsage(accountId, employeeId, period, bucket, comparedTo = period.to) {
    const previous = previousPeriod({ from: period.from, to: comparedTo })
    const id = isStorableId(employeeId) ? employeeId : null
    const selectEmployee = (column: 'started_on' | 'archived_on' | 'participation') => sql`
      select ${sql.ref(column)} from employees where account_id = ${accountId} and employee_id = ${id}`
    const archivedOn = selectEmployee('archived_on')
    // Nothing of an excluded employee counts, even if it is still stored.
    const isLinked = sql`
      links.account_id = ${accountId} and links.employee_id = ${id}
      and (${selectEmployee('participation')}) is distinct from 'excluded'`
    const { rows } = await sql<Row>`
      with user_days as materialized (
        select user_days.* from links cross join lateral (
          ${selectUserDays(accountId, { from: sql`${previous.from}::date`, to: sql`${period.to}::date` }, sql`(${archivedOn})`)}
        ) as user_days
        where ${isLinked}
      )
      select
        linked.*, ${formatKeptFrom(accountId)} as kept_from,
        to_char((${selectEmployee('started_on')})::timestamp, 'YYYY-MM-DD') as started_on,
        to_char((${archivedOn})::timestamp, 'YYYY-MM-DD') as archived_on,
        (${selectEmployee('participation')}) as participation,
        (${selectReadDays(accountId, { from: previous.from, to: period.to })}) as days,
        (
          select coalesce(json_agg(json_build_array(start, is_newer, sums)), '[]')::text
          from (
            select
              case when day < ${period.from}::date then ${previous.from}::date
                else greatest(${toBucketStart(bucket)}, ${period.from}::date) end as start,
              day > ${comparedTo}::date as is_newer,
              ${sumRows(accountId)} as sums
            from user_days
            group by 1, 2
            order by 1, 2
          ) as summed
        ) as buckets,
        (
          select coalesce(json_agg(json_build_array(day, ${sql.join(productRefs)}) order by day), '[]')::text
          from (select day, ${activeColumns} from user_days group by day) as days
          where ${sql.join(productRefs, sql` or `)}
        ) as active_days
      from (
        select count(*)::double precision as claude_users, ${aggregateUserKeptFrom} as user_kept_from
        from links where ${isLinked} and ${isLinkKept}
      ) as linked`.execute(db)

    const [row] = rows
    const parts = (JSON.parse(row?.buckets ?? '[]') as [Day, boolean, SumsText][]).map(([start, isNewer, sums]) => ({
      start,
      isNewer,
      sums: parseSumsValues(sums),
    }))
    const addUp = (some: typeof parts) => buildSums(addSumsValues(some.map(({ sums }) => sums)))
    const current = parts.filter(({ start }) => start >= period.from)
    return {
      sums: {
        previous: addUp(parts.filter(({ start }) => start < period.from)),
        ...(comparedTo < period.to && { compared: addUp(current.filter(({ isNewer }) => !isNewer)) }),
        buckets: new Map([...Map.groupBy(current, ({ start }) => start)].map(([start, some]) => [start, addUp(some)])),
      },
      claudeUsers: row?.claude_users ?? 0,
      userKeptFrom: parseUserKeptFrom(row?.user_kept_from),
      keptFrom: row?.kept_from ?? null,
      startedOn: row?.started_on ?? null,
      archivedOn: row?.archived_on ?? null,
      activeDays: (JSON.parse(row?.active_days ?? '[]') as [Day, ...(boolean | null)[]][]).map(([day, ...isUsed]) => ({
        day,
        products: products.flatMap(({ id }, index) => (isUsed[index] ? id : [])),
      })),
      participation: row?.participation ?? 'included',
      days: parseReadDays(row?.days ?? '[]'),
    }
  },
})
