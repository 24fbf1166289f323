import { type Counters, type Employee, employeeId } from '@windmill/claude-core'
import { activityCounters, startOfDay } from '@windmill/claude-core/internal'
import { createClaudeApi } from '@windmill/example-claude-api'
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { findPgBouncer, startPgBouncer } from '../../../../tools/test/start-pgbouncer.ts'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/start-postgres.ts'
import { systemClock } from '../clock.ts'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'
import { registerSuiteInTimeZones } from '../test/register-suite-in-time-zones.ts'
import { connect, expectStoredUsageMatchesApi } from '../test/sync-host.ts'
import { acme, createTestHost } from '../test/test-host.ts'
import { createEmployee } from '../testing/fixtures.ts'
import { postgresStorage } from './postgres.ts'

/** A database, and the URL that the adapter and the scheduler connect to. */
interface Deployment {
  readonly database: FreshDatabase
  readonly url: string
  readonly stop: () => Promise<void>
}

type Deploy = (configure?: (databaseUrl: string) => Promise<void>) => Promise<Deployment>

const deployDirectly: Deploy = async (configure) => {
  const database = await createDatabase(inject('postgresUrl'), 'deployment')
  await configure?.(database.url)
  return { database, url: database.url, stop: database.drop }
}

const deployBehindPgBouncer: Deploy = async (configure) => {
  const database = await createDatabase(inject('postgresUrl'), 'deployment')
  await configure?.(database.url)
  const pgBouncer = await startPgBouncer(database.url)
  const stop = async () => {
    await pgBouncer.stop()
    await database.drop()
  }
  return { database, url: pgBouncer.url, stop }
}

const days = ['2026-01-01', '2026-01-02', '2026-01-03'] as const

const registerTests = (deploy: Deploy): void => {
  let deployment: Deployment
  beforeAll(async () => {
    deployment = await deploy()
  })
  afterAll(() => deployment.stop())

  test('a job of pg-boss reads the history, and an export has the usage of every linked employee', async () => {
    // The history is short because the clock starts in January.
    const offsetMs = Date.now() - (startOfDay('2026-01-04') + 15 * 3_600_000)
    const clock = { ...systemClock, now: () => Date.now() - offsetMs }
    const api = createClaudeApi({ seed: 3, people: 60, rpm: 1_000_000, now: clock.now })
    const boss = employeeId('boss')
    const employees = api.organization.directory.map(
      ({ id, name, emails, archivedOn }): Employee => createEmployee(id, { name, emails, archivedOn, managerId: boss }),
    )
    const host = createTestHost({
      storage: postgresStorage({ connectionString: deployment.url }),
      scheduler: pgBossScheduler({ connectionString: deployment.url }),
      clock,
      employees: [...employees, createEmployee(boss, { name: 'Boss', emails: [] })],
      claudeApi: { fetch: api.fetch, requestsPerMinute: 1_000_000 },
    })
    await host.claude.start()
    expect((await connect(host, api.keys.analytics)).status).toBe(200)
    await vi.waitFor(
      async () => {
        const ledger = await host.storage.readLedger(acme)
        expect(ledger.filter(({ read }) => read).map(({ day }) => day)).toEqual(days)
        expect((await host.storage.countPeople(acme)).matched).toBeGreaterThan(10)
        expect(await host.storage.getLease(acme)).toBeNull()
      },
      { timeout: 40_000, interval: 20 },
    )
    await expectStoredUsageMatchesApi({ storage: host.storage, api }, days)

    const response = await host.request('boss', `/export.csv?from=${days[0]}&to=${days.at(-1)}`)
    expect(response.status).toBe(200)
    const rows: readonly Record<string, string>[] = parse(await response.text(), { columns: true, bom: true })
    const employeeIds = new Map(
      (await host.storage.listLinks(acme)).map((link) => [link.claudeUserId, link.employeeId]),
    )
    const isActive = (counters: Counters) => activityCounters.any.some((id) => (counters[id] ?? 0) > 0)
    const expectedRows = days.flatMap((day) =>
      [...api.truth.day(day)].flatMap(([id, counters]) =>
        employeeIds.get(id) && isActive(counters) ? `${day} ${employeeIds.get(id)}` : [],
      ),
    )
    expect(expectedRows.length).toBeGreaterThan(10)
    expect(rows.map((row) => `${row.Day} ${row['Employee ID']}`).sort()).toEqual([...new Set(expectedRows)].sort())
    await host.claude.stop()
  })
}

describe('directly on PostgreSQL', () => registerTests(deployDirectly))

const hasPgBouncer = findPgBouncer() !== undefined
const note = hasPgBouncer ? '' : ' (skipped: the program pgbouncer is not installed)'

// On PostgreSQL, the whole storage suite runs only here. If PgBouncer is installed, the suite runs through it, where no
// state survives on a connection.
describe(hasPgBouncer ? 'through PgBouncer in transaction mode' : 'directly on PostgreSQL', () =>
  registerSuiteInTimeZones(
    { processZone: 'America/Los_Angeles', sessionZone: 'Pacific/Kiritimati', dateStyle: 'SQL, DMY' },
    hasPgBouncer ? deployBehindPgBouncer : deployDirectly,
  ),
)

describe.runIf(hasPgBouncer)(`through PgBouncer in transaction mode${note}`, () => {
  registerTests(deployBehindPgBouncer)

  test('lets transactions of different clients share a connection, so that state on a connection would leak', async () => {
    const { url, stop } = await deployBehindPgBouncer()
    const clients = Array.from({ length: 9 }, () => new pg.Client(url))
    for (const client of clients) await client.connect()
    const pids = await Promise.all(
      clients.map(async (client) => (await client.query('select pg_backend_pid() as pid')).rows[0]?.pid),
    )
    expect(new Set(pids).size).toBeLessThan(clients.length)
    for (const client of clients) await client.end()
    await stop()
  })
})
