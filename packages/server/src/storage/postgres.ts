import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import type { StorageAdapter } from './adapter.ts'
import { type PostgresConnection, type PostgresTransaction, resolvePool, validateConnection } from './postgres-pool.ts'
import { createSqlStorage } from './sql/create-sql-storage.ts'
import type { CancelableDb } from './sql/run-heavy-read.ts'
import type { Db } from './sql/schema.ts'
import { createTransactionDialect } from './sql/transaction-dialect.ts'
import { buildBeginSql, groupStatementTimeoutMs, statementTimeoutMs } from './sql/transaction-settings.ts'
import { validateSchema } from './validate-schema.ts'

export type { PostgresConnection } from './postgres-pool.ts'

/** Options of `postgresStorage`. */
export type PostgresStorageOptions = PostgresConnection & {
  /**
   * Name of the schema with the tables: up to 50 lower-case letters, digits and underscores. Created if missing.
   * @default 'claude'
   */
  readonly schema?: string | undefined
}

/**
 * Creates a storage adapter on a PostgreSQL server (14 or newer). All tables are in a schema of their own.
 * @param options - A connection string, or a pool of the host, which stays open on `close`.
 * @throws `ConfigurationError` (`option_invalid`) if there is neither a connection string nor a pool, or `schema` is
 *   not a valid name, or an option is not known.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is not a PostgreSQL URL.
 * @throws `StorageError` (`database_unreachable`) from each operation if the server does not answer or refuses the
 * connection.
 * @example
 * ```ts
 * import { postgresStorage } from '@windmill/claude-server/postgres'
 * import { Pool } from 'pg'
 *
 * const storage = postgresStorage({ pool: new Pool({ connectionString: process.env.DATABASE_URL }) })
 * ```
 */
export const postgresStorage = (options: PostgresStorageOptions): StorageAdapter => {
  validateConnection(options, 'postgresStorage')
  const schema = validateSchema(options.schema === undefined ? 'claude' : options.schema)
  const { pool, begin, close } = resolvePool(options)
  const createDb = (timeoutMs: number, onBegin?: (transaction: PostgresTransaction) => void): Db => {
    const transactionStart = { beginSql: buildBeginSql(schema, timeoutMs), statementTimeoutMs: timeoutMs }
    const { options } = pool
    const connect = async () => {
      const transaction = await begin(transactionStart)
      onBegin?.(transaction)
      return transaction
    }
    const transactions = { options, Client: pg.Client, connect, end: async () => {} }
    return new Kysely({
      dialect: createTransactionDialect(new PostgresDialect({ pool: transactions as unknown as PostgresPool })),
    })
  }
  const openGroupDb = (): CancelableDb => {
    let transaction: PostgresTransaction | undefined
    const db = createDb(groupStatementTimeoutMs, (begun) => {
      transaction = begun
    })
    return { db, cancel: async () => await transaction?.cancel() }
  }
  return createSqlStorage(
    { db: createDb(statementTimeoutMs), openGroupDb },
    {
      schema,
      // A fifth of the pool, since two integrations of a process can share a pool, and panels need the processors too.
      // On two processors, eight concurrent adoption pages slowed a panel down by a factor of up to 2.2 with a fifth of
      // the pool, and of up to 4 with a third.
      maxHeavyReads: Math.max(1, Math.floor(pool.options.max / 5)),
      close,
    },
  )
}
