import type { AccountId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { EpochMilliseconds } from '../adapter.ts'
import type { Db } from './schema.ts'

// `pg` and PGlite convert dates, times and bigints to different JavaScript values. Some of them also depend on the time
// zone of the process or the session. So queries use only text, integer, boolean and double precision, and the casts in
// this file.

/** Selects a `date` column as `YYYY-MM-DD`, under every DateStyle. */
export const formatDay = <Result extends string | null>(column: string): RawBuilder<Result> =>
  sql<Result>`to_char(${sql.ref(column)}::timestamp, 'YYYY-MM-DD')`

/** Selects a `timestamptz` column as milliseconds since 1970-01-01T00:00Z. */
export const toMilliseconds = <Result extends number | null>(column: string): RawBuilder<Result> =>
  sql<Result>`(extract(epoch from ${sql.ref(column)}) * 1000)::double precision`

/** Returns the storage's time. */
export const readTime = async (db: Db): Promise<EpochMilliseconds> => {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from storage_time()) * 1000)::double precision as now`.execute(db)
  return rows[0]?.now ?? 0
}

/** Passes a time as a `timestamptz` parameter. */
export const toTimestamp = (at: EpochMilliseconds): RawBuilder<string> =>
  sql<string>`${new Date(at).toISOString()}::timestamptz`

/** Passes one integer per row as an `integer[]` parameter. Built by hand, because both drivers quote every element. */
export const toIntegerArray = <Row>(
  rows: readonly Row[],
  getInteger: (row: Row) => number | null,
): RawBuilder<unknown> => {
  let elements = ''
  for (const row of rows) elements += `,${getInteger(row) ?? 'NULL'}`
  return sql`${`{${elements.slice(1)}}`}::text::integer[]`
}

/** Passes booleans as a `boolean[]` parameter. Built by hand, as in `toIntegerArray`. */
export const toBooleanArray = (values: readonly (boolean | null)[]): RawBuilder<unknown> =>
  sql`${`{${values.map((value) => value ?? 'NULL').join()}}`}::text::boolean[]`

/** Returns the pattern of `like` for the texts that contain a word. */
export const toLikePattern = (word: string): string => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`

/** Passes texts as a `text[]` parameter. */
export const toTextArray = (values: readonly (string | null)[]): RawBuilder<unknown> => sql`${values}::text[]`

/**
 * Passes the account of a lookup that is repeated for many rows. PostgreSQL does not see the value when it plans. With
 * the value and statistics from before the account's first rows, PostgreSQL would expect no rows, and any index that
 * starts with the account would seem as good as the right one.
 */
export const hideAccount = (accountId: AccountId): RawBuilder<AccountId> => sql`(select ${accountId}::text)`
