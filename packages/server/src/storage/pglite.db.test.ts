import { PGlite } from '@electric-sql/pglite'
import type { Day } from '@windmill/claude-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limitCases } from '../test/limit-cases.ts'
import { loadPgliteDump } from '../test/load-pglite-dump.ts'
import { buildSetTimeSql } from '../test/storage-time.ts'
import { acme, createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import {
  acquireLongLease,
  createAccountId,
  createDayReading,
  createEmployee,
  createUsageDay,
  createViewer,
} from '../testing/fixtures.ts'
import { storageSuite } from '../testing/index.ts'
import { pgliteStorage } from './pglite.ts'

// Starting PGlite takes seconds and half a gigabyte, so tests share this instance unless they test opening one.
let pglite: PGlite
const originalZone = process.env.TZ
beforeAll(async () => {
  // East of Greenwich, because `postgres-deployments.db.test.ts` uses a zone west of Greenwich.
  process.env.TZ = 'Pacific/Kiritimati'
  pglite = await PGlite.create({ loadDataDir: loadPgliteDump() })
  await pglite.exec(`set timezone = 'America/St_Johns'; set datestyle = 'German'`)
})
afterAll(async () => {
  if (originalZone === undefined) delete process.env.TZ
  else process.env.TZ = originalZone
  await pglite.close()
})

storageSuite(
  // `postgresStorage` runs the same SQL with more cases.
  { describe, test, beforeAll, afterAll, expect, fc: limitCases(10) },
  {
    name: 'pgliteStorage',
    create: () => pgliteStorage({ pglite }),
    setTime: async (now) => {
      await pglite.exec(buildSetTimeSql(now))
    },
  },
)

describe('pgliteStorage', () => {
  test('rolls back a failed write, and runs the write that waits for it', async () => {
    const storage = pgliteStorage({ pglite })
    await storage.migrate()
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const failingWrite = storage.writeDay(account, token, createDayReading('2026-13-45' as Day, [createUsageDay(1)]))
    const waitingWrite = storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(2)]))
    await expect(failingWrite).rejects.toThrow('date/time field value out of range')
    await waitingWrite
    expect(await storage.listClaudeUsers(account)).toEqual([{ id: 'user_2', email: 'user_2@example.com' }])
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(['2026-11-01'])
  })

  test('rejects calls before migrate with not_started, and an integration migrates at its first call', async () => {
    const storage = pgliteStorage()
    const { claude, request } = createTestHost({
      storage,
      clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')),
      employees: [createEmployee('boss')],
    })
    const viewer = createViewer(acme, 'boss', 'admin')
    const period = { from: '2026-11-01', to: '2026-11-20' } as const
    for (const call of [
      () => storage.writeDay(acme, 1, createDayReading('2026-11-01', [createUsageDay(1)])),
      () => storage.readExport(viewer, [viewer.employeeId], period, '2026-11-22')[Symbol.asyncIterator]().next(),
    ]) {
      await expect(call()).rejects.toMatchObject({
        code: 'not_started',
        message: expect.stringContaining('Call await storage.migrate() first'),
      })
    }
    expect((await request('admin:boss', '/connection')).status).toBe(200)
    await claude.stop()
  })

  test('leaves the host’s instance open when it is closed', async () => {
    const storage = pgliteStorage({ pglite })
    await storage.migrate()
    await storage.close()
    expect(pglite.closed).toBe(false)
  })

  test('rejects operations at once after the host has closed its instance', async () => {
    const closed = await PGlite.create({ loadDataDir: loadPgliteDump() })
    const storage = pgliteStorage({ pglite: closed })
    await storage.migrate()
    const pending = Array.from({ length: 3 }, () => storage.listConnections())
    await closed.close()
    await Promise.allSettled(pending)
    await expect(storage.listConnections()).rejects.toThrow('PGlite is closed')
    await storage.close()
  })

  test('rejects migrate with database_unreachable if the data folder cannot be used, and names the folder', async () => {
    const storage = pgliteStorage({ dataDir: '/dev/null/data' })
    await expect(storage.migrate()).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('/dev/null/data'),
    })
  })
})
