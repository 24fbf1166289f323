import type { StorageAdapter } from '@windmill/claude-server'
import { createChangeOperations } from './change-operations.ts'
import { createCheckOperations } from './check-operations.ts'
import { createConnectionOperations } from './connection-operations.ts'
import { openDatabase } from './database.ts'
import { createDayOperations } from './day-operations.ts'
import { createDirectoryOperations } from './directory-operations.ts'
import { createEraseOperations } from './erase-operations.ts'
import { createGroupOperations } from './group-operations.ts'
import { createKeptFromOperations } from './kept-from-operations.ts'
import { createLeaseOperations } from './lease-operations.ts'
import { createLinkOperations } from './link-operations.ts'
import { createLogOperations } from './log-operations.ts'
import { createMappingOperations } from './mapping-operations.ts'
import { createTables } from './tables.ts'
import { createTotalOperations } from './total-operations.ts'
import { createUsageOperations } from './usage-operations.ts'
import { createVisibilityOperations } from './visibility-operations.ts'

interface SqliteStorageOptions {
  /** Path of the database file, which is created. `:memory:` keeps the database in memory. */
  readonly path: string
  /**
   * Returns the time in milliseconds since 1970. All processes with this file are on one machine, so its clock is the
   * clock of the storage.
   * @default Date.now
   */
  readonly now?: () => number
}

/** Creates a storage adapter that keeps everything in one SQLite file. */
export const sqliteStorage = ({ path, now = Date.now }: SqliteStorageOptions): StorageAdapter => {
  const db = openDatabase(path)
  return {
    migrate: () => db.write(() => db.exec(createTables)),
    close: async () => db.close(),
    ...createConnectionOperations(db),
    ...createKeptFromOperations(db, now),
    ...createEraseOperations(db, now),
    ...createLeaseOperations(db, now),
    ...createDayOperations(db),
    ...createTotalOperations(db),
    ...createCheckOperations(db),
    ...createDirectoryOperations(db, now),
    ...createLinkOperations(db),
    ...createMappingOperations(db),
    ...createVisibilityOperations(db, now),
    ...createUsageOperations(db),
    ...createGroupOperations(db),
    ...createChangeOperations(db),
    ...createLogOperations(db, now),
  }
}
