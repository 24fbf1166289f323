import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { StorageAdapter } from './adapter.ts'
import { getConnectionErrorMessage, isStorageError, StorageError } from './errors.ts'
import { type DialectPglite, toDialectPglite } from './pglite/dialect-pglite.ts'
import { importPglite } from './pglite/import-pglite.ts'
import { openFolder } from './pglite/open-folder.ts'
import { createSqlStorage } from './sql/create-sql-storage.ts'
import type { Database } from './sql/schema.ts'
import { createTransactionDialect } from './sql/transaction-dialect.ts'
import { buildSettingsSql, groupStatementTimeoutMs } from './sql/transaction-settings.ts'

const schema = 'claude'
const settingsSql = `set transaction isolation level read committed; ${buildSettingsSql(schema, groupStatementTimeoutMs)}`

/** Options of an embedded database that the adapter opens itself. */
export interface PgliteStorageOptions {
  /**
   * Data folder, created if missing. Its parent must exist. `@default` none: the data is in memory and is lost when the
   * process ends
   */
  readonly dataDir?: string
  /** A dump from `PGlite.dumpDataDir` to start from. Starting takes a tenth of the time with a dump. */
  readonly loadDataDir?: Blob | File
}

/**
 * Creates a storage adapter on PGlite, a PostgreSQL inside this process. There is no server to install, but only one
 * process may use a data folder at a time. Within the process, any number of adapters may use it. The first call takes
 * some seconds, because it starts the database.
 * @param options - Options for the database to open, or a `pglite` instance of the host, which stays open on `close`.
 * @throws `StorageError` (`pglite_missing`) from `migrate` if the package `@electric-sql/pglite` cannot be loaded.
 * @throws `StorageError` (`database_in_use`) from `migrate` if another process has the data folder open.
 * @throws `StorageError` (`database_unreachable`) from `migrate` if the data folder cannot be opened.
 * @example
 * ```ts
 * const storage = pgliteStorage({ dataDir: '.data' })
 * ```
 */
export const pgliteStorage = (options: PgliteStorageOptions | { readonly pglite: PGlite } = {}): StorageAdapter => {
  const isOwned = !('pglite' in options)
  const dataDir = isOwned ? options.dataDir : undefined
  const createUnreachableError = (reason: string) =>
    new StorageError(
      'database_unreachable',
      `The embedded database in ${dataDir ?? 'memory'} could not be opened: ${reason}. ` +
        'Nothing can be read or stored without it. Check that the folder can be created and written. ' +
        'If PostgreSQL cannot use its files, restore the folder from a backup, or move it away: the history is then read again.',
    )
  const open = async (): Promise<DialectPglite> => {
    if (!isOwned) return toDialectPglite(options.pglite, settingsSql, async () => {})
    try {
      if (isOnDisk(dataDir)) {
        const { pglite, release } = await openFolder(dataDir, options)
        return toDialectPglite(pglite, settingsSql, release)
      }
      const { PGlite } = await importPglite()
      const pglite = await PGlite.create(options)
      return toDialectPglite(pglite, settingsSql, () => pglite.close())
    } catch (error) {
      throw isStorageError(error) ? error : createUnreachableError(getConnectionErrorMessage(error))
    }
  }
  const dialect = createTransactionDialect(new PGliteDialect({ pglite: open }), (connection, driver) =>
    driver.beginTransaction(connection, {}),
  )
  const db = new Kysely<Database>({ dialect })
  return createSqlStorage(
    { db, groupDb: db },
    { schema, maxHeavyReads: 1, cancelBackend: null, close: () => db.destroy(), createUnreachableError },
  )
}

/** Whether a data folder is one of the file system. PGlite keeps data in memory without a folder and for `memory://`. */
const isOnDisk = (dataDir: string | undefined): dataDir is string =>
  Boolean(dataDir) && !dataDir?.startsWith('memory://')
