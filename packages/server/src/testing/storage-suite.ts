import type { StorageAdapter } from '../storage/adapter.ts'
import { accessTests } from './access-tests.ts'
import { adoptionTests } from './adoption-tests.ts'
import { connectionTests } from './connection-tests.ts'
import { dayTests } from './day-tests.ts'
import { directoryTests } from './directory-tests.ts'
import { exportTests } from './export-tests.ts'
import { connection, newAccount } from './fixtures.ts'
import { groupTests } from './group-tests.ts'
import { leaseTests } from './lease-tests.ts'
import { linkTests } from './link-tests.ts'
import { modelTests } from './model-tests.ts'
import type { TestRunner } from './runner.ts'
import { teamTests } from './team-tests.ts'
import { usageTests } from './usage-tests.ts'
import { visibilityTests } from './visibility-tests.ts'

export interface StorageSuiteOptions {
  /** What the tests are grouped under. */
  readonly name: string
  /** Makes an adapter over a store that may hold other accounts' data. Called once; migrated and closed by the suite. */
  readonly create: () => Promise<StorageAdapter> | StorageAdapter
  /** Names of tests to leave out. */
  readonly skip?: readonly string[]
}

/**
 * What every storage adapter must do, as tests for any runner that has `describe`, `it`, `expect`, `beforeAll` and
 * `afterAll`. Random cases come from fast-check, which is passed in as `fc`. Every test works on accounts of its own.
 *
 * ```ts
 * import fc from 'fast-check'
 * import { afterAll, beforeAll, describe, expect, it } from 'vitest'
 * storageSuite({ describe, it, expect, beforeAll, afterAll, fc }, { name: 'mine', create: () => myStorage() })
 * ```
 */
export const storageSuite = (runner: TestRunner, { name, create, skip = [] }: StorageSuiteOptions): void => {
  const { describe, it, beforeAll, afterAll, expect, fc } = runner
  describe(name, () => {
    let storage: StorageAdapter
    beforeAll(async () => {
      storage = await create()
      await storage.migrate()
    })
    afterAll(async () => {
      await storage.close()
    })

    const test = (rule: string, body: (storage: StorageAdapter) => Promise<void>): void => {
      if (!skip.includes(rule)) it(rule, () => body(storage))
    }
    const groups = [
      ...[connectionTests, leaseTests, dayTests, directoryTests, linkTests],
      ...[visibilityTests, usageTests, teamTests, adoptionTests, exportTests, groupTests, accessTests, modelTests],
    ]
    for (const group of groups) group({ test, expect, fc })

    test('migrating again changes nothing', async () => {
      const record = connection(newAccount())
      await storage.saveConnection(record)
      await storage.migrate()
      expect(await storage.getConnection(record.accountId)).toEqual(record)
    })
  })
}
