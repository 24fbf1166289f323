import pg from 'pg'
import { StorageError } from './errors.ts'

/** Which PostgreSQL server to use. */
export type PostgresConnection =
  /** The host's own pool. It stays open. */
  | { readonly pool: pg.Pool }
  /** `postgres://user:password@host:port/database` */
  | { readonly connectionString: string }

export interface UsedPool {
  readonly pool: pg.Pool
  /** Ends the pool, or lets go of it where it is the host's. */
  readonly close: () => Promise<void>
}

/** Throws a `StorageError` with the code `database_url_invalid`. Connects to nothing yet. */
export const usePool = (connection: PostgresConnection): UsedPool => {
  const own = 'connectionString' in connection
  const pool = own ? openPool(connection.connectionString) : connection.pool
  const endHearing = hearErrors(pool)
  return {
    pool,
    async close() {
      if (own && !pool.ending) await pool.end()
      if (!own) endHearing()
    },
  }
}

/** For how long to try to connect, in milliseconds: an unanswered packet would otherwise hold a start up for minutes. */
const connectTimeout = 10_000

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

/** What to throw when the server does not answer, or does not let this one in. */
export const unreachable = (pool: pg.Pool, reason: string): StorageError => {
  const { host, port, database } = new pg.Client(pool.options)
  return new StorageError(
    'database_unreachable',
    `The database ${database ?? ''} at ${host}:${port} could not be reached: ${reason}. ` +
      'Nothing can be read or stored without it. ' +
      'Check that the server runs, that this machine may connect to it, and the user and password in the database URL.',
  )
}
