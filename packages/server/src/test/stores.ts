import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { pgliteStorage } from '../storage/pglite.ts'
import { acme, globex } from './host.ts'

/** What tests of the server run on: the reference, and PostgreSQL as it is embedded; and how many random cases take seconds. */
export const stores: readonly (readonly [name: string, create: () => StorageAdapter, numRuns: number])[] = [
  ['memoryStorage', memoryStorage, 60],
  ['pgliteStorage', () => pgliteStorage(), 8],
]

/** A store that is started once for a group of tests, and empty for each of them. */
export const useStore = (create: () => StorageAdapter): StorageAdapter => {
  const storage = create()
  beforeAll(() => storage.migrate())
  beforeEach(async () => {
    for (const account of [acme, globex]) await storage.eraseAccount(account)
  })
  afterAll(() => storage.close())
  return storage
}
