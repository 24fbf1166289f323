import { PGlite } from '@electric-sql/pglite'
import { type Day, employeeId } from '@windmill/claude-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, createTestHost, person } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { lease, newAccount, reading, usageOf } from '../testing/fixtures.ts'
import { storageSuite } from '../testing/index.ts'
import { pgliteStorage } from './pglite.ts'

// Starting takes seconds and half a gigabyte, so everything here shares one.
let pglite: PGlite
beforeAll(async () => {
  pglite = await PGlite.create()
  await pglite.exec(`set timezone = 'America/St_Johns'; set datestyle = 'German'`)
})
afterAll(() => pglite.close())

storageSuite(
  { describe, it, beforeAll, afterAll, expect, fc },
  { name: 'pgliteStorage', create: () => pgliteStorage({ pglite }) },
)

describe('on the one connection of PGlite', () => {
  it('a transaction that fails leaves nothing behind, not even for those that wait for it', async () => {
    const storage = pgliteStorage({ pglite })
    await storage.migrate()
    const account = newAccount()
    const token = await lease(storage, account)
    const broken = storage.writeDay(account, token, reading('2026-13-45' as Day, [usageOf(1)]))
    const whole = storage.writeDay(account, token, reading('2026-11-01', [usageOf(2)]))
    await expect(broken).rejects.toThrow('date/time field value out of range')
    await whole
    expect(await storage.listClaudeUsers(account)).toEqual([{ id: 'user_2', email: 'user_2@example.com' }])
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(['2026-11-01'])
  })

  it('what is asked before the start says to start first, and works after it', async () => {
    const storage = pgliteStorage()
    const { claude, request, log } = createTestHost({
      ...{ storage, clock: virtualClock(Date.parse('2026-11-22T15:00:00Z')), employees: [person('boss')] },
    })
    const [account, viewer] = [acme, { accountId: acme, employeeId: employeeId('boss'), role: 'admin' } as const]
    const period = { from: '2026-11-01', to: '2026-11-20' } as const
    for (const attempt of [
      () => claude.directory.refresh(account),
      () => claude.api.connection(viewer),
      () => storage.writeDay(account, 1, reading('2026-11-01', [usageOf(1)])),
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

  it('an instance that was handed in stays open', async () => {
    const storage = pgliteStorage({ pglite })
    await storage.migrate()
    await storage.close()
    expect(pglite.closed).toBe(false)
  })

  it('a folder that cannot be used is named, with what to do', async () => {
    const storage = pgliteStorage({ dataDir: '/dev/null/data' })
    await expect(storage.migrate()).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('/dev/null/data'),
    })
  })
})
