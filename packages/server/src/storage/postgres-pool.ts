import pg from 'pg'
import { ConfigurationError } from '../configuration-error.ts'
import { describeValue } from '../describe-value.ts'
import { refuseUnknownOptions } from '../refuse-unknown-options.ts'
import { type BackendKey, cancelStatement } from './cancel-statement.ts'
import { checkPoolOptions, checkPostgresUrl, createUrlInvalidError } from './check-postgres-url.ts'
import { getConnectionErrorMessage, isStorageError, StorageError } from './errors.ts'

/** How to connect to the PostgreSQL server: a pool of the host, or a connection string. */
export type PostgresConnection =
  /** A pool of the host. It stays open when the adapter is closed. */
  | { readonly pool: pg.Pool }
  /**
   * A URL as `pg` takes it, such as `postgres://user:password@host:5432/database` or
   * `postgres://user:password@/database?host=/var/run/postgresql`. The adapter creates a pool for it, and closes the
   * pool on close.
   */
  | { readonly connectionString: string }

/** What a transaction begins with. */
export interface TransactionStart {
  /** The statements that begin the transaction and set its timeouts. They wait for nothing in the database. */
  readonly beginSql: string
  /** Maximum time of one statement, as set by `beginSql`. */
  readonly statementTimeoutMs: number
}

/** A connection in a transaction. */
export interface PostgresTransaction {
  /** The id of the connection's process on the server. Undefined if the driver does not expose it. */
  readonly processID: number
  /**
   * Runs a statement.
   * @throws `StorageError` (`database_unreachable`) if the connection breaks or no longer answers. The connection is
   * closed then.
   */
  query<Result = pg.QueryResult>(text: string, values?: readonly unknown[]): Promise<Result>
  /** Cancels the running statement. Resolves when the server has handled the request. */
  cancel(): Promise<void>
  /** Returns the connection to the pool after the transaction has ended. A broken connection is closed. */
  release(isBroken?: boolean): void
}

/** A pool of the host, or one that was created here. */
export interface ResolvedPool {
  readonly pool: pg.Pool
  /**
   * Begins a transaction on a connection that answers.
   * @throws `StorageError` (`database_unreachable`) if the server does not answer or refuses the connection.
   * @throws `StorageError` (`database_busy`) if a connection that was just opened waits for a transaction.
   */
  readonly begin: (start: TransactionStart) => Promise<PostgresTransaction>
  /**
   * Closes a pool that was created here, or removes the listeners from a pool of the host. Statements in progress are
   * ended after a few seconds.
   */
  readonly close: () => Promise<void>
}

/** Timeout for a connection to open or to become free. */
const connectTimeoutMs = 10_000
/** Timeout for beginning a transaction, which waits only for the network. */
const beginTimeoutMs = 5_000
/** Time after a statement's timeout until its connection counts as silent. By then, a working server has answered. */
const answerMarginMs = 5_000
/** Timeout for canceling a statement, which waits only for the network. */
const cancelTimeoutMs = 5_000
/** Timeout for statements in progress when the pool is closed. */
const closeTimeoutMs = 5_000
/** Idle time after which the operating system checks that the server still answers. */
const keepAliveDelayMs = 10_000

/**
 * Validates the options of an adapter on a PostgreSQL server. The host's code may be untyped.
 * @param owner - What takes the options, such as `postgresStorage`.
 * @throws `ConfigurationError` (`option_invalid`)
 */
export const validateConnection = (options: unknown, owner: string): void => {
  const createError = (what: string, advice: string) =>
    new ConfigurationError('option_invalid', `${what} Nothing was started. ${advice}`)
  if (typeof options !== 'object' || options === null) {
    throw createError(`The options of ${owner} are ${describeValue(options)}.`, howToConnect)
  }
  refuseUnknownOptions(options, owner, ['connectionString', 'pool', 'schema'])
  const { connectionString, pool } = options as Readonly<Record<string, unknown>>
  if (connectionString !== undefined && pool !== undefined) {
    throw createError(`${owner} has both a connectionString and a pool.`, 'Give one of them.')
  }
  if (pool !== undefined) {
    if (isPool(pool)) return
    throw createError(
      `The option pool of ${owner} is ${describeValue(pool)}: it must be a pool of pg.`,
      'Give a pool as new pg.Pool(…) makes it, or the connectionString alone.',
    )
  }
  if (connectionString === undefined && 'connectionString' in options) {
    throw createError(
      `The option connectionString of ${owner} is undefined.`,
      'If it comes from an environment variable such as DATABASE_URL, that one is not set in this process: set it.',
    )
  }
  if (typeof connectionString === 'string') return
  if (connectionString === undefined) throw createError(`${owner} has nothing to connect to.`, howToConnect)
  throw createError(
    `The option connectionString of ${owner} is ${describeValue(connectionString)}: it must be a string.`,
    howToConnect,
  )
}

const howToConnect = 'Give { connectionString: process.env.DATABASE_URL }, or { pool } with a pool of pg.'

const isPool = (given: unknown): boolean => {
  const { connect, query, on, off, options } = (given ?? {}) as Readonly<Record<string, unknown>>
  return [connect, query, on, off].every((method) => typeof method === 'function') && typeof options === 'object'
}

/**
 * Returns the host's pool, or creates one from the connection string. Does not connect yet.
 *
 * A firewall, a failover or a lost server can leave open connections that never answer and never fail, while new ones
 * work. So every wait has a timeout here, and a connection that does not answer in time is closed.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is not a PostgreSQL URL.
 */
export const resolvePool = (connection: PostgresConnection): ResolvedPool => {
  const { pool: hostPool, connectionString = '' } = connection as {
    readonly pool?: pg.Pool
    readonly connectionString?: string
  }
  const isOwned = hostPool === undefined
  const pool = hostPool ?? createPool(connectionString)
  if (!isOwned) checkPoolOptions(pool.options)

  const openClients = new Set<pg.PoolClient>()
  /** When each connection last answered, by the monotonic clock. */
  const answerTimes = new WeakMap<pg.PoolClient, number>()
  /** When the last unanswered request was sent. A connection that has not answered since then is not used again. */
  let silentSince = Number.NEGATIVE_INFINITY

  const trackClient = (client: pg.PoolClient): void => {
    openClients.add(client)
    answerTimes.set(client, performance.now())
  }
  const forgetClient = (client: pg.PoolClient): void => void openClients.delete(client)
  const removeErrorListeners = ignoreConnectionErrors(pool)
  pool.on('connect', trackClient).on('remove', forgetClient)

  const runQuery = async <Result>(
    client: pg.PoolClient,
    text: string,
    values: readonly unknown[] | undefined,
    timeoutMs: number,
  ): Promise<Result> => {
    const sentAt = performance.now()
    try {
      const result = await rejectAfter(timeoutMs, client.query(text, values as unknown[]), () => {
        silentSince = Math.max(silentSince, sentAt)
        destroySocket(client)
        return createUnreachableError(pool, 'an open connection no longer answers')
      })
      answerTimes.set(client, performance.now())
      return result as Result
    } catch (error) {
      throw isConnectionLoss(error) ? createUnreachableError(pool, error.message) : error
    }
  }

  const connect = async (): Promise<pg.PoolClient> => {
    try {
      const connecting = pool.connect()
      return await rejectAfter(connectTimeoutMs, connecting, () => {
        connecting.then((client) => client.release()).catch(() => {})
        return new Error('no connection could be opened or became free in time')
      })
    } catch (error) {
      throw createConnectError(pool, error)
    }
  }

  return {
    pool,
    async begin({ beginSql, statementTimeoutMs }) {
      const startedAt = performance.now()
      for (;;) {
        const client = await connect()
        const answeredAt = answerTimes.get(client) ?? Number.NEGATIVE_INFINITY
        if (answeredAt < silentSince) {
          discard(client)
          continue
        }
        try {
          await runQuery(client, beginSql, undefined, beginTimeoutMs)
        } catch (error) {
          const isSilent = isStorageError(error)
          discard(client)
          // The connection may have broken while it was idle. Nothing was done yet, so another connection is tried.
          if (answeredAt < startedAt) continue
          // The connection was opened just now, so the network works.
          throw isSilent ? createBusyError() : error
        }
        const key = client as unknown as BackendKey
        return {
          processID: key.processID as number,
          query: (text, values) => runQuery(client, text, values, statementTimeoutMs + answerMarginMs),
          cancel: () => cancelStatement(pool.options, key, cancelTimeoutMs),
          release: (isBroken) => (isBroken ? discard(client) : client.release()),
        }
      }
    },
    async close() {
      if (!isOwned) {
        removeErrorListeners()
        pool.off('connect', trackClient).off('remove', forgetClient)
      } else if (!pool.ending) {
        setTimeout(() => [...openClients].forEach(destroySocket), closeTimeoutMs).unref()
        await pool.end()
      }
    },
  }
}

const createPool = (connectionString: string): pg.Pool =>
  new pg.Pool({
    connectionString: checkPostgresUrl(connectionString),
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
  })

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

/**
 * Whether a statement failed because its connection ended: PostgreSQL's classes `connection_exception` and
 * `operator_intervention` (except for a canceled statement), an error of the network, or one of `pg` about its
 * connection.
 */
const isConnectionLoss = (error: unknown): error is Error => {
  if (!(error instanceof Error)) return false
  const { code } = error as { readonly code?: unknown }
  if (typeof code === 'string') return /^(08...|57P..|E[A-Z]+)$/.test(code)
  return /^(Connection terminated|Client (has encountered a connection error|was closed))/.test(error.message)
}

/** Closes a connection at once. `pg` would first wait for a server that may never answer. */
const discard = (client: pg.PoolClient): void => {
  destroySocket(client)
  client.release(true)
}

const destroySocket = (client: pg.ClientBase): void =>
  (client as { readonly connection?: { readonly stream?: { destroy(): void } } }).connection?.stream?.destroy()

/** Extra time to read an answer that arrived while something else blocked the process. */
const blockedProcessMarginMs = 500

/** Rejects with the error of `createError` when a promise takes too long. */
const rejectAfter = async <Result>(
  timeoutMs: number,
  promise: Promise<Result>,
  createError: () => Error,
): Promise<Result> => {
  const { promise: timeout, reject } = Promise.withResolvers<never>()
  let timer = setTimeout(() => {
    timer = setTimeout(() => reject(createError()), blockedProcessMarginMs)
  }, timeoutMs - blockedProcessMarginMs)
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Creates the error for a connection that could not be opened. Hides an error about the URL: it may hold a password.
 */
const createConnectError = (pool: pg.Pool, error: unknown): Error => {
  try {
    new pg.Client(pool.options)
  } catch {
    return createUrlInvalidError()
  }
  return createUnreachableError(pool, getConnectionErrorMessage(error))
}

/** Creates the error for a pooler such as PgBouncer that has no free connection to the server. */
const createBusyError = (): StorageError =>
  new StorageError(
    'database_busy',
    'The database took a connection, but began no transaction on it for five seconds. A connection pooler such as ' +
      'PgBouncer does so while others use all of its connections. Nothing was read or written. Try again; if it happens ' +
      'often, give the pooler (default_pool_size) at least as many connections as the pools of all processes have.',
  )

/** Creates the error for a server that does not answer or refuses the connection. */
const createUnreachableError = (pool: pg.Pool, reason: string): StorageError => {
  const { host, port, database, user } = new pg.Client(pool.options)
  // If a password is not percent-encoded, `pg` can take a part of it as one of these names.
  const unsafeNames = [database, user].flatMap((name) => (name && !/^[\w. -]+$/.test(name) ? [name] : []))
  const safeReason = unsafeNames.reduce((text, name) => text.replaceAll(name, '…'), reason)
  const shownDatabase = !database || unsafeNames.includes(database) ? '' : ` ${database}`
  return new StorageError(
    'database_unreachable',
    `The database${shownDatabase} at ${host}:${port} could not be reached: ${safeReason}. ` +
      'Nothing can be read or stored without it. ' +
      'Check that the server runs, that this machine may connect to it, and the user and password in the database URL.',
  )
}
