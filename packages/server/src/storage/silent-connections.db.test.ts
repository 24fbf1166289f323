import { type AccountId, accountId } from '@windmill/claude-core'
import { createClaudeApi } from '@windmill/example-claude-api'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/start-postgres.ts'
import { systemClock } from '../clock.ts'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'
import { countLockWaits } from '../test/lock-waits.ts'
import { type SilenceableProxy, startSilenceableProxy } from '../test/silenceable-proxy.ts'
import { connect } from '../test/sync-host.ts'
import { acme, createTestHost } from '../test/test-host.ts'
import {
  acquireLongLease,
  createAccountId,
  createDayReading,
  createEmployee,
  createUsageDay,
} from '../testing/fixtures.ts'
import { postgresStorage } from './postgres.ts'

// Shorter than in production, so that the tests take seconds.
vi.mock('./sql/transaction-settings.ts', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  statementTimeoutMs: 1_000,
}))

/** The longest wait for an answer: the timeout of a statement and the margin after it. */
const maxWaitMs = 6_000

let database: FreshDatabase
let proxy: SilenceableProxy
beforeEach(async () => {
  database = await createDatabase(inject('postgresUrl'), 'silent')
  proxy = await startSilenceableProxy(database.url)
})
afterEach(async () => {
  await proxy.close()
  await database.drop()
})

const waitUntil = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 40_000, interval: 20 })

/** Locks the ledger, so that writes of days wait in the database. Returns a function that unlocks it. */
const lockLedger = async (): Promise<() => Promise<void>> => {
  const admin = new pg.Client(database.url)
  await admin.connect()
  await admin.query('begin; lock table claude.ledger')
  return () => admin.end()
}

for (const [name, isHostPool] of [
  ['a URL', false],
  ['a host’s pool', true],
] as const) {
  test(`replaces all idle connections after one of them has not answered, with ${name}`, async () => {
    const pool = new pg.Pool({ connectionString: proxy.url })
    const storage = postgresStorage(isHostPool ? { pool } : { connectionString: proxy.url })
    await storage.migrate()
    const account = createAccountId()
    const readInParallel = () => Promise.all(Array.from({ length: 5 }, () => storage.getConnection(account)))
    await readInParallel()
    proxy.silence()
    expect(await storage.getConnection(account)).toBeNull()
    expect(proxy.countLostChunks()).toBe(1)
    // The other idle connections were replaced, so none of these requests is lost.
    expect(await readInParallel()).toEqual([null, null, null, null, null])
    expect(proxy.countLostChunks()).toBe(1)
    await storage.close()
    await pool.end()
  })
}

/** Starts to write a day through the proxy, and waits until the write waits for a lock. */
const startLockedWrite = async () => {
  const storage = postgresStorage({ connectionString: proxy.url })
  await storage.migrate()
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  const unlock = await lockLedger()
  const write = storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
  write.catch(() => {})
  const admin = new pg.Client(database.url)
  await admin.connect()
  await waitUntil(async () => expect(await countLockWaits(admin)).toBe(1))
  return { storage, account, write, unlock, admin }
}

test('rejects a statement when its connection goes silent, and closes in bounded time', async () => {
  const { storage, account, write, unlock, admin } = await startLockedWrite()
  await admin.end()
  proxy.silence()
  const silentSince = performance.now()
  await expect(write).rejects.toMatchObject({
    code: 'database_unreachable',
    message: expect.stringContaining('an open connection no longer answers'),
  })
  expect(performance.now() - silentSince).toBeLessThan(maxWaitMs + 1_000)
  await unlock()
  expect(await storage.getConnection(account)).toBeNull()
  await storage.close()
})

test.each([
  ['the server ends it', "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"],
  ['the network ends it', null],
])('rejects a statement with database_unreachable when its connection breaks: %s', async (_, statement) => {
  const { storage, write, unlock, admin } = await startLockedWrite()
  if (statement === null) await proxy.close()
  else await admin.query(`${statement} and datname = current_database()`)
  await admin.end()
  await expect(write).rejects.toMatchObject({ name: 'StorageError', code: 'database_unreachable' })
  await unlock()
  await storage.close()
})

test('answers requests with not_ready while the database is unreachable after a successful start', async () => {
  const host = createTestHost({
    storage: postgresStorage({ connectionString: proxy.url }),
    clock: systemClock,
    employees: [createEmployee('boss')],
  })
  await host.claude.start()
  expect((await host.request('boss', '/connection')).status).toBe(200)
  await proxy.close()
  const response = await host.request('boss', '/connection')
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'not_ready'])
  expect(host.log.filter((line) => line.includes('database_unreachable'))).toHaveLength(1)
  await host.claude.stop()
})

test('ends and reports a run when its connections go silent, then accepts a new key and stops', async () => {
  const offsetMs = Date.now() - Date.parse('2026-03-01T15:00:00Z')
  const clock = { ...systemClock, now: () => Date.now() - offsetMs }
  const api = createClaudeApi({ seed: 3, people: 20, rpm: 1_000_000, now: clock.now })
  const host = createTestHost({
    storage: postgresStorage({ connectionString: proxy.url }),
    clock,
    employees: [createEmployee('boss')],
    claudeApi: { fetch: api.fetch, requestsPerMinute: 1_000_000 },
  })
  await host.claude.start()
  expect((await connect(host, api.keys.analytics)).status).toBe(200)
  const unlock = await lockLedger()
  const run = host.claude.sync(acme)
  await waitUntil(async () => {
    const admin = new pg.Client(database.url)
    await admin.connect()
    const waits = await countLockWaits(admin)
    await admin.end()
    expect(waits).toBe(1)
  })
  proxy.silence()
  await run
  expect(host.log.join('\n')).toContain('"code":"database_unreachable"')
  await unlock()
  expect((await connect(host, api.keys.analytics)).status).toBe(200)
  const secondRun = host.claude.sync(acme)
  await waitUntil(async () => expect((await host.storage.readLedger(acme)).length).toBeGreaterThan(0))
  proxy.silence()
  await host.claude.stop()
  await secondRun
})

test('takes jobs again after all connections of the scheduler have gone silent', async () => {
  const runs: AccountId[] = []
  const scheduler = pgBossScheduler({ connectionString: proxy.url })
  await scheduler.start({
    syncAllAccounts: async () => {},
    syncRequestedAccounts: async () => {},
    sync: async (account) => void runs.push(account),
    reportError: () => {},
  })
  proxy.silence()
  await scheduler.request([accountId('acme')])
  await waitUntil(() => expect(runs).toEqual(['acme']))
  proxy.silence()
  await scheduler.stop()
})
