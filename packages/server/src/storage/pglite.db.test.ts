import { PGlite } from '@electric-sql/pglite'
import { type Day, employeeId } from '@windmill/claude-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acme, createTestHost, employee } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { dayReading, newAccount, takeLease, usageRow } from '../testing/fixtures.ts'
import { storageSuite } from '../testing/index.ts'
import { pgliteStorage } from './pglite.ts'

// Starting PGlite takes seconds and half a gigabyte, so all tests share one instance.
let pglite: PGlite
beforeAll(async () => {
  pglite = await PGlite.create()
  await pglite.exec(`set timezone = 'America/St_Johns'; set datestyle = 'German'`)
})
afterAll(() => pglite.close())

storageSuite(
  { describe, test: test, beforeAll, afterAll, expect, fc },
  { name: 'pgliteStorage', create: () => pgliteStorage({ pglite }) },
)

describe('pgliteStorage', () => {
  test('rolls back a failed write and then runs the write waiting behind it', async () => {
    const storage = pgliteStorage({ pglite })
    await storage.migrate()
    const account = newAccount()
    const token = await takeLease(storage, account)
    const failing = storage.writeDay(account, token, dayReading('2026-13-45' as Day, [usageRow(1)]))
    const waiting = storage.writeDay(account, token, dayReading('2026-11-01', [usageRow(2)]))
    await expect(failing).rejects.toThrow('date/time field value out of range')
    await waiting
    expect(await storage.listClaudeUsers(account)).toEqual([{ id: 'user_2', email: 'user_2@example.com' }])
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(['2026-11-01'])
  })

  test('rejects every call before the start with not_started, and works after the start', async () => {
    const storage = pgliteStorage()
    const { claude, request, log } = createTestHost({
      storage,
      clock: virtualClock(Date.parse('2026-11-22T15:00:00Z')),
      employees: [employee('boss')],
    })
    const viewer = { accountId: acme, employeeId: employeeId('boss'), role: 'admin' } as const
    const period = { from: '2026-11-01', to: '2026-11-20' } as const
    for (const attempt of [
      () => claude.directory.refresh(acme),
      () => claude.api.connection(viewer),
      () => storage.writeDay(acme, 1, dayReading('2026-11-01', [usageRow(1)])),
      () => storage.readExport(viewer, [viewer.employeeId], period, '2026-11-22')[Symbol.asyncIterator]().next(),
    ]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'not_started',
        message: expect.stringContaining('Call await claude.start() first'),
      })
    }
    expect((await request('admin:boss', '/connection')).status).toBe(500)
    expect(log.join('\n')).toContain('"code":"not_started"')
    await claude.start()
    expect((await request('admin:boss', '/connection')).status).toBe(200)
    await claude.stop()
  })

  test('leaves the host’s instance open on close', async () => {
    const storage = pgliteStorage({ pglite })
    await storage.migrate()
    await storage.close()
    expect(pglite.closed).toBe(false)
  })

  test('names a data folder that cannot be used', async () => {
    const storage = pgliteStorage({ dataDir: '/dev/null/data' })
    await expect(storage.migrate()).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('/dev/null/data'),
    })
  })
})
