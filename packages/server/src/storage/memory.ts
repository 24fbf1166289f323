import type { StorageAdapter } from './adapter.ts'
import { createAccessMethods } from './memory/access.ts'
import { createAccounts } from './memory/accounts.ts'
import { createConnectionMethods } from './memory/connections.ts'
import { createDayMethods } from './memory/days.ts'
import { createDirectoryMethods } from './memory/directory.ts'
import { createGroupMethods } from './memory/groups.ts'
import { createLeaseMethods } from './memory/leases.ts'
import { createLinkMethods } from './memory/links.ts'
import { createUsageMethods } from './memory/usage.ts'
import { createVisibilityMethods } from './memory/visibility.ts'

/**
 * Creates a storage adapter that keeps everything in memory until the process ends. For tests and for trying things out.
 *
 * It is the reference implementation that the other adapters are tested against, so it prefers plain code to fast code.
 */
export const memoryStorage = (): StorageAdapter => {
  const accounts = createAccounts()
  return {
    async migrate() {},
    async close() {},
    ...createConnectionMethods(accounts),
    ...createLeaseMethods(accounts),
    ...createDayMethods(accounts),
    ...createDirectoryMethods(accounts),
    ...createLinkMethods(accounts),
    ...createVisibilityMethods(accounts),
    ...createUsageMethods(accounts),
    ...createGroupMethods(accounts),
    ...createAccessMethods(accounts),
  }
}
