import type { Employee } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createClaudeApi } from '@windmill/example-claude-api'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { postgresStorage } from '../storage/postgres.ts'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import { findRows } from '../test/find-rows.ts'
import { connect, createSyncHost, disconnect, jsonHeaders, readConnection } from '../test/sync-host.ts'
import { acme, createTestHost, type TestHost } from '../test/test-host.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const period = 'from=2026-02-01&to=2026-02-20'
const requestEverything = async ({ request }: TestHost): Promise<void> => {
  const paths = [
    ...['/connection', '/viewer', '/employees', '/claude-users', '/claude-users/user_1/link', '/employees/maya/access'],
    ...[
      `/employees/maya/stats?${period}`,
      `/teams/boss/stats?${period}`,
      `/adoption?${period}`,
      `/export.csv?${period}`,
    ],
  ]
  for (const viewer of ['admin:boss', 'maya', 'admin:stranger']) {
    for (const path of paths) await (await request(viewer, path)).text()
    await request(viewer, '/sync', { method: 'POST' })
    await request(viewer, '/connection?data=keep', { method: 'DELETE' })
  }
}

describe('an erased account', () => {
  const employees = [createEmployee('boss'), createDirectReport('maya', 'boss'), createEmployee('left')]
  let directory: readonly Employee[]
  let pullCount: number
  const createErasedHost = async () => {
    directory = employees
    pullCount = 0
    const host = createSyncHost({
      directory: {
        listEmployees: () => {
          pullCount += 1
          return directory
        },
      },
    })
    expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
    await disconnect(host, 'erase')
    pullCount = 0
    const listStored = async () => (await host.storage.listEmployees(acme)).map(({ id }) => id)
    return { ...host, listStored }
  }
  const createKeyInit = (apiKey: string) => ({
    method: 'POST',
    headers: jsonHeaders,
    body: JSON.stringify({ apiKey }),
  })

  test('stores no directory, whatever requests, pushes, pulls and syncs come', async () => {
    const host = await createErasedHost()
    await requestEverything(host)
    await host.claude.sync(acme)
    const empty = { employees: 0, readAt: null, heldBack: null, problems: [] }
    expect(await host.claude.directory.refresh(acme)).toEqual(empty)
    expect(await host.claude.directory.acceptShrunk(acme, { by: 'root' })).toEqual(empty)
    expect(await host.claude.directory.upsert(acme, employees)).toEqual(empty)
    expect([await host.listStored(), pullCount]).toEqual([[], 0])
    expect(await readConnection(host)).toMatchObject({ status: 'disconnected', directoryWarning: null })
  })

  test('stores the directory again from the next preview or connect on, but not after a key that is refused', async () => {
    for (const path of ['/connection/preview', '/connection']) {
      const host = await createErasedHost()
      const init = { ...createKeyInit(host.api.keys.analytics), method: path === '/connection' ? 'PUT' : 'POST' }
      const refused = { ...init, body: JSON.stringify({ apiKey: `${host.api.keys.analytics.slice(0, -4)}AAAA` }) }
      expect((await host.request('admin:boss', path, refused)).ok).toBe(false)
      expect(await host.listStored()).toEqual([])
      expect((await host.request('admin:boss', path, init)).status).toBe(200)
      expect(await host.listStored()).toEqual(['boss', 'maya', 'left'])
      expect((await host.request('boss', `/employees/maya/stats?${period}`)).status).toBe(200)
    }
  })

  test('cannot be connected again by someone who is archived', async () => {
    const host = await createErasedHost()
    directory = employees.map((person) => (person.id === 'left' ? { ...person, archivedOn: '2026-01-15' } : person))
    const init = createKeyInit(host.api.keys.analytics)
    expect((await host.request('admin:left', '/connection', { ...init, method: 'PUT' })).status).toBe(404)
    expect(await host.storage.getConnection(acme)).toBeNull()
    await disconnect(host, 'erase')
    expect((await host.request('admin:left', '/connection/preview', init)).status).toBe(404)
  })

  test('stores no directory while an invitation is open, and stores it after somebody has used the invitation', async () => {
    const host = await createErasedHost()
    const { secret } = await host.claude.api.invite({ accountId: acme, employeeId: 'boss', role: 'admin' })
    const invitation = { invitation: secret }
    await host.claude.api.preview(invitation, host.api.keys.analytics)
    await readConnection(host)
    expect(await host.listStored()).toEqual([])
    await host.claude.api.connect(invitation, host.api.keys.analytics)
    await readConnection(host)
    expect(await host.listStored()).toEqual(['boss', 'maya', 'left'])
  })

  test('stores nothing of a pull that began before the erasure, or of a push to a process that used the account before it', async () => {
    const host = await createErasedHost()
    await connect(host, host.api.keys.analytics)
    const slow = Promise.withResolvers<readonly Employee[]>()
    const { claude, storage } = createTestHost({
      storage: host.storage,
      clock: host.clock,
      directory: { listEmployees: () => slow.promise },
    })
    const pull = claude.directory.refresh(acme)
    await vi.waitFor(async () => expect((await storage.listEmployees(acme)).length).toBe(3))
    await disconnect(host, 'erase')
    slow.resolve(employees)
    await pull
    await claude.directory.upsert(acme, employees)
    expect([await host.listStored(), await storage.getDirectoryStatus(acme)]).toEqual([[], null])
  })
})

describe('in a database with jobs, an erased account', () => {
  let database: AdminDatabase
  let hosts: TestHost[]
  beforeEach(async () => {
    database = await createAdminDatabase('erased')
    hosts = []
  })
  afterEach(async () => {
    await Promise.all(hosts.map(({ claude }) => claude.stop()))
    await database.drop()
  })

  /** Tables that may keep a row of an erased account. */
  const keptTables = ['claude.leases', 'claude.log', 'claude.change_counters']

  const toTableNames = (rows: readonly string[]) => new Set(rows.map((row) => row.slice(0, row.indexOf(':'))))

  test('leaves nothing in any table but its log, the fencing token of its lease and the number of its last change, in whichever process it is erased', async () => {
    const offsetMs = Date.now() - startOfDay('2026-03-01')
    const clock = { ...systemClock, now: () => Date.now() - offsetMs }
    const api = createClaudeApi({ seed: 3, people: 20, rpm: 1_000_000, now: clock.now })
    const { directory, claudeUsers } = api.organization
    const pool = new pg.Pool({ connectionString: database.url })
    hosts = [true, false].map((worker) =>
      createTestHost({
        storage: postgresStorage({ pool }),
        scheduler: pgBossScheduler({ pool }),
        clock,
        worker,
        directory: { listEmployees: () => directory },
        claudeApi: { fetch: api.fetch, requestsPerMinute: 1_000_000 },
      }),
    )
    const [host, other] = hosts as [TestHost, TestHost]
    await host.claude.start()
    expect((await connect(host, api.keys.analytics)).status).toBe(200)
    await vi.waitFor(async () => expect((await readConnection(host)).coverage).not.toBeNull(), { timeout: 30_000 })
    const planted = [
      acme,
      ...directory.flatMap(({ id, name, emails }) => [`"${id}"`, name, ...emails]),
      ...claudeUsers.flatMap(({ id, email }) => [id, email]),
    ]
    const [manager] = directory.flatMap(({ managerId }) => managerId ?? [])
    await other.request(manager ?? '', `/teams/${manager}/stats?${period}`)
    expect(toTableNames(await findRows(database.admin, planted)).size).toBeGreaterThan(7)

    // `host` may still be syncing.
    await disconnect(other, 'erase')
    for (const process of hosts) {
      await requestEverything(process)
      await process.claude.sync(acme)
      await process.claude.directory.refresh(acme)
      await process.claude.directory.upsert(acme, directory)
    }
    await vi.waitFor(
      async () =>
        expect(
          [...toTableNames(await findRows(database.admin, planted))].filter((name) => !keptTables.includes(name)),
        ).toEqual([]),
      { timeout: 30_000 },
    )
    const { rows } = await database.admin.query(`select * from claude.leases`)
    expect(rows).toEqual([
      {
        account_id: acme,
        token: expect.any(String),
        expires_at: null,
        is_erased: true,
        next_slot: 0,
        erased_through: expect.any(String),
        id_version: '0',
      },
    ])

    expect((await connect(other, api.keys.analytics)).status).toBe(200)
    await vi.waitFor(async () => expect((await host.storage.listEmployees(acme)).length).toBe(directory.length), {
      timeout: 30_000,
    })
    for (const { claude } of hosts.splice(0)) await claude.stop()
    await pool.end()
  }, 120_000)
})
