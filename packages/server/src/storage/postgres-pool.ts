import pg from 'pg'
import { StorageError } from './errors.ts'

/** The PostgreSQL server to use. */
export type PostgresConnection =
  /** A pool of the host. It stays open on close. */
  | { readonly pool: pg.Pool }
  /** `postgres://user:password@host:port/database`. The pool for it is closed on close. */
  | { readonly connectionString: string }

/** A pool and how to release it. */
export interface ResolvedPool {
  readonly pool: pg.Pool
  /** Closes our own pool, or removes our listeners from the host's pool. */
  readonly close: () => Promise<void>
}

/**
 * Returns the host's pool, or creates one from the connection string. Does not connect yet.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is not a PostgreSQL URL.
 */
export const resolvePool = (connection: PostgresConnection): ResolvedPool => {
  const isOwn = 'connectionString' in connection
  const pool = isOwn ? createPool(connection.connectionString) : connection.pool
  const removeListeners = ignoreConnectionErrors(pool)
  return {
    pool,
    async close() {
      if (isOwn && !pool.ending) await pool.end()
      if (!isOwn) removeListeners()
    },
  }
}

/** Connect timeout in milliseconds. Without one, an unanswered packet would block the start for minutes. */
const connectTimeoutMs = 10_000

const createPool = (connectionString: string): pg.Pool => {
  if (!URL.canParse(connectionString) || !/^postgres(ql)?:$/.test(new URL(connectionString).protocol)) {
    throw new StorageError(
      'database_url_invalid',
      'The database URL is not a PostgreSQL URL, so there is nowhere to store anything. Give one in the form ' +
        'postgres://user:password@host:5432/database, with special characters in the password percent-encoded.',
    )
  }
  return new pg.Pool({ connectionString, connectionTimeoutMillis: connectTimeoutMs })
}

/**
 * Ignores errors of broken connections, and returns a function that stops doing so. Without a listener, Node would end
 * the process. Ignoring is safe: the pool replaces the connection, and a query or transaction in progress is rejected anyway.
 */
const ignoreConnectionErrors = (pool: pg.Pool): (() => void) => {
  const ignore = (): void => {}
  const listen = (client: pg.PoolClient): void => {
    if (!client.listeners('error').includes(ignore)) client.on('error', ignore)
  }
  // The pool emits errors of idle connections only, so connections in use need a listener of their own.
  pool.on('error', ignore).on('acquire', listen)
  return () => void pool.off('error', ignore).off('acquire', listen)
}

/** Creates the error for a server that does not answer or refuses the connection. */
export const createUnreachableError = (pool: pg.Pool, reason: string): StorageError => {
  const { host, port, database } = new pg.Client(pool.options)
  return new StorageError(
    'database_unreachable',
    `The database ${database ?? ''} at ${host}:${port} could not be reached: ${reason}. ` +
      'Nothing can be read or stored without it. ' +
      'Check that the server runs, that this machine may connect to it, and the user and password in the database URL.',
  )
}
