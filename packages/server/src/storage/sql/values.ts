import type { AccountId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { Milliseconds } from '../adapter.ts'
import type { Db } from './schema.ts'

// `pg` and PGlite turn the same date, time or bigint into different JavaScript, and both depend on the time zone of the
// process or the session. So only text, integer, boolean and double precision cross the border, as casts made here.

/** A `date` column as `YYYY-MM-DD`, whatever the session's DateStyle is. */
export const dayText = <Result extends string | null>(column: string): RawBuilder<Result> =>
  sql<Result>`to_char(${sql.ref(column)}::timestamp, 'YYYY-MM-DD')`

/** A `timestamptz` column in milliseconds since 1970. */
export const milliseconds = <Result extends number | null>(column: string): RawBuilder<Result> =>
  sql<Result>`(extract(epoch from ${sql.ref(column)}) * 1000)::double precision`

/** An instant as a `timestamptz`. */
export const timestamp = (at: Milliseconds): RawBuilder<string> =>
  sql<string>`${new Date(at).toISOString()}::timestamptz`

/** An integer of each row as one `integer[]` parameter: built here because both drivers quote every single element. */
export const integers = <Row>(rows: readonly Row[], integerOf: (row: Row) => number | null): RawBuilder<unknown> => {
  let elements = ''
  for (const row of rows) elements += `,${integerOf(row) ?? 'NULL'}`
  return sql`${`{${elements.slice(1)}}`}::text::integer[]`
}

/** Booleans as one `boolean[]` parameter, written out likewise. */
export const booleans = (values: readonly (boolean | null)[]): RawBuilder<unknown> =>
  sql`${`{${values.map((value) => value ?? 'NULL').join()}}`}::text::boolean[]`

/** Texts as one `text[]` parameter. */
export const texts = (values: readonly (string | null)[]): RawBuilder<unknown> => sql`${values}::text[]`

/**
 * How many rows go into one statement. Its parameters are whole columns, so no limit on their number is near; more rows
 * would only mean bigger buffers on both sides.
 */
const chunkSize = 2_500

/** Cuts rows into what one statement takes, each when it is asked for. */
export function* chunksOf<Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let chunk: Row[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < chunkSize) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

/**
 * Makes changes of one kind to one account wait for each other until the transaction ends: two of them at once would
 * lock the same rows in a different order.
 */
export const oneAtATime = async (
  trx: Db,
  kind: 'directory' | 'links' | 'access',
  accountId: AccountId,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claude:${kind}:${accountId}`}, 0))::text`.execute(trx)
}
