import type { StorageAdapter } from '../storage/adapter.ts'
import { accessTests } from './access-tests.ts'
import { adoptionTests } from './adoption-tests.ts'
import { connectionTests } from './connection-tests.ts'
import { dayTests } from './day-tests.ts'
import { directoryTests } from './directory-tests.ts'
import { exportTests } from './export-tests.ts'
import { connectionRecord, newAccount } from './fixtures.ts'
import { groupTests } from './group-tests.ts'
import { leaseTests } from './lease-tests.ts'
import { linkTests } from './link-tests.ts'
import { modelTests } from './model-tests.ts'
import { teamTests } from './team-tests.ts'
import type { TestRunner } from './test-runner.ts'
import { usageTests } from './usage-tests.ts'
import { visibilityTests } from './visibility-tests.ts'

/** Options of `storageSuite`. */
export interface StorageSuiteOptions {
  /** Title of the `describe` block around the tests. */
  readonly name: string
  /**
   * Creates the adapter under test. Called once; the suite migrates and closes the adapter. The database may hold other
   * data: every test uses new accounts.
   */
  readonly create: () => Promise<StorageAdapter> | StorageAdapter
  /**
   * Titles of tests to skip.
   * @default []
   */
  readonly skip?: readonly string[]
}

/**
 * Registers the tests that every storage adapter must pass. Works with any runner that has `describe`, `it`, `expect`,
 * `beforeAll` and `afterAll`. Random cases come from fast-check, passed as `fc`. Each test creates its own accounts.
 * @example
 * ```ts
 * import fc from 'fast-check'
 * import { afterAll, beforeAll, describe, expect, it } from 'vitest'
 * storageSuite({ describe, it, expect, beforeAll, afterAll, fc }, { name: 'mine', create: () => myStorage() })
 * ```
 */
export const storageSuite = (runner: TestRunner, { name, create, skip = [] }: StorageSuiteOptions): void => {
  const { describe, test: it, beforeAll, afterAll, expect, fc } = runner
  describe(name, () => {
    let storage: StorageAdapter
    beforeAll(async () => {
      storage = await create()
      await storage.migrate()
    })
    afterAll(async () => {
      await storage.close()
    })

    const test = (title: string, body: (storage: StorageAdapter) => Promise<void>): void => {
      if (!skip.includes(title)) it(title, () => body(storage))
    }
    const groups = [
      connectionTests,
      leaseTests,
      dayTests,
      directoryTests,
      linkTests,
      visibilityTests,
      usageTests,
      teamTests,
      adoptionTests,
      exportTests,
      groupTests,
      accessTests,
      modelTests,
    ]
    for (const group of groups) group({ test, expect, fc })

    test('keeps stored data when migrate runs again', async () => {
      const record = connectionRecord(newAccount())
      await storage.saveConnection(record)
      await storage.migrate()
      expect(await storage.getConnection(record.accountId)).toEqual(record)
    })
  })
}
