import type { Viewer } from '@windmill/claude-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AdminDatabase, createAdminDatabase } from '../../test/admin-database.ts'
import {
  acquireLongLease,
  createAccountId,
  createDayReading,
  createDirectReport,
  createEmployee,
  createUsageDay,
  createViewer,
  toEmployeeId,
} from '../../testing/fixtures.ts'
import { postgresStorage } from '../postgres.ts'

const today = '2026-11-20'
const period = { from: '2026-11-01', to: '2026-11-10' } as const

describe('a heavy read on PostgreSQL', () => {
  let database: AdminDatabase
  let admin: pg.Client
  let pool: pg.Pool
  beforeAll(async () => {
    database = await createAdminDatabase('heavy')
    admin = database.admin
    // With one connection, only a connection outside of the pool can cancel.
    pool = new pg.Pool({ connectionString: database.url, max: 1 })
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  test('is canceled in the database when its signal is aborted, and gives its connection back', async () => {
    const storage = postgresStorage({ pool })
    await storage.migrate()
    const account = createAccountId()
    const boss: Viewer = createViewer(account, 'boss')
    await storage.replaceDirectory(account, [createEmployee('boss'), createDirectReport(1, 'boss')])
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))

    const countWaiting = async (): Promise<number> => {
      const { rows } = await admin.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows.length
    }
    const reads: readonly ((signal: AbortSignal) => Promise<unknown>)[] = [
      (signal) => storage.sumAdoption(boss, { below: boss.employeeId }, period, 'day', today, { signal }),
      (signal) => storage.sumTeamUsage(boss, boss.employeeId, period, today, null, { signal }),
      (signal) =>
        storage
          .readExport(boss, [toEmployeeId(1)], period, today, { signal })
          [Symbol.asyncIterator]()
          .next(),
    ]
    for (const read of reads) {
      await admin.query('begin; lock table claude.usage_days')
      const caller = new AbortController()
      const reading = read(caller.signal)
      reading.catch(() => {})
      await vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 20_000, interval: 5 })
      caller.abort(new Error('given up'))
      await expect(reading).rejects.toThrow('given up')
      expect(await countWaiting()).toBe(0)
      await admin.query('rollback')
      await read(new AbortController().signal)
      expect((await storage.readUsage(account, '2026-11-01')).length).toBe(1)
    }
    await storage.close()
  })

  test.each([
    [1, 1],
    [2, 1],
    [10, 3],
  ])('leaves connections for syncs and panels: a pool of %d runs %d at once', async (max, maxHeavyReads) => {
    const sized = new pg.Pool({ connectionString: database.url, max })
    expect(postgresStorage({ pool: sized }).maxHeavyReads).toBe(maxHeavyReads)
    await sized.end()
  })
})
