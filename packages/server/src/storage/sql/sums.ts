import {
  type AccountId,
  type Bucket,
  type CounterSums,
  catalog,
  counterIds,
  type Day,
  type Period,
  type ReadDay,
  type StatDefinition,
  statIds,
  type UsageSource,
} from '@windmill/claude-core'
import { listStatCounters, mapCounters, mapStats } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import { buildKeptCondition } from './kept-from.ts'

/**
 * Builds the SQL that counts the rows in which any counter of a stat is null. For a stat with one counter, the SQL has
 * no filter, because PostgreSQL counts faster without one.
 */
const buildUnknownCountSql = (stat: StatDefinition): string => {
  const [counter, ...others] = listStatCounters(stat)
  if (others.length === 0) return `count(*) - count(${counter})`
  return `count(*) filter (where ${[counter, ...others].map((id) => `${id} is null`).join(' or ')})`
}

/** Aggregates rows of `usage_days` to the number of rows in which any counter of a stat is null. */
export const countUnknownRows = (stat: StatDefinition): RawBuilder<number> => sql.raw(`(${buildUnknownCountSql(stat)})`)

/** A `CounterSums` as JSON text, for `parseSums`. */
export type SumsText = string

/**
 * Aggregates rows of `usage_days` to the number of rows on days with unattributed rows. PostgreSQL runs the subquery
 * once per statement.
 */
export const countRowsOnUnattributedDays = (accountId: AccountId): RawBuilder<number> => sql`
  count(*) filter (where day = any (array(
    select unattributed.day from ledger as unattributed
    where unattributed.account_id = ${accountId} and unattributed.unattributed_rows > 0)))`

const rowSums = sql.raw([...counterIds.map((id) => `sum(${id})`), ...catalog.map(buildUnknownCountSql)].join())

/**
 * Aggregates rows of `usage_days` to one text: the sum of each counter, then the number of unknown rows of each stat,
 * then the number of rows on days with unattributed rows. It is one text, because drivers take longer to read forty
 * columns than PostgreSQL takes to sum half a year of one person.
 */
export const sumRows = (accountId: AccountId): RawBuilder<SumsText> =>
  sql`array_to_json(array[${rowSums}, ${countRowsOnUnattributedDays(accountId)}])::text`

/** The index of each value in the array of a `SumsText`. */
const indexes = {
  sum: mapCounters((id) => counterIds.indexOf(id)),
  unknown: mapStats(({ id }) => counterIds.length + statIds.indexOf(id)),
}

/** Parses the result of `sumRows`. */
export const parseSums = (text: SumsText): CounterSums => {
  const values = JSON.parse(text) as readonly (number | null)[]
  return {
    sum: mapCounters((id) => values[indexes.sum[id]] ?? null),
    unknown: mapStats(({ id }) => values[indexes.unknown[id]] ?? 0),
    rowsOnUnattributedDays: values[counterIds.length + statIds.length] ?? 0,
  }
}

/**
 * Selects the kept days of a period that were read, as JSON text for `parseReadDays`. The result is a scalar subquery
 * without parentheses. JSON formats dates as `YYYY-MM-DD` under every DateStyle.
 * @param condition - Which entries of the ledger to take. `@default` all
 */
export const selectReadDays = (
  accountId: AccountId,
  period: Period,
  condition: RawBuilder<unknown> = sql`true`,
): RawBuilder<string> => sql`
  select coalesce(json_agg(json_build_array(day, latest_day, skills, connectors, unattributed_rows) order by day), '[]')::text
  from ledger
  where account_id = ${accountId} and read_at is not null and day between ${period.from}::date and ${period.to}::date
    and ${buildKeptCondition(accountId)} and ${condition}`

/** Parses the result of `selectReadDays`. */
export const parseReadDays = (text: string): ReadDay[] =>
  (JSON.parse(text) as [Day, Day, UsageSource, UsageSource, number][]).map(
    ([day, latestDay, skills, connectors, unattributedRows]) => ({
      day,
      latestDay,
      skills,
      connectors,
      unattributedRows,
    }),
  )

/** Builds the first day of the bucket that the column `day` is in, as core's `startOfBucket` computes it. */
export const toBucketStart = (bucket: Bucket): RawBuilder<Day> => {
  if (bucket === 'day') return sql`day`
  if (bucket === 'month') return sql`date_trunc('month', day::timestamp)::date`
  // January 1 of year 1 was a Monday. `date_trunc` would double the time per row.
  return sql`(day - (day - date '0001-01-01') % 7)`
}
