import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { StorageAdapter } from './adapter.ts'
import { StorageError } from './errors.ts'
import { createSqlStorage } from './sql/create-sql-storage.ts'
import type { Database } from './sql/schema.ts'
import { createTransactionDialect, executeText } from './sql/transaction-dialect.ts'
import { buildSettingsSql } from './sql/transaction-settings.ts'

const schema = 'claude'
const settingsSql = buildSettingsSql(schema)

/** Options of an embedded database that the adapter opens itself. */
export interface PgliteStorageOptions {
  /** Data folder, created if missing. `@default` none: the data is in memory and is lost when the process ends */
  readonly dataDir?: string
  /** A dump from `PGlite.dumpDataDir` to start from. Starting takes a tenth of the time with a dump. */
  readonly loadDataDir?: Blob | File
}

/**
 * Creates a storage adapter on PGlite, a PostgreSQL inside this process. There is no server to install, but only one
 * process may use a data folder at a time. The first call takes some seconds, because it starts the database.
 * @param options - Options for the database to open, or a `pglite` instance of the host, which stays open on `close`.
 * @throws `StorageError` (`database_unreachable`) from `migrate` if the data folder cannot be opened.
 * @example
 * ```ts
 * const storage = pgliteStorage({ dataDir: '.data' })
 * ```
 */
export const pgliteStorage = (options: PgliteStorageOptions | { readonly pglite: PGlite } = {}): StorageAdapter => {
  const openPglite = async (): Promise<PGlite> => ('pglite' in options ? options.pglite : PGlite.create(options))
  const dialect = createTransactionDialect(new PGliteDialect({ pglite: openPglite }), async (connection, driver) => {
    await driver.beginTransaction(connection, {})
    await executeText(connection, 'set transaction isolation level read committed')
    await executeText(connection, settingsSql)
  })
  const db = new Kysely<Database>({ dialect })
  const location = 'dataDir' in options && options.dataDir !== undefined ? `in ${options.dataDir}` : 'in memory'

  return createSqlStorage(db, {
    schema,
    close: 'pglite' in options ? async () => {} : () => db.destroy(),
    createUnreachableError: (reason) =>
      new StorageError(
        'database_unreachable',
        `The embedded database ${location} could not be opened: ${reason}. Nothing can be read or stored without it. ` +
          'Check that the folder can be written and that no other process has it open.',
      ),
  })
}
