import { expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import {
  connect,
  createSyncHost,
  expectStoredUsageMatchesApi,
  history,
  plaintextVault,
  readConnection,
} from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

test('a run keeps its lease when every second renewal fails', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { storage } = host
  const { renewLease, writeDay } = storage
  let renewalCount = 0
  storage.renewLease = async (...args) => {
    renewalCount += 1
    if (renewalCount % 2 === 1) throw new Error('The connection broke.')
    return await renewLease(...args)
  }
  const otherTokens: (number | null)[] = []
  storage.writeDay = async (...args) => {
    otherTokens.push(await storage.acquireLease(acme, 30_000))
    return await writeDay(...args)
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(renewalCount).toBeGreaterThan(10)
  expect(otherTokens.filter((token) => token !== null)).toEqual([])
  await expectStoredUsageMatchesApi(host)
})

const dayMs = 86_400_000

test.each([
  ['ahead', dayMs],
  ['behind', -dayMs],
])(
  'a dead runner’s lease ends by the storage’s clock, even if the runner’s clock was a day %s',
  async (_, differenceMs) => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    const { now } = host.clock
    const other = createSyncHost({
      storage: { ...host.storage, releaseLease: async () => {}, writeDay: () => Promise.reject(new Error('killed')) },
      clock: { ...host.clock, now: () => now() + differenceMs },
      vault: plaintextVault,
    })
    await other.claude.sync(acme)
    expect((await readConnection(host)).syncing).toBe(true)
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    expect((await readConnection(host)).syncing).toBe(false)
  },
)

test('a dead runner’s lease ends even if the storage’s clock was a day ahead and is then corrected', async () => {
  let offsetMs = dayMs
  const time = createSyncHost({ vault: plaintextVault }).clock
  const storage = memoryStorage({ now: () => time.now() + offsetMs })
  const host = createSyncHost({ storage, clock: time, vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  await storage.acquireLease(acme, 30_000)
  offsetMs = 0
  await host.claude.sync(acme)
  await expectStoredUsageMatchesApi(host)
})

test('a process with a clock that is ahead does not take over the lease of a live run', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  const run = host.claude.sync(acme)
  await host.clock.sleep(15_000)
  const { now } = host.clock
  const clock = { ...host.clock, now: () => now() + 45_000 }
  const other = createSyncHost({ storage: host.storage, clock, vault: plaintextVault })
  await other.claude.sync(acme)
  expect(other.api.requests.total()).toBe(0)
  await run
  expect((await host.storage.readLedger(acme)).filter(({ read }) => read)).toHaveLength(history.length)
})

test('reports no failure for a run that did not start because another one is in progress', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  const run = host.claude.sync(acme)
  await host.clock.sleep(1_000)
  const other = createSyncHost({ storage: host.storage, clock: host.clock, vault: plaintextVault })
  await other.claude.sync(acme)
  expect(other.log.at(-1)).toBe('Another runner is syncing this account; this run did not start {"accountId":"acme"}')
  expect((await readConnection(host)).lastFailure).toBeNull()
  await run
})

test('reports a failure for a lease that neither expires nor is renewed', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  host.storage.acquireLease = async () => null
  host.storage.getLease = async () => ({ token: 1, remainingMs: 30_000 })
  await host.claude.sync(acme)
  expect(host.log.at(-1)).toMatch(/^The lease of this account does not expire; this run did not start .*"acme"/)
  expect(await readConnection(host)).toMatchObject({ syncing: true, lastFailure: { code: null } })
})

test('a run neither stops nor takes longer when the clock of its server is set', async () => {
  const durations = []
  for (const differenceMs of [0, 3 * dayMs, -3 * dayMs]) {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    let offsetMs = 0
    const clock = { ...host.clock, now: () => host.clock.now() + offsetMs }
    const server = createSyncHost({ storage: host.storage, clock, fetch: host.api.fetch, vault: plaintextVault })
    const startedAt = clock.monotonicNow()
    const run = server.claude.sync(acme)
    await clock.sleep(20_000)
    offsetMs = differenceMs
    await run
    await expectStoredUsageMatchesApi(host)
    durations.push(Math.round((clock.monotonicNow() - startedAt) / 60_000))
  }
  expect(new Set(durations).size).toBe(1)
})
