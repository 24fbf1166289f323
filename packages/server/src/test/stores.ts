import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { pgliteStorage } from '../storage/pglite.ts'
import { acme, globex } from './host.ts'

/**
 * The storages that server tests run on: the memory reference and embedded PostgreSQL. `numRuns` is the number of random
 * cases that stays within seconds.
 */
export const stores: readonly (readonly [name: string, create: () => StorageAdapter, numRuns: number])[] = [
  ['memoryStorage', memoryStorage, 60],
  ['pgliteStorage', () => pgliteStorage(), 8],
]

/** Registers hooks that migrate one storage for all tests of a `describe` and empty it before each test. */
export const useStore = (create: () => StorageAdapter): StorageAdapter => {
  const storage = create()
  beforeAll(() => storage.migrate())
  beforeEach(async () => {
    for (const account of [acme, globex]) await storage.eraseAccount(account)
  })
  afterAll(() => storage.close())
  return storage
}
