import type { StorageAdapter } from '../storage/adapter.ts'
import { registerAdoptionTests } from './adoption-tests.ts'
import { registerBudgetTests } from './budget-tests.ts'
import { registerChangeTests } from './change-tests.ts'
import { registerCheckTests } from './check-tests.ts'
import { registerConnectionTests } from './connection-tests.ts'
import { registerDayTests } from './day-tests.ts'
import { registerDirectoryTests } from './directory-tests.ts'
import { registerEmployeeDataTests } from './employee-data-tests.ts'
import { registerEraseEmployeeTests } from './erase-employee-tests.ts'
import { registerExportTests } from './export-tests.ts'
import { createAccountId, createConnectionRecord } from './fixtures.ts'
import { registerGroupTests } from './group-tests.ts'
import { registerKeptFromTests } from './kept-from-tests.ts'
import { registerLeaseTests } from './lease-tests.ts'
import { registerLinkTests } from './link-tests.ts'
import { registerLogTests } from './log-tests.ts'
import { registerMappingTests } from './mapping-tests.ts'
import { registerParticipationTests } from './participation-tests.ts'
import { registerPolicyTests } from './policy-tests.ts'
import { registerReferenceTests } from './reference-tests.ts'
import { registerRenameTests } from './rename-tests.ts'
import { registerTeamTests } from './team-tests.ts'
import type { TestRunner } from './test-runner.ts'
import { registerTotalsTests } from './totals-tests.ts'
import { registerUsageTests } from './usage-tests.ts'
import { registerVisibilityTests } from './visibility-tests.ts'

/** Options of `storageSuite`. */
export interface StorageSuiteOptions {
  /** Title of the `describe` block around the tests. */
  readonly name: string
  /**
   * Creates the adapter under test. Called once. The suite migrates and closes the adapter. The database may contain
   * other data, because every test uses new accounts.
   */
  readonly create: () => Promise<StorageAdapter> | StorageAdapter
  /**
   * Sets the storage's time, in milliseconds since 1970, until it is called again. `null` restores the real time.
   * Without this option, the retention tests are left out.
   */
  readonly setTime?: (now: number | null) => Promise<void> | void
  /**
   * Titles of tests to skip.
   * @default []
   */
  readonly skip?: readonly string[]
}

/**
 * Registers the tests that every storage adapter must pass. Works with any runner that has `describe`, `test`,
 * `expect`, `beforeAll` and `afterAll`. Random cases come from fast-check, passed as `fc`.
 * @example
 * ```ts
 * import fc from 'fast-check'
 * import { afterAll, beforeAll, describe, expect, test } from 'vitest'
 * import { storageSuite } from '@windmill/claude-server/testing'
 *
 * storageSuite({ describe, test, expect, beforeAll, afterAll, fc }, { name: 'yourStorage', create: yourStorage })
 * ```
 */
export const storageSuite = (runner: TestRunner, { name, create, setTime, skip = [] }: StorageSuiteOptions): void => {
  const { describe, beforeAll, afterAll, expect, fc } = runner
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
      if (!skip.includes(title)) runner.test(title, () => body(storage))
    }
    const registerFunctions = [
      registerConnectionTests,
      registerPolicyTests,
      registerLeaseTests,
      registerBudgetTests,
      registerDayTests,
      registerTotalsTests,
      registerCheckTests,
      registerDirectoryTests,
      registerRenameTests,
      registerLinkTests,
      registerMappingTests,
      registerVisibilityTests,
      registerUsageTests,
      registerTeamTests,
      registerAdoptionTests,
      registerExportTests,
      registerGroupTests,
      registerLogTests,
      registerEmployeeDataTests,
      registerEraseEmployeeTests,
      registerParticipationTests,
      registerChangeTests,
      registerReferenceTests,
    ]
    for (const registerTests of registerFunctions) registerTests({ test, expect, fc })
    if (setTime) registerKeptFromTests({ test, expect, fc }, setTime)

    test('keeps stored data when migrate runs again', async () => {
      const record = createConnectionRecord(createAccountId())
      await storage.saveConnection(record)
      await storage.migrate()
      expect(await storage.getConnection(record.accountId)).toEqual(record)
    })
  })
}
