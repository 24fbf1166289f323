import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { pgliteStorage } from '../storage/pglite.ts'
import { loadPgliteDump } from './load-pglite-dump.ts'
import { acme, globex, resetAccount } from './test-host.ts'

/**
 * The storages that server tests run on: the memory reference and embedded PostgreSQL. `numRuns` is the number of
 * random cases per property test, so that a test takes a few seconds.
 */
export const testStorages: readonly (readonly [name: string, create: () => StorageAdapter, numRuns: number])[] = [
  ['memoryStorage', memoryStorage, 60],
  ['pgliteStorage', () => pgliteStorage({ loadDataDir: loadPgliteDump() }), 8],
]

/**
 * Creates one storage for all tests of a `describe`. Registers hooks that migrate it, erase both test accounts and
 * their logs before each test, and close it.
 */
export const setUpStorage = (create: () => StorageAdapter): StorageAdapter => {
  const storage = create()
  beforeAll(() => storage.migrate())
  beforeEach(async () => {
    for (const account of [acme, globex]) await resetAccount(storage, account)
  })
  afterAll(() => storage.close())
  return storage
}
