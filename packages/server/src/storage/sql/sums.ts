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

/**
 * Counts the rows in which any counter of a stat is null. A stat with one counter needs no filter, so PostgreSQL counts faster.
 */
const unknownSql = (stat: StatDefinition): string => {
  const [counter, ...others] = listStatCounters(stat)
  if (others.length === 0) return `count(*) - count(${counter})`
  return `count(*) filter (where ${[counter, ...others].map((id) => `${id} is null`).join(' or ')})`
}

export const countUnknown = (stat: StatDefinition): RawBuilder<number> => sql.raw(`(${unknownSql(stat)})`)

/** A `CounterSums` as JSON text, for `parseSums`. */
export type SumsText = string

/**
 * Aggregates rows of `usage_days` to one text: the sum of each counter, then the unknown rows of each stat. One text, because
 * drivers take longer to read forty columns than PostgreSQL takes to sum half a year of one person. Built once, as a constant.
 */
export const sums: RawBuilder<SumsText> = sql.raw(
  `array_to_json(array[${[...counterIds.map((id) => `sum(${id})`), ...catalog.map(unknownSql)].join()}])::text`,
)

const positions = {
  sum: mapCounters((id) => counterIds.indexOf(id)),
  unknown: mapStats(({ id }) => counterIds.length + statIds.indexOf(id)),
}

export const parseSums = (text: SumsText): CounterSums => {
  const values = JSON.parse(text) as readonly (number | null)[]
  return {
    sum: mapCounters((id) => values[positions.sum[id]] ?? null),
    unknown: mapStats(({ id }) => values[positions.unknown[id]] ?? 0),
  }
}

/**
 * Selects the days of a span that were read, as JSON text for `parseReadDays`. A scalar subquery without parentheses. JSON
 * formats dates as `YYYY-MM-DD` under every DateStyle.
 */
export const selectReadDays = (accountId: AccountId, span: Period): RawBuilder<string> => sql`
  select coalesce(json_agg(json_build_array(day, latest_day, skills, connectors) order by day), '[]')::text
  from claude.ledger
  where account_id = ${accountId} and read_at is not null and day between ${span.from}::date and ${span.to}::date`

export const parseReadDays = (text: string): ReadDay[] =>
  (JSON.parse(text) as [Day, Day, UsageSource, UsageSource][]).map(([day, latestDay, skills, connectors]) => ({
    day,
    latestDay,
    skills,
    connectors,
  }))

/** The first day of the bucket that contains `day`, as in core's `bucketStart`. */
export const bucketStart = (bucket: Bucket): RawBuilder<Day> => {
  if (bucket === 'day') return sql`day`
  if (bucket === 'month') return sql`date_trunc('month', day::timestamp)::date`
  // January 1 of year 1 was a Monday. `date_trunc` would double the time per row.
  return sql`(day - (day - date '0001-01-01') % 7)`
}
