import { type ConnectionResponse, type Day, daysOf, employeeId, firstDay, startOfDay } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { expect } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import type { Tracer } from '../tracer.ts'
import type { Vault } from '../vault/keyring.ts'
import { acme, createTestHost, type TestHost } from './host.ts'
import { virtualClock } from './virtual-clock.ts'

/** When each world begins, in the afternoon: the day before yesterday is the newest that the API serves. */
export const start = startOfDay('2026-03-21') + 15 * 3_600_000
export const latestDay: Day = '2026-03-20'
export const history: readonly Day[] = daysOf({ from: firstDay, to: latestDay })

/** A host app and an API of its own, on one clock. */
export interface World extends TestHost {
  readonly api: ClaudeApi
  readonly clock: ReturnType<typeof virtualClock>
}

interface WorldOptions {
  readonly storage?: StorageAdapter
  readonly clock?: World['clock']
  readonly people?: number
  /** What the sync may spend; 50 by default. The API allows 60. */
  readonly requestsPerMinute?: number
  readonly vault?: Vault
  readonly tracer?: Tracer
}

/**
 * Keeps keys as they are, where a test measures time: real cryptography takes real time, in which a virtual clock leaps
 * ahead.
 */
export const openVault: Vault = { seal: async (_, key) => key, open: async (_, key) => key }

export const world = (options: WorldOptions = {}): World => {
  const {
    storage = memoryStorage(),
    clock = virtualClock(start),
    people = 20,
    requestsPerMinute,
    vault,
    tracer,
  } = options
  const api = createClaudeApi({ seed: 3, people, rpm: 60, now: clock.now })
  const host = createTestHost({
    storage,
    clock,
    employees: api.organization.directory.map(({ id, name, emails, managerId, archivedOn }) => ({
      ...{ id: employeeId(id), name, emails, archivedOn },
      managerId: managerId === null ? null : employeeId(managerId),
    })),
    claudeApi: { fetch: api.fetch, requestsPerMinute },
    ...(vault && { vault }),
    ...(tracer && { tracer }),
  })
  return { ...host, api, clock }
}

export const json = { 'content-type': 'application/json' }

export const connect = (host: TestHost, apiKey: string): Promise<Response> =>
  host.request('admin:boss', '/connection', { method: 'PUT', headers: json, body: JSON.stringify({ apiKey }) })

export const disconnect = async (host: TestHost, data: 'keep' | 'erase'): Promise<ConnectionResponse> =>
  (await (
    await host.request('admin:boss', `/connection?data=${data}`, { method: 'DELETE' })
  ).json()) as ConnectionResponse

export const connection = async (host: TestHost, viewer = 'admin:boss'): Promise<ConnectionResponse> =>
  (await (await host.request(viewer, '/connection')).json()) as ConnectionResponse

/** Every stored counter equals the API's own account of that day. */
export const expectTruth = async (
  { storage, api }: Pick<World, 'storage' | 'api'>,
  days: readonly Day[] = history,
): Promise<void> => {
  for (const day of days) {
    const stored = new Map((await storage.readUsage(acme, day)).map((row) => [row.claudeUserId, row.counters]))
    expect(stored, day).toEqual(new Map(api.truth.day(day)))
  }
}
