import type { Employee } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { connect, createSyncHost, disconnect, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const hourMs = 3_600_000

const sync = async (host: SyncHost, hours: number): Promise<void> => {
  host.clock.set(host.clock.now() + hours * hourMs)
  await host.claude.sync(acme)
}

/** Returns the kinds of the events that were not sent yet, in order. */
const takeEvents = async ({ storage }: SyncHost): Promise<string[]> => {
  const kinds: string[] = []
  for (;;) {
    const entry = await storage.claimUnsentEntry(acme, 0, 60_000)
    if (!entry) return kinds
    kinds.push(entry.event.kind)
    await storage.markEntrySent(acme, entry.id)
  }
}

test('announces the first day, a refused key and the recovery only once, even after several runs and a new key', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { analytics, replacement } = host.api.keys
  await connect(host, analytics)
  await sync(host, 1)
  expect(await takeEvents(host)).toEqual(['connected', 'first_data', 'more_unmatched'])
  await sync(host, 1)
  expect(await takeEvents(host)).toEqual([])
  host.api.control({ settings: { revokedKeys: [analytics] } })
  await sync(host, 1)
  await sync(host, 1)
  expect(await takeEvents(host)).toEqual(['needs_attention'])
  await connect(host, replacement)
  await sync(host, 1)
  await sync(host, 1)
  expect(await takeEvents(host)).toEqual(['key_replaced', 'recovered'])
  await disconnect(host, 'keep')
  await sync(host, 72)
  await connect(host, replacement)
  await sync(host, 0)
  expect(await takeEvents(host)).toEqual(['disconnected', 'connected'])
})

test('announces that no newer day came for 48 hours while the API is down, and the recovery', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  await sync(host, 1)
  await takeEvents(host)
  host.api.control({ faults: [{ kind: 'error', status: 503 }] })
  await sync(host, 47)
  expect(await takeEvents(host)).toEqual([])
  await sync(host, 1)
  await sync(host, 24)
  expect(await takeEvents(host)).toEqual(['no_fresh_day'])
  host.api.control({ clearFaults: true })
  await sync(host, 1)
  expect(await takeEvents(host)).toEqual(['recovered'])
})

test('a host with its own scheduler gets the events of each account that it syncs, without a worker', async () => {
  const events: string[] = []
  const host = createSyncHost({
    vault: plaintextVault,
    worker: false,
    onEvent: ({ event }) => void events.push(event.kind),
  })
  await connect(host, host.api.keys.analytics)
  const { accounts } = await host.claude.health()
  for (const { accountId, status } of accounts) if (status !== 'disconnected') await host.claude.sync(accountId)
  expect(events).toEqual(['connected', 'first_data', 'more_unmatched'])
})

test('a run ends although the host cannot take its events, and the next run sends them again', async () => {
  const events: string[] = []
  let isFull = true
  const host = createSyncHost({
    vault: plaintextVault,
    worker: false,
    onEvent({ event }) {
      if (isFull) throw new Error('The queue is full.')
      events.push(event.kind)
    },
  })
  await connect(host, host.api.keys.analytics)
  await sync(host, 1)
  expect(events).toEqual([])
  isFull = false
  await sync(host, 1)
  expect(events).toEqual(['connected', 'first_data', 'more_unmatched'])
})

test('announces a directory only when it becomes stale', async () => {
  const clock = createVirtualClock(Date.parse('2026-03-21T15:00:00Z'))
  let isDown = false
  const directory = {
    listEmployees: (): Employee[] => {
      if (isDown) throw new Error('The HR system is down.')
      return []
    },
  }
  const host = createSyncHost({ vault: plaintextVault, clock, directory })
  await connect(host, host.api.keys.analytics)
  await sync(host, 1)
  await takeEvents(host)
  isDown = true
  for (const hours of [90, 6, 24]) await sync(host, hours)
  expect(await takeEvents(host)).toEqual(['directory_stale'])
})
