import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { describeError, type StorageError } from '../errors.ts'
import { createAccessMethods } from './access.ts'
import { createAdoptionMethods } from './adoption.ts'
import { createConnectionMethods } from './connections.ts'
import { createDayMethods } from './days.ts'
import { createDirectoryMethods } from './directory.ts'
import { createDirectoryStatusMethods } from './directory-status.ts'
import { explainMissingTables } from './explain-missing-tables.ts'
import { createExportMethods } from './export.ts'
import { createLeaseMethods } from './leases.ts'
import { createLedgerMethods } from './ledger.ts'
import { createLinkChangeMethods } from './link-changes.ts'
import { createLinkMethods } from './links.ts'
import { migrateToLatest } from './migrations.ts'
import type { Db } from './schema.ts'
import { createTeamMethods } from './team.ts'
import { createUsageMethods } from './usage.ts'
import { createVisibilityMethods } from './visibility.ts'

/**
 * Creates a storage adapter on any PostgreSQL that Kysely can connect to.
 * @param options.close - Releases everything that the adapter opened itself.
 * @param options.createUnreachableError - Creates the error for a database that does not answer, with the given cause.
 */
export const sqlStorage = (
  db: Db,
  options: { readonly close: () => Promise<void>; readonly createUnreachableError: (reason: string) => StorageError },
): StorageAdapter => ({
  async migrate() {
    try {
      await sql`select 1`.execute(db)
    } catch (error) {
      throw options.createUnreachableError(describeError(error))
    }
    await migrateToLatest(db)
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
