import {
  type AccountId,
  type Bucket,
  type CounterSums,
  catalog,
  counterIds,
  countersOfStat,
  type Day,
  eachCounter,
  eachStat,
  type Period,
  type ReadDay,
  type StatDefinition,
  statIds,
  type UsageSource,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'

/** In how many rows a counter of a stat was null. Of a single counter it is what the sum's own pass counts anyway. */
const unknownOf = (stat: StatDefinition): string => {
  const [counter, ...others] = countersOfStat(stat)
  if (others.length === 0) return `count(*) - count(${counter})`
  return `count(*) filter (where ${[counter, ...others].map((id) => `${id} is null`).join(' or ')})`
}

export const countUnknown = (stat: StatDefinition): RawBuilder<number> => sql.raw(`(${unknownOf(stat)})`)

/** A `CounterSums` as one text, for `parseSums`. */
export type SumsText = string

/**
 * Aggregates over rows of `usage_days`: each counter's sum, then each stat's unknown. As one text, because a driver takes
 * longer over some forty columns than the database over a person's half year; and written out once, not at every query.
 */
export const sums: RawBuilder<SumsText> = sql.raw(
  `array_to_json(array[${[...counterIds.map((id) => `sum(${id})`), ...catalog.map(unknownOf)].join()}])::text`,
)

const places = {
  sum: eachCounter((id) => counterIds.indexOf(id)),
  unknown: eachStat(({ id }) => counterIds.length + statIds.indexOf(id)),
}

export const parseSums = (text: SumsText): CounterSums => {
  const values = JSON.parse(text) as readonly (number | null)[]
  return {
    sum: eachCounter((id) => values[places.sum[id]] ?? null),
    unknown: eachStat(({ id }) => values[places.unknown[id]] ?? 0),
  }
}

/**
 * The days of a span that were read, as one text for `parseReadDays`: a scalar query, to be put in brackets. JSON has dates
 * as `YYYY-MM-DD`, whatever the session's DateStyle is.
 */
export const readDays = (accountId: AccountId, span: Period): RawBuilder<string> => sql`
  select coalesce(json_agg(json_build_array(day, latest_day, skills, connectors) order by day), '[]')::text
  from claude.ledger
  where account_id = ${accountId} and read_at is not null and day between ${span.from}::date and ${span.to}::date`

export const parseReadDays = (text: string): ReadDay[] =>
  (JSON.parse(text) as [Day, Day, UsageSource, UsageSource][]).map(([day, latestDay, skills, connectors]) => ({
    ...{ day, latestDay, skills, connectors },
  }))

/** The first day of the bucket that holds `day`, as core's `bucketStart` has it. */
export const bucketStart = (bucket: Bucket): RawBuilder<Day> => {
  if (bucket === 'day') return sql`day`
  if (bucket === 'month') return sql`date_trunc('month', day::timestamp)::date`
  // The year 1 began on a Monday. `date_trunc` takes as long as all the rest of a row.
  return sql`(day - (day - date '0001-01-01') % 7)`
}
