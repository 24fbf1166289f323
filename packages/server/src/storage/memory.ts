import type { StorageAdapter } from './adapter.ts'
import { createAccounts } from './memory/accounts.ts'
import { createBudgetMethods } from './memory/budget-methods.ts'
import { createChangeMethods } from './memory/change-methods.ts'
import { createCheckMethods } from './memory/check-methods.ts'
import { createConnectionMethods } from './memory/connection-methods.ts'
import { createDayMethods } from './memory/day-methods.ts'
import { createDirectoryMethods } from './memory/directory-methods.ts'
import { createEmployeeDataMethods } from './memory/employee-data-methods.ts'
import { createEraseEmployeeMethods } from './memory/erase-employee-methods.ts'
import { createGroupMethods } from './memory/group-methods.ts'
import { createKeptFromMethods } from './memory/kept-from-methods.ts'
import { createLeaseMethods } from './memory/lease-methods.ts'
import { createLinkMethods } from './memory/link-methods.ts'
import { createLogMethods } from './memory/log-methods.ts'
import { createMappingMethods } from './memory/mapping-methods.ts'
import { createTotalsMethods } from './memory/totals-methods.ts'
import { createUsageMethods } from './memory/usage-methods.ts'
import { createVisibilityMethods } from './memory/visibility-methods.ts'

/** Options of `memoryStorage`. */
export interface MemoryStorageOptions {
  /**
   * Returns the storage's time in milliseconds since 1970, for tests with a virtual clock.
   * @default Date.now
   */
  readonly now?: () => number
}

/**
 * Creates a storage adapter that keeps everything in memory until the process ends. For tests and for trying things
 * out.
 *
 * The other adapters are tested against this one, so it prefers plain code to fast code.
 * @example
 * ```ts
 * import { createClaudeIntegration, memoryStorage } from '@windmill/claude-server'
 *
 * const claude = createClaudeIntegration({ ...options, storage: memoryStorage() })
 * ```
 */
export const memoryStorage = ({ now = Date.now }: MemoryStorageOptions = {}): StorageAdapter => {
  const accounts = createAccounts()
  return {
    async migrate() {},
    async close() {},
    ...createConnectionMethods(accounts),
    ...createKeptFromMethods(accounts, now),
    ...createEraseEmployeeMethods(accounts, now),
    ...createLeaseMethods(accounts, now),
    ...createBudgetMethods(now),
    ...createDayMethods(accounts),
    ...createDirectoryMethods(accounts, now),
    ...createTotalsMethods(accounts),
    ...createCheckMethods(accounts),
    ...createEmployeeDataMethods(accounts),
    ...createLinkMethods(accounts),
    ...createMappingMethods(accounts),
    ...createVisibilityMethods(accounts, now),
    ...createUsageMethods(accounts),
    ...createGroupMethods(accounts),
    ...createChangeMethods(accounts),
    ...createLogMethods(accounts, now),
  }
}
