import pg from 'pg'
import { StorageError } from './errors.ts'

/** How to connect to the PostgreSQL server: a pool of the host, or a connection string. */
export type PostgresConnection =
  /** A pool of the host. It stays open when the adapter is closed. */
  | { readonly pool: pg.Pool }
  /** `postgres://user:password@host:port/database`. The adapter creates a pool for it, and closes the pool on close. */
  | { readonly connectionString: string }

/** A pool and how to release it. */
export interface ResolvedPool {
  readonly pool: pg.Pool
  /** Closes a pool that was created here, or removes the listeners from a pool of the host. */
  readonly close: () => Promise<void>
}

/**
 * Returns the host's pool, or creates one from the connection string. Does not connect yet.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is not a PostgreSQL URL.
 */
export const resolvePool = (connection: PostgresConnection): ResolvedPool => {
  const isOwned = 'connectionString' in connection
  const pool = isOwned ? createPool(connection.connectionString) : connection.pool
  const removeListeners = ignoreConnectionErrors(pool)
  return {
    pool,
    async close() {
      if (isOwned && !pool.ending) await pool.end()
      if (!isOwned) removeListeners()
    },
  }
}

/** Timeout for opening a connection. Without it, a server that does not answer would block the start for minutes. */
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
 * Ignores errors of broken connections. Without a listener, Node would end the process. Ignoring them is safe: the pool
 * replaces the connection, and a query or transaction in progress is rejected anyway.
 * @returns A function that removes the listeners from the pool.
 */
const ignoreConnectionErrors = (pool: pg.Pool): (() => void) => {
  const ignoreError = (): void => {}
  const addListener = (client: pg.PoolClient): void => {
    if (!client.listeners('error').includes(ignoreError)) client.on('error', ignoreError)
  }
  // The pool emits errors of idle connections only, so connections in use need a listener of their own.
  pool.on('error', ignoreError).on('acquire', addListener)
  return () => void pool.off('error', ignoreError).off('acquire', addListener)
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
