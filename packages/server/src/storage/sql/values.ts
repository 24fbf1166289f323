import type { AccountId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { EpochMilliseconds } from '../adapter.ts'
import type { Db } from './schema.ts'

// `pg` and PGlite convert dates, times and bigints to different JavaScript values, which also depend on the time zone of the
// process or the session. So queries pass only text, integer, boolean and double precision, by the casts in this file.

/** Reads a `date` column as `YYYY-MM-DD`, under every DateStyle. */
export const dayText = <Result extends string | null>(column: string): RawBuilder<Result> =>
  sql<Result>`to_char(${sql.ref(column)}::timestamp, 'YYYY-MM-DD')`

/** Reads a `timestamptz` column in milliseconds since 1970. */
export const milliseconds = <Result extends number | null>(column: string): RawBuilder<Result> =>
  sql<Result>`(extract(epoch from ${sql.ref(column)}) * 1000)::double precision`

/** Passes an instant as a `timestamptz`. */
export const timestamp = (at: EpochMilliseconds): RawBuilder<string> =>
  sql<string>`${new Date(at).toISOString()}::timestamptz`

/** Passes one integer per row as an `integer[]` parameter. Built by hand, because both drivers quote every element. */
export const integerArray = <Row>(
  rows: readonly Row[],
  integerOf: (row: Row) => number | null,
): RawBuilder<unknown> => {
  let elements = ''
  for (const row of rows) elements += `,${integerOf(row) ?? 'NULL'}`
  return sql`${`{${elements.slice(1)}}`}::text::integer[]`
}

/** Passes booleans as a `boolean[]` parameter. Built by hand like `integerArray`. */
export const booleanArray = (values: readonly (boolean | null)[]): RawBuilder<unknown> =>
  sql`${`{${values.map((value) => value ?? 'NULL').join()}}`}::text::boolean[]`

/** Passes texts as a `text[]` parameter. */
export const textArray = (values: readonly (string | null)[]): RawBuilder<unknown> => sql`${values}::text[]`

/**
 * Maximum rows per statement. Each parameter is a whole column, so the limit on parameters does not matter; more rows would
 * only need larger buffers on both sides.
 */
const maxRowsPerStatement = 2_500

/** Splits rows into chunks for one statement each, lazily. */
export function* splitIntoChunks<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let chunk: Row[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < maxRowsPerStatement) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

/**
 * Serializes changes of one kind to one account until the transaction ends. Concurrent changes could lock the same rows in
 * a different order and deadlock.
 */
export const lockAccount = async (
  trx: Db,
  kind: 'directory' | 'links' | 'access',
  accountId: AccountId,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claude:${kind}:${accountId}`}, 0))::text`.execute(trx)
}
