import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { ConfigurationError } from '../configuration-error.ts'
import { describeValue } from '../describe-value.ts'
import { refuseUnknownOptions } from '../refuse-unknown-options.ts'
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
const optionNames: readonly string[] = ['dataDir', 'loadDataDir', 'pglite']
const settingsSql = `set transaction isolation level read committed; ${buildSettingsSql(schema, groupStatementTimeoutMs)}`

/** Options of an embedded database that the adapter opens itself. */
export interface PgliteStorageOptions {
  /**
   * Data folder, created if missing. Its parent must exist.
   * @default undefined - the data is in memory, and is lost when the process ends
   */
  readonly dataDir?: string
  /**
   * A dump from `PGlite.dumpDataDir` to start from. Starting takes a tenth of the time with a dump.
   * @default undefined - an empty database
   */
  readonly loadDataDir?: Blob | File
}

/**
 * Creates a storage adapter on PGlite, a PostgreSQL inside this process. There is no server to install, but only one
 * process may use a data folder at a time. Any number of adapters in that process may use it. The first call takes
 * some seconds, because it starts the database.
 * @param options - Options for the database to open, or a `pglite` instance of the host, which stays open on `close`.
 * @throws `ConfigurationError` (`option_invalid`) if `dataDir` is given but undefined or empty, or an option is not
 *   known.
 * @throws `StorageError` (`pglite_missing`) from `migrate` if the package `@electric-sql/pglite` cannot be loaded.
 * @throws `StorageError` (`database_in_use`) from `migrate` if another process has the data folder open.
 * @throws `StorageError` (`database_unreachable`) from `migrate` if the data folder cannot be opened.
 * @example
 * ```ts
 * import { pgliteStorage } from '@windmill/claude-server/pglite'
 *
 * const storage = pgliteStorage({ dataDir: '.data' })
 * ```
 */
export const pgliteStorage = (options: PgliteStorageOptions | { readonly pglite: PGlite } = {}): StorageAdapter => {
  validatePgliteOptions(options)
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
    { db, openGroupDb: () => ({ db, cancel: null }) },
    {
      schema,
      maxHeavyReads: 1,
      close: () => db.destroy(),
      createUnreachableError,
    },
  )
}

/**
 * Validates the options. The host's code may be untyped.
 * @throws `ConfigurationError` (`option_invalid`), also for a `dataDir` that is undefined or empty. Otherwise, a
 * missing environment variable would put all data into memory.
 */
const validatePgliteOptions = (options: unknown): void => {
  const createError = (what: string) =>
    new ConfigurationError(
      'option_invalid',
      `${what} Nothing was started. Give the path of a folder, or call pgliteStorage() without dataDir to keep everything ` +
        'in memory, where it is lost when the process ends.',
    )
  if (typeof options !== 'object' || options === null) {
    throw createError(`The options of pgliteStorage are ${describeValue(options)}.`)
  }
  refuseUnknownOptions(options, 'pgliteStorage', optionNames)
  if ('pglite' in options) {
    if (typeof (options.pglite as { readonly query?: unknown } | null | undefined)?.query === 'function') return
    throw createError(`The option pglite of pgliteStorage is ${describeValue(options.pglite)}: it must be a PGlite.`)
  }
  if (!('dataDir' in options) || (typeof options.dataDir === 'string' && options.dataDir.trim() !== '')) return
  const hint = options.dataDir === undefined ? ' The variable behind it may not be set.' : ''
  throw createError(`The option dataDir of pgliteStorage is ${describeValue(options.dataDir)}.${hint}`)
}

/**
 * Whether a data folder is in the file system. PGlite keeps data in memory without a folder and for `memory://`.
 */
const isOnDisk = (dataDir: string | undefined): dataDir is string =>
  Boolean(dataDir) && !dataDir?.startsWith('memory://')
