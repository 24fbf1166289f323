import {
  type AccountId,
  type Bucket,
  type CounterId,
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
  type StatId,
  type UsageSource,
} from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'

/** Each counter's sum, and in how many rows a counter of each stat was null. */
export type SumRow = Readonly<Record<`sum_${CounterId}`, number | null> & Record<`unknown_${StatId}`, number>>

const names = {
  sum: eachCounter((id) => `sum_${id}` as const),
  unknown: eachStat(({ id }) => `unknown_${id}` as const),
}

const sumOf = (id: CounterId) => sql`sum(${sql.ref(id)})::double precision as ${sql.id(names.sum[id])}`

const unknownOf = (stat: StatDefinition) =>
  sql`${countUnknown(stat)}::double precision as ${sql.id(names.unknown[stat.id])}`

/** In how many rows a counter of a stat was null. */
export const countUnknown = (stat: StatDefinition): RawBuilder<number> => {
  const isUnknown = countersOfStat(stat).map((id) => sql`${sql.ref(id)} is null`)
  return sql`count(*) filter (where ${sql.join(isUnknown, sql` or `)})`
}

/** Aggregates over rows of `usage_days`, as the columns of a `SumRow`. */
export const sums: RawBuilder<unknown> = sql.join([...counterIds.map(sumOf), ...catalog.map(unknownOf)])

/** The names of those columns. */
export const sumColumns: RawBuilder<unknown> = sql.join(
  [...Object.values(names.sum), ...Object.values(names.unknown)].map((name) => sql.id(name)),
)

export const sumsOf = (row: SumRow): CounterSums => ({
  sum: eachCounter((id) => row[names.sum[id]]),
  unknown: eachStat(({ id }) => row[names.unknown[id]]),
})

/** The days of a span that were read, as one text for `parseReadDays`: a scalar query, to be put in brackets. */
export const readDays = (accountId: AccountId, span: Period): RawBuilder<string> => sql`
  select coalesce(jsonb_agg(jsonb_build_array(
    to_char(day::timestamp, 'YYYY-MM-DD'), to_char(latest_day::timestamp, 'YYYY-MM-DD'), skills, connectors
  ) order by day), '[]')::text
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
