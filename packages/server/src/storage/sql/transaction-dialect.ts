import {
  CompiledQuery,
  type ControlConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryCompiler,
  type QueryResult,
} from 'kysely'
import { retryConflicts } from './retry-conflicts.ts'

/** Begins a transaction with its settings, on a connection of the wrapped dialect. */
export type BeginTransaction = (connection: DatabaseConnection, driver: Driver) => Promise<void>

/**
 * Wraps a dialect so that every statement runs in a transaction that `begin` has begun, even a single one. So the
 * settings of a transaction hold for all SQL, and no setting stays on a pooled connection.
 */
export const createTransactionDialect = (dialect: Dialect, begin: BeginTransaction): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createDriver: () => new TransactionDriver(dialect.createDriver(), begin),
})

class TransactionDriver implements Driver {
  readonly #inner: Driver
  readonly #begin: BeginTransaction

  constructor(inner: Driver, begin: BeginTransaction) {
    this.#inner = inner
    this.#begin = begin
  }

  init: Driver['init'] = (options) => this.#inner.init(options)

  async acquireConnection(...args: Parameters<Driver['acquireConnection']>): Promise<TransactionConnection> {
    return new TransactionConnection(await this.#inner.acquireConnection(...args), this)
  }

  async beginTransaction(connection: TransactionConnection): Promise<void> {
    await this.#begin(connection.inner, this.#inner)
    connection.isInTransaction = true
  }

  async commitTransaction(connection: TransactionConnection): Promise<void> {
    await this.#inner.commitTransaction(connection.inner)
    connection.isInTransaction = false
  }

  async rollbackTransaction(connection: TransactionConnection): Promise<void> {
    connection.isInTransaction = false
    await this.#inner.rollbackTransaction(connection.inner)
  }

  async savepoint(
    connection: TransactionConnection,
    name: string,
    compileQuery: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await this.#inner.savepoint?.(connection.inner, name, compileQuery)
  }

  async rollbackToSavepoint(
    connection: TransactionConnection,
    name: string,
    compileQuery: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await this.#inner.rollbackToSavepoint?.(connection.inner, name, compileQuery)
  }

  async releaseSavepoint(
    connection: TransactionConnection,
    name: string,
    compileQuery: QueryCompiler['compileQuery'],
  ): Promise<void> {
    await this.#inner.releaseSavepoint?.(connection.inner, name, compileQuery)
  }

  releaseConnection: (connection: DatabaseConnection) => Promise<void> = (connection) =>
    this.#inner.releaseConnection((connection as TransactionConnection).inner)

  destroy: Driver['destroy'] = (options) => this.#inner.destroy(options)
}

class TransactionConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  readonly #driver: TransactionDriver
  isInTransaction = false

  constructor(inner: DatabaseConnection, driver: TransactionDriver) {
    this.inner = inner
    this.#driver = driver
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.isInTransaction) return this.inner.executeQuery<Row>(query)
    return retryConflicts(async () => {
      await this.#driver.beginTransaction(this)
      try {
        const result = await this.inner.executeQuery<Row>(query)
        await this.#driver.commitTransaction(this)
        return result
      } catch (error) {
        await this.#driver.rollbackTransaction(this).catch(() => {})
        throw error
      }
    })
  }

  streamQuery(): never {
    throw new Error('Rows are read by page, so that no transaction stays open.')
  }

  async collectSessionInfo(): Promise<void> {
    await this.inner.collectSessionInfo?.()
  }

  async cancelQuery(provideConnection: ControlConnectionProvider): Promise<void> {
    await this.inner.cancelQuery?.(provideConnection)
  }

  async killSession(provideConnection: ControlConnectionProvider): Promise<void> {
    await this.inner.killSession?.(provideConnection)
  }
}

/** Runs a text without parameters on a connection. With `pg`, it can have several statements. */
export const executeText = async (connection: DatabaseConnection, text: string): Promise<void> => {
  await connection.executeQuery(CompiledQuery.raw(text))
}
