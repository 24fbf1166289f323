import { Kysely, PostgresDialect } from 'kysely'
import type { StorageAdapter } from './adapter.ts'
import { createUnreachableError, type PostgresConnection, resolvePool } from './postgres-pool.ts'
import { createSqlStorage } from './sql/create-sql-storage.ts'
import type { Database } from './sql/schema.ts'

export type { PostgresConnection } from './postgres-pool.ts'

/**
 * Creates a storage adapter on a PostgreSQL server (14 or newer). All tables are in the schema `claude`.
 * @param options - A connection string, or a pool of the host, which stays open on `close`.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is not a PostgreSQL URL.
 * @throws `StorageError` (`database_unreachable`) from `migrate` if the server does not answer or refuses the
 * connection.
 * @example
 * ```ts
 * const storage = postgresStorage({ connectionString: process.env.DATABASE_URL })
 * ```
 */
export const postgresStorage = (options: PostgresConnection): StorageAdapter => {
  const { pool, close } = resolvePool(options)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return createSqlStorage(db, { close, createUnreachableError: (reason) => createUnreachableError(pool, reason) })
}
