import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { StorageAdapter } from './adapter.ts'
import { StorageError } from './errors.ts'
import type { Database } from './sql/schema.ts'
import { sqlStorage } from './sql/storage.ts'

export interface PgliteStorageOptions {
  /** The folder to keep the data in, made when it is missing. Without it, data lives in memory and ends with the process. */
  readonly dataDir?: string
  /** A dump that `PGlite.dumpDataDir` made, to begin with. Starting from one takes a tenth of the time. */
  readonly loadDataDir?: Blob | File
}

/**
 * Keeps the counts in a PostgreSQL inside this process: nothing to install, for one process at a time. It takes some
 * seconds to start, at the first call. An instance that is handed in stays open on `close`.
 */
export const pgliteStorage = (options: PgliteStorageOptions | { readonly pglite: PGlite } = {}): StorageAdapter => {
  const open = async (): Promise<PGlite> => ('pglite' in options ? options.pglite : PGlite.create(options))
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: open }) })
  const place = 'dataDir' in options && options.dataDir !== undefined ? `in ${options.dataDir}` : 'in memory'

  return sqlStorage(db, {
    close: 'pglite' in options ? async () => {} : () => db.destroy(),
    unreachable: (reason) =>
      new StorageError(
        'database_unreachable',
        `The embedded database ${place} could not be opened: ${reason}. Nothing can be read or stored without it. ` +
          'Check that the folder can be written and that no other process has it open.',
      ),
  })
}
