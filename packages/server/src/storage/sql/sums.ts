import {
  type AccountId,
  type Bucket,
  type CounterId,
  type CounterSums,
  catalog,
  type Day,
  type PartialCounterSums,
  type Period,
  type ReadDay,
  type StatDefinition,
  type UsageSource,
} from '@windmill/claude-core'
import { listStatCounters } from '@windmill/claude-core/internal'
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

/** Sums of the counters of some stats as JSON text, for `parseSumsValues`. */
export type SumsText = string

/**
 * Aggregates rows of `usage_days` to the number of rows on days with unattributed rows. PostgreSQL runs the subquery
 * once per statement.
 */
const countRowsOnUnattributedDays = (accountId: AccountId): RawBuilder<number> => sql`
  count(*) filter (where day = any (array(
    select unattributed.day from ledger as unattributed
    where unattributed.account_id = ${accountId} and unattributed.unattributed_rows > 0)))`

const listCounters = (stats: readonly StatDefinition[]): readonly CounterId[] => [
  ...new Set(stats.flatMap(listStatCounters)),
]

/**
 * Aggregates rows of `usage_days` to one text: the number of rows on days with unattributed rows, then the sum of each
 * counter of the stats, then the number of unknown rows of each stat. It is one text, because drivers take longer to
 * read forty columns than PostgreSQL takes to sum half a year of one person.
 */
export const sumRows = (accountId: AccountId, stats: readonly StatDefinition[] = catalog): RawBuilder<SumsText> => {
  const columns = [...listCounters(stats).map((id) => `sum(${id})`), ...stats.map(buildUnknownCountSql)]
  return sql`array_to_json(array[${sql.join([countRowsOnUnattributedDays(accountId), ...columns.map((column) => sql.raw(column))])}])::text`
}

/** A parsed `SumsText`. A sum is null if no value of its counter is known. */
export type SumsValues = readonly (number | null)[]

export const parseSumsValues = (text: SumsText): SumsValues => JSON.parse(text)

/** Adds up the sums of disjoint sets of rows. */
export const addSumsValues = (allValues: readonly SumsValues[]): SumsValues =>
  allValues.reduce(
    (total, values) =>
      values.map((value, index) => {
        const before = total[index] ?? null
        return before === null ? value : before + (value ?? 0)
      }),
    [],
  )

/** Creates a function that returns the sums of some stats by counter and stat. */
export const createSumsBuilder = (stats: readonly StatDefinition[]): ((values: SumsValues) => PartialCounterSums) => {
  const counters = listCounters(stats)
  const emptySum = Object.fromEntries(counters.map((id) => [id, null]))
  const nothingUnknown = Object.fromEntries(stats.map(({ id }) => [id, 0]))
  return ([rowsOnUnattributedDays, ...values]) => {
    // Copies of one object take far less time than new objects with the same keys.
    const sum: Record<string, number | null> = { ...emptySum }
    const unknown: Record<string, number> = { ...nothingUnknown }
    for (const [index, id] of counters.entries()) sum[id] = values[index] ?? null
    for (const [index, { id }] of stats.entries()) unknown[id] = values[counters.length + index] ?? 0
    return { sum, unknown, rowsOnUnattributedDays: rowsOnUnattributedDays ?? 0 }
  }
}

/** Builds the sums of all stats. */
export const buildSums = createSumsBuilder(catalog) as (values: SumsValues) => CounterSums

/** Parses the result of `sumRows` for all stats. */
export const parseSums = (text: SumsText): CounterSums => buildSums(parseSumsValues(text))

/**
 * Selects the kept days of a period that were read, as JSON text for `parseReadDays`. The result is a scalar subquery
 * without parentheses. JSON formats dates as `YYYY-MM-DD` under every DateStyle.
 * @param condition - Which entries of the ledger to take. By default, all.
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
