import type { Viewer } from '@windmill/claude-core'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPgBouncer, startPgBouncer } from '../../../../../tools/test/start-pgbouncer.ts'
import { type AdminDatabase, createAdminDatabase } from '../../test/admin-database.ts'
import { countLockWaits, waitForLockWaits } from '../../test/lock-waits.ts'
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

const hasPgBouncer = findPgBouncer() !== undefined

describe('a heavy read on PostgreSQL', () => {
  let database: AdminDatabase
  let admin: pg.Client
  beforeEach(async () => {
    database = await createAdminDatabase('heavy')
    admin = database.admin
  })
  afterEach(() => database.drop())

  /** Creates a role that may open only one connection. */
  const createLimitedRole = async () => {
    const url = new URL(database.url)
    const name = url.pathname.slice(1)
    url.username = `limited_${name}`
    await admin.query(
      `create role ${url.username} login connection limit 1; grant create on database ${name} to ${url.username}`,
    )
    const drop = async () => {
      await admin.query(`drop owned by ${url.username} cascade; drop role ${url.username}`)
    }
    return { url: url.href, stop: drop }
  }

  const deployments = [
    ['as a role with no connection to spare', true, createLimitedRole],
    ['through PgBouncer', hasPgBouncer, () => startPgBouncer(database.url)],
  ] as const
  for (const [name, isInstalled, deploy] of deployments) {
    test.runIf(isInstalled)(
      `is canceled in the database when its signal is aborted, and gives its connection back, ${name}`,
      async () => {
        const deployment = await deploy()
        const pool = new pg.Pool({ connectionString: deployment.url, max: 1 })
        const storage = postgresStorage({ pool })
        await storage.migrate()
        const account = createAccountId()
        const boss: Viewer = createViewer(account, 'boss')
        await storage.replaceDirectory(account, [createEmployee('boss'), createDirectReport(1, 'boss')])
        const token = await acquireLongLease(storage, account)
        await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))

        const reads: readonly ((signal: AbortSignal) => Promise<unknown>)[] = [
          (signal) => storage.listVisibleEmployees(boss, { below: boss.employeeId }, today, { signal }),
          (signal) =>
            storage.sumAdoption(boss, { below: boss.employeeId }, { period, bucket: 'day' }, today, { signal }),
          (signal) => storage.sumTeamUsage(boss, boss.employeeId, { period }, today, { signal }),
          (signal) =>
            storage
              .readExport(boss, [toEmployeeId(1)], period, today, { signal })
              [Symbol.asyncIterator]()
              .next(),
        ]
        for (const read of reads) {
          await admin.query('begin; lock table claude.usage_days, claude.employees')
          const caller = new AbortController()
          const reading = read(caller.signal)
          reading.catch(() => {})
          await waitForLockWaits(admin, 1)
          caller.abort(new Error('given up'))
          await expect(reading).rejects.toThrow('given up')
          expect(await countLockWaits(admin)).toBe(0)
          await admin.query('rollback')
          await read(new AbortController().signal)
          expect((await storage.readUsage(account, '2026-11-01')).length).toBe(1)
        }
        await storage.close()
        await pool.end()
        await deployment.stop()
      },
    )
  }

  test.runIf(hasPgBouncer)(
    'is refused as busy, not as unreachable, while PgBouncer has no free connection',
    async () => {
      const pgBouncer = await startPgBouncer(database.url)
      const others = Array.from({ length: 3 }, () => new pg.Client(pgBouncer.url))
      for (const other of others) {
        await other.connect()
        await other.query('begin')
      }
      const storage = postgresStorage({ connectionString: pgBouncer.url })
      await expect(storage.getConnection(createAccountId())).rejects.toMatchObject({ code: 'database_busy' })
      for (const other of others) await other.end()
      await storage.migrate()
      await storage.close()
      await pgBouncer.stop()
    },
  )

  test.each([
    [1, 1],
    [10, 2],
    [20, 4],
  ])(
    'leaves connections for syncs and panels: a pool of %d connections runs %d heavy reads at once',
    async (max, maxHeavyReads) => {
      const sized = new pg.Pool({ connectionString: database.url, max })
      expect(postgresStorage({ pool: sized }).maxHeavyReads).toBe(maxHeavyReads)
      await sized.end()
    },
  )
})
