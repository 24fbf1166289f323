import type { StorageAdapter } from './adapter.ts'
import { access } from './memory/access.ts'
import { createAccounts } from './memory/accounts.ts'
import { connections } from './memory/connections.ts'
import { days } from './memory/days.ts'
import { directory } from './memory/directory.ts'
import { groups } from './memory/groups.ts'
import { leases } from './memory/leases.ts'
import { links } from './memory/links.ts'
import { usage } from './memory/usage.ts'
import { visibility } from './memory/visibility.ts'

/**
 * Keeps everything in this process and loses it when the process ends: for tests and for trying things out. It is the
 * reference that the other adapters are compared with, in the plainest form that is right.
 */
export const memoryStorage = (): StorageAdapter => {
  const accounts = createAccounts()
  return {
    async migrate() {},
    async close() {},
    ...connections(accounts),
    ...leases(accounts),
    ...days(accounts),
    ...directory(accounts),
    ...links(accounts),
    ...visibility(accounts),
    ...usage(accounts),
    ...groups(accounts),
    ...access(accounts),
  }
}
