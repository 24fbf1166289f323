import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { getConnectionErrorMessage, isStorageError, type StorageError } from '../errors.ts'
import { createAccessMethods } from './access-methods.ts'
import { createAdoptionMethods } from './adoption-methods.ts'
import { createConnectionMethods } from './connection-methods.ts'
import { createDayMethods } from './day-methods.ts'
import { createDirectoryMethods } from './directory-methods.ts'
import { createDirectoryStatusMethods } from './directory-status-methods.ts'
import { explainMissingTables } from './explain-missing-tables.ts'
import { createExportMethods } from './export-methods.ts'
import { createLeaseMethods } from './lease-methods.ts'
import { createLedgerMethods } from './ledger-methods.ts'
import { createLinkChangeMethods } from './link-change-methods.ts'
import { createLinkMethods } from './link-methods.ts'
import { type MigrateOptions, migrateToLatest } from './migrate-to-latest.ts'
import type { Db } from './schema.ts'
import { createTeamMethods } from './team-methods.ts'
import { createUsageMethods } from './usage-methods.ts'
import { createVisibilityMethods } from './visibility-methods.ts'

interface SqlStorageOptions extends MigrateOptions {
  /** Name of the schema with the tables. The settings of each transaction must have it as the search path. */
  readonly schema: string
  /** Closes the connections that were opened for the adapter. */
  readonly close: () => Promise<void>
  /** Creates the error for a database that does not answer. `reason` is the message of the database or the driver. */
  readonly createUnreachableError: (reason: string) => StorageError
}

/** Creates a storage adapter on any PostgreSQL that Kysely can connect to. */
export const createSqlStorage = (db: Db, options: SqlStorageOptions): StorageAdapter => ({
  async migrate() {
    try {
      await sql`select 1`.execute(db)
    } catch (error) {
      throw isStorageError(error) ? error : options.createUnreachableError(getConnectionErrorMessage(error))
    }
    await migrateToLatest(db, options.schema, options)
  },
  close: options.close,
  ...explainMissingTables({
    ...createConnectionMethods(db),
    ...createLeaseMethods(db),
    ...createLedgerMethods(db),
    ...createDayMethods(db),
    ...createDirectoryMethods(db),
    ...createDirectoryStatusMethods(db),
    ...createLinkMethods(db),
    ...createLinkChangeMethods(db),
    ...createVisibilityMethods(db),
    ...createUsageMethods(db),
    ...createTeamMethods(db),
    ...createAdoptionMethods(db),
    ...createExportMethods(db),
    ...createAccessMethods(db),
  }),
})
