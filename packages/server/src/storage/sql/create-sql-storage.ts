import { CompiledQuery, sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { getConnectionErrorMessage, isStorageError, StorageError } from '../errors.ts'
import { explainDatabaseError, missingObjectCodes } from '../explain-database-error.ts'
import { createAdoptionMethods } from './adoption-methods.ts'
import { createAnalyzer } from './analyze-after-growth.ts'
import { createBudgetMethods } from './budget-methods.ts'
import { createChangeMethods } from './change-methods.ts'
import { createCheckMethods } from './check-methods.ts'
import { createConnectionMethods } from './connection-methods.ts'
import { createDayMethods } from './day-methods.ts'
import { createDirectoryMethods } from './directory-methods.ts'
import { createDirectoryStatusMethods } from './directory-status-methods.ts'
import { createEmployeeDataMethods } from './employee-data-methods.ts'
import { createEraseEmployeeMethods } from './erase-employee-methods.ts'
import { createExportMethods } from './export-methods.ts'
import { createKeptFromMethods } from './kept-from-methods.ts'
import { createLeaseMethods } from './lease-methods.ts'
import { createLedgerMethods } from './ledger-methods.ts'
import { createLinkChangeMethods } from './link-change-methods.ts'
import { createLinkMethods } from './link-methods.ts'
import { createLogMethods } from './log-methods.ts'
import { createMappingMethods } from './mapping-methods.ts'
import { type MigrateOptions, migrateToLatest } from './migrate-to-latest.ts'
import { createRenameMethods } from './rename-methods.ts'
import { type CancelableDb, createRunHeavyRead } from './run-heavy-read.ts'
import type { Db } from './schema.ts'
import { createTeamMethods } from './team-methods.ts'
import { createTotalsMethods } from './totals-methods.ts'
import { createUsageMethods } from './usage-methods.ts'
import { createVisibilityMethods } from './visibility-methods.ts'
import { wrapOperations } from './wrap-operations.ts'

interface SqlStorageOptions extends MigrateOptions {
  /** Name of the schema with the tables. The settings of each transaction must have it as the search path. */
  readonly schema: string
  readonly maxHeavyReads: number
  /** Closes the connections that were opened for the adapter. */
  readonly close: () => Promise<void>
  /**
   * Creates the error for a database that cannot be opened. `reason` is the message of the database or the driver.
   * Without it, the error of the database or the driver is thrown.
   */
  readonly createUnreachableError?: (reason: string) => StorageError
}

/** Connections to one database. */
interface SqlConnections {
  readonly db: Db
  /** Opens connections with a longer statement timeout, for a read of the usage of a group of people. */
  readonly openGroupDb: () => CancelableDb
}

/** Creates a storage adapter on any PostgreSQL that Kysely can connect to. */
export const createSqlStorage = ({ db, openGroupDb }: SqlConnections, options: SqlStorageOptions): StorageAdapter => {
  const explain = (error: unknown) => explainError(error, db, options.schema)
  const analyzeAfterGrowth = createAnalyzer(db)
  const runHeavyRead = createRunHeavyRead(openGroupDb)
  return {
    maxHeavyReads: options.maxHeavyReads,
    async migrate() {
      try {
        await sql`select 1`.execute(db)
      } catch (error) {
        const { createUnreachableError } = options
        if (isStorageError(error) || !createUnreachableError) throw error
        throw createUnreachableError(getConnectionErrorMessage(error))
      }
      await migrateToLatest(db, options.schema, options).catch(async (error: unknown) => {
        throw await explain(error)
      })
    },
    close: options.close,
    ...wrapOperations(
      {
        ...createConnectionMethods(db),
        ...createKeptFromMethods(db),
        ...createEraseEmployeeMethods(db),
        ...createLeaseMethods(db),
        ...createBudgetMethods(db),
        ...createLedgerMethods(db),
        ...createDayMethods(db, analyzeAfterGrowth),
        ...createTotalsMethods(db),
        ...createCheckMethods(db),
        ...createDirectoryMethods(db, analyzeAfterGrowth),
        ...createDirectoryStatusMethods(db),
        ...createEmployeeDataMethods(db),
        ...createRenameMethods(db),
        ...createLinkMethods(db),
        ...createMappingMethods(db),
        ...createLinkChangeMethods(db, analyzeAfterGrowth),
        ...createVisibilityMethods(db, runHeavyRead),
        ...createUsageMethods(db),
        ...createTeamMethods(runHeavyRead),
        ...createAdoptionMethods(runHeavyRead),
        ...createExportMethods(runHeavyRead),
        ...createChangeMethods(db, runHeavyRead),
        ...createLogMethods(db),
      },
      explain,
    ),
  }
}

/** Returns the error that says what to do, or the error itself. */
const explainError = async (error: unknown, db: Db, schema: string): Promise<unknown> => {
  const explained = await explainDatabaseError(error, schema, (text, values) =>
    db.executeQuery(CompiledQuery.raw(text, [...values])),
  )
  if (!missingObjectCodes.has((explained as { readonly code?: unknown } | null)?.code)) return explained
  return new StorageError(
    'not_started',
    `The database does not have the tables of this version (${(error as Error).message}), so nothing was read or ` +
      'written. Call await storage.migrate() first: it makes them. An integration does so at its first call.',
  )
}
