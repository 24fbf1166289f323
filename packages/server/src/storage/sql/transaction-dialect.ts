import type { CompiledQuery, ControlConnectionProvider, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'

type Begin = (connection: DatabaseConnection, driver: Driver) => Promise<void>

/**
 * Wraps a dialect so that every statement, even a single one, runs in a transaction with settings of its own. Settings
 * of the server, the role or the connection have no effect, and none stay behind on a pooled connection.
 *
 * Each acquired connection is released after one transaction.
 * @param begin - Begins a transaction on a connection of `dialect`. Omit it if the connections of `dialect` have
 * already begun a transaction when they are acquired.
 */
export const createTransactionDialect = (dialect: Dialect, begin?: Begin): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createDriver: () => createTransactionDriver(dialect.createDriver(), begin),
})

const createTransactionDriver = (driver: Driver, begin: Begin = async () => {}): Driver => ({
  init: (options) => driver.init(options),
  acquireConnection: async (options) =>
    new TransactionConnection(await driver.acquireConnection(options), driver, begin),
  beginTransaction: (connection) => asTransaction(connection).begin(),
  commitTransaction: (connection) => asTransaction(connection).commit(),
  rollbackTransaction: (connection) => asTransaction(connection).rollback(),
  async releaseConnection(connection) {
    const transaction = asTransaction(connection)
    await transaction.rollback()
    await driver.releaseConnection(transaction.connection)
  },
  destroy: (options) => driver.destroy(options),
})

const asTransaction = (connection: DatabaseConnection): TransactionConnection => connection as TransactionConnection

class TransactionConnection implements DatabaseConnection {
  readonly connection: DatabaseConnection
  readonly #driver: Driver
  readonly #begin: Begin
  #hasBegun = false
  #hasEnded = false
  /** The error that made PostgreSQL refuse every later statement of the transaction. */
  #firstError: unknown

  constructor(connection: DatabaseConnection, driver: Driver, begin: Begin) {
    this.connection = connection
    this.#driver = driver
    this.#begin = begin
  }

  async begin(): Promise<void> {
    this.#hasBegun = true
    await this.#begin(this.connection, this.#driver)
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const isWholeTransaction = !this.#hasBegun
    try {
      if (isWholeTransaction) await this.begin()
      const result = await this.connection.executeQuery<Row>(query)
      if (isWholeTransaction) await this.commit()
      return result
    } catch (error) {
      this.#firstError ??= error
      throw isFollowUpError(error) ? this.#firstError : error
    }
  }

  async commit(): Promise<void> {
    await this.#driver.commitTransaction(this.connection)
    this.#hasEnded = true
  }

  /** Never rejects, since that would hide the error that led here. The driver closes a connection that fails. */
  async rollback(): Promise<void> {
    if (this.#hasEnded) return
    this.#hasEnded = true
    await this.#driver.rollbackTransaction(this.connection).catch(() => {})
  }

  streamQuery(): never {
    throw new Error('Rows cannot be streamed, because that would keep a transaction open. Read them by page.')
  }

  async collectSessionInfo(): Promise<void> {
    await this.connection.collectSessionInfo?.()
  }

  async cancelQuery(provideConnection: ControlConnectionProvider): Promise<void> {
    await this.connection.cancelQuery?.(provideConnection)
  }

  async killSession(provideConnection: ControlConnectionProvider): Promise<void> {
    await this.connection.killSession?.(provideConnection)
  }
}

/** Whether an error is PostgreSQL's `in_failed_sql_transaction`, which only says that an earlier statement failed. */
const isFollowUpError = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === '25P02'
