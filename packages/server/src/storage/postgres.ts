import { Kysely, PostgresDialect } from 'kysely'
import type { StorageAdapter } from './adapter.ts'
import { type PostgresConnection, unreachable, usePool } from './postgres-pool.ts'
import type { Database } from './sql/schema.ts'
import { sqlStorage } from './sql/storage.ts'

export type PostgresStorageOptions = PostgresConnection

/**
 * Keeps the counts in a PostgreSQL server (14 or newer), in a schema of their own named `claude`. Throws a
 * `StorageError` with the code `database_url_invalid` at once; `migrate` throws one with `database_unreachable`.
 */
export const postgresStorage = (options: PostgresStorageOptions): StorageAdapter => {
  const { pool, close } = usePool(options)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return sqlStorage(db, { close, unreachable: (reason) => unreachable(pool, reason) })
}
