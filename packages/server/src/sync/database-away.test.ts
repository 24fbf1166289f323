import { expect, test } from 'vitest'
import { StorageError } from '../storage/errors.ts'
import { memoryStorage } from '../storage/memory.ts'
import { connect, createSyncHost, history, plaintextVault, startTime } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

/** Creates a host with a database that can be away for writes of days. */
const createHost = (code: 'database_unreachable' | 'database_rights_missing' = 'database_unreachable') => {
  const clock = createVirtualClock(startTime)
  const storage = memoryStorage({ now: clock.now })
  const state = { failuresLeft: 0, attempts: 0 }
  const host = createSyncHost({
    clock,
    vault: plaintextVault,
    storage: {
      ...storage,
      async writeDay(...args) {
        state.attempts += 1
        if (state.failuresLeft > 0) {
          state.failuresLeft -= 1
          throw new StorageError(code, 'The database is away.')
        }
        return await storage.writeDay(...args)
      },
    },
  })
  return { host, state }
}

test('a run that the database ended goes on within seconds', async () => {
  const { host, state } = createHost()
  await connect(host, host.api.keys.analytics)
  state.failuresLeft = 1
  await host.claude.sync(acme)
  const ledger = await host.storage.readLedger(acme)
  expect(ledger.filter(({ read }) => read).length).toBe(history.length)
  expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'connected', lastFailure: null })
  expect(await host.storage.listSyncRequests()).toEqual([])
  expect(host.log.filter((line) => line.startsWith('The database ended a sync')).length).toBe(1)
})

test('a run is tried again three times while the database is away, and keeps its request', async () => {
  const { host, state } = createHost()
  await connect(host, host.api.keys.analytics)
  state.failuresLeft = Number.POSITIVE_INFINITY
  const startedAt = host.clock.now()
  await host.claude.sync(acme)
  expect(state.attempts).toBe(4)
  expect(host.clock.now() - startedAt).toBeLessThan(2 * 60_000)
  expect(await host.storage.listSyncRequests()).toEqual([acme])
  expect(host.log.filter((line) => line.startsWith('Sync failed')).length).toBe(1)
})

test('a run is not tried again when the database refuses it', async () => {
  const { host, state } = createHost('database_rights_missing')
  await connect(host, host.api.keys.analytics)
  state.failuresLeft = Number.POSITIVE_INFINITY
  await host.claude.sync(acme)
  expect(state.attempts).toBe(1)
})

test('a run that waits for the database ends at once when the server stops', async () => {
  const { host, state } = createHost()
  await connect(host, host.api.keys.analytics)
  state.failuresLeft = Number.POSITIVE_INFINITY
  const run = host.claude.sync(acme)
  while (state.attempts === 0) await host.clock.sleep(100)
  await Promise.all([host.claude.stop(), run.catch(() => {})])
  expect(state.attempts).toBe(1)
  expect(host.log.filter((line) => line.startsWith('Sync failed'))).toEqual([])
})
