import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { StorageAdapter } from './adapter.ts'
import { StorageError } from './errors.ts'
import type { Database } from './sql/schema.ts'
import { sqlStorage } from './sql/storage.ts'

export type PostgresStorageOptions =
  /** The host's own pool. It stays open on `close`. */
  | { readonly pool: pg.Pool }
  /** `postgres://user:password@host:port/database` */
  | { readonly connectionString: string }

/** For how long to try to connect, in milliseconds: an unanswered packet would otherwise hold a start up for minutes. */
const connectTimeout = 10_000

/**
 * Keeps the counts in a PostgreSQL server (14 or newer), in a schema of their own named `claude`. Throws a
 * `StorageError` with the code `database_url_invalid` at once; `migrate` throws one with `database_unreachable`.
 */
export const postgresStorage = (options: PostgresStorageOptions): StorageAdapter => {
  const own = 'connectionString' in options
  const pool = own ? openPool(options.connectionString) : options.pool
  const endHearing = hearErrors(pool)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })

  return sqlStorage(db, {
    close: async () => {
      if (own) await db.destroy()
      else endHearing()
    },
    unreachable: (reason) => unreachable(pool, reason),
  })
}

/**
 * Unheard, the error of a connection that breaks would end the process. Nothing is lost by ignoring it: the pool replaces
 * the connection, and a query or transaction that it was in fails by itself.
 */
const hearErrors = (pool: pg.Pool): (() => void) => {
  const ignore = (): void => {}
  const hear = (client: pg.PoolClient): void => {
    if (!client.listeners('error').includes(ignore)) client.on('error', ignore)
  }
  // The pool itself hears idle connections only, not those that are in use.
  pool.on('error', ignore).on('acquire', hear)
  return () => void pool.off('error', ignore).off('acquire', hear)
}

const openPool = (connectionString: string): pg.Pool => {
  if (!URL.canParse(connectionString) || !/^postgres(ql)?:$/.test(new URL(connectionString).protocol)) {
    throw new StorageError(
      'database_url_invalid',
      'The database URL is not a PostgreSQL URL, so there is nowhere to store anything. Give one in the form ' +
        'postgres://user:password@host:5432/database, with special characters in the password percent-encoded.',
    )
  }
  return new pg.Pool({ connectionString, connectionTimeoutMillis: connectTimeout })
}

const unreachable = (pool: pg.Pool, reason: string): StorageError => {
  const { host, port, database } = new pg.Client(pool.options)
  return new StorageError(
    'database_unreachable',
    `The database ${database ?? ''} at ${host}:${port} could not be reached: ${reason}. ` +
      'Nothing can be read or stored without it. ' +
      'Check that the server runs, that this machine may connect to it, and the user and password in the database URL.',
  )
}
