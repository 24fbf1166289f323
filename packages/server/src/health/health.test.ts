import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { StorageError } from '../storage/errors.ts'
import { memoryStorage } from '../storage/memory.ts'
import { connect, createSyncHost, latestDay, plaintextVault, startTime } from '../test/sync-host.ts'
import { acme, createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createConnectionRecord } from '../testing/fixtures.ts'
import type { Diagnosis } from './diagnose.ts'
import { storageTimeoutMs } from './wait-for-storage.ts'

const hourMs = 3_600_000

describe('claude.health', () => {
  test('returns for each account what was read, what fails and how many requests are left', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    expect(await host.claude.health()).toMatchObject({
      isReady: true,
      problem: null,
      accounts: [{ accountId: acme, status: 'connecting', newestDay: null, unmatched: null, lastSyncAt: null }],
    })
    await host.claude.sync(acme)
    const { accounts } = await host.claude.health()
    expect(accounts).toEqual([
      {
        accountId: acme,
        status: 'connected',
        attention: null,
        newestDay: latestDay,
        isLate: false,
        lastSyncAt: expect.stringMatching(/^2026-03-21T/),
        lastFailure: null,
        isSyncing: false,
        directoryReadAt: expect.stringMatching(/^2026-03-21T/),
        isDirectoryStale: false,
        unmatched: expect.any(Number),
        requestsLeft: expect.any(Number),
      },
    ])
    expect(accounts[0]?.requestsLeft).toBeLessThan(50)
    host.clock.set(host.clock.now() + hourMs)
    expect((await host.claude.health()).accounts[0]?.requestsLeft).toBe(50)
    expect(await host.claude.health({ accounts: [] })).toMatchObject({ isReady: true, accounts: [] })
    host.api.control({ settings: { revokedKeys: [host.api.keys.analytics] } })
    await host.claude.sync(acme)
    expect((await host.claude.health()).accounts[0]?.attention).toBe('key_refused')
  })

  test('says that an account is late and its directory stale, even after every process has stopped syncing', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 97 * hourMs)
    const { accounts } = await host.claude.health({ accounts: [acme] })
    expect(accounts).toMatchObject([{ newestDay: latestDay, isLate: true, isDirectoryStale: true }])
  })

  test('says why it is not ready, without a secret, and never rejects', async () => {
    const clock = createVirtualClock(startTime)
    const storage = {
      ...memoryStorage({ now: clock.now }),
      migrate: () =>
        Promise.reject(new StorageError('database_unreachable', 'postgres://app:hunter2@db:5432 did not answer.')),
    }
    const { claude } = createTestHost({ storage, clock })
    const health = await claude.health()
    expect(health).toMatchObject({ isReady: false, problem: { code: 'database_unreachable' }, accounts: [] })
    expect(JSON.stringify(await claude.diagnose())).not.toContain('hunter2')
    await claude.stop()
    expect(await claude.health()).toMatchObject({ isReady: false, problem: { code: 'stopped' } })
  })
})

describe('claude.diagnose', () => {
  test('says that no stored key was checked if the stored keys cannot be read', async () => {
    const listConnections = () => Promise.reject(new StorageError('database_unreachable', 'The database is away.'))
    const host = createSyncHost({ vault: plaintextVault, storage: { ...memoryStorage(), listConnections } })
    const { checks } = await host.claude.diagnose()
    expect(checks.find(({ name }) => name === 'vault')).toEqual({
      name: 'vault',
      isOk: false,
      message: expect.stringMatching(/none was checked.*The database is away\./),
    })
  })

  test.each(['listConnections', 'updateBudget', 'getLease'] as const)(
    'ends, and says that something is not ready, if %s of the storage never answers',
    async (method) => {
      const host = createSyncHost({ vault: plaintextVault })
      await connect(host, host.api.keys.analytics)
      const silent = createSyncHost({
        vault: plaintextVault,
        storage: { ...host.storage, [method]: () => new Promise<never>(() => {}) },
      })
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      onTestFinished(() => void vi.useRealTimers())
      let diagnosis: Diagnosis | undefined
      const diagnosing = silent.claude.diagnose().then((ended) => {
        diagnosis = ended
      })
      // One wait for the health, and one for each check that asks the storage.
      for (let waits = 0; diagnosis === undefined && waits < 20; waits += 1) {
        await vi.advanceTimersByTimeAsync(storageTimeoutMs)
      }
      expect(diagnosis?.checks.some(({ isOk }) => !isOk)).toBe(true)
      await diagnosing
    },
  )

  test('finds nothing wrong with an integration that works, with and without a key', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    const before = await host.storage.getConnection(acme)
    for (const apiKey of [undefined, host.api.keys.replacement]) {
      const { checks } = await host.claude.diagnose({ apiKey })
      expect(checks.map(({ name, isOk }) => [name, isOk])).toEqual([
        ['database', true],
        ['clock', true],
        ['vault', true],
        ['api', true],
      ])
    }
    expect(await host.storage.getConnection(acme)).toEqual(before)
  })

  test('finds a key that is refused, a sealed key that cannot be opened, and a clock that differs', async () => {
    const clock = createVirtualClock(startTime)
    const storage = memoryStorage({ now: () => clock.now() + 90_000 })
    const host = createSyncHost({ clock, storage })
    await host.storage.saveConnection(createConnectionRecord(acme))
    const { checks } = await host.claude.diagnose({ apiKey: 'sk-ant-api01-of-nobody-and-nothing' })
    expect(checks.flatMap(({ name, isOk, message }) => (isOk ? [] : [[name, message]]))).toEqual([
      ['clock', expect.stringContaining('90 seconds behind')],
      ['vault', expect.stringContaining('1 of 1 accounts cannot be opened: acme')],
      ['api', expect.stringContaining('key')],
    ])
    expect(JSON.stringify(checks)).not.toContain('nobody-and-nothing')
  })
})
