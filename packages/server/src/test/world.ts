import { type ConnectionResponse, type Day, employeeId, firstServedDay, listDays } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { expect } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import type { Tracer } from '../tracer.ts'
import type { Vault } from '../vault/keyring.ts'
import { acme, createTestHost, type TestHost } from './host.ts'
import { virtualClock } from './virtual-clock.ts'

/** Initial time of each world, 15:00 UTC: by then the API serves the day before. */
export const startTime = startOfDay('2026-03-21') + 15 * 3_600_000
/** The newest day the API serves at `startTime`. */
export const latestDay: Day = '2026-03-20'
/** All days the API serves at `startTime`. */
export const history: readonly Day[] = listDays({ from: firstServedDay, to: latestDay })

/** A test host with its own Claude API, both on one virtual clock. */
export interface World extends TestHost {
  readonly api: ClaudeApi
  readonly clock: ReturnType<typeof virtualClock>
}

interface WorldOptions {
  readonly storage?: StorageAdapter
  readonly clock?: World['clock']
  readonly people?: number
  /**
   * Requests per minute the sync may send. The API allows 60.
   * @default 50
   */
  readonly requestsPerMinute?: number
  readonly vault?: Vault
  readonly tracer?: Tracer
}

/**
 * Stores keys unencrypted, for tests that measure time. Real encryption takes real time, during which a virtual clock jumps
 * ahead.
 */
export const plaintextVault: Vault = { seal: async (_, key) => key, open: async (_, key) => key }

export const createWorld = (options: WorldOptions = {}): World => {
  const {
    storage = memoryStorage(),
    clock = virtualClock(startTime),
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
      id: employeeId(id),
      name,
      emails,
      archivedOn,
      managerId: managerId === null ? null : employeeId(managerId),
    })),
    claudeApi: { fetch: api.fetch, requestsPerMinute },
    ...(vault && { vault }),
    ...(tracer && { tracer }),
  })
  return { ...host, api, clock }
}

export const jsonHeaders = { 'content-type': 'application/json' }

export const connect = (host: TestHost, apiKey: string): Promise<Response> =>
  host.request('admin:boss', '/connection', { method: 'PUT', headers: jsonHeaders, body: JSON.stringify({ apiKey }) })

export const disconnect = async (host: TestHost, data: 'keep' | 'erase'): Promise<ConnectionResponse> =>
  (await (
    await host.request('admin:boss', `/connection?data=${data}`, { method: 'DELETE' })
  ).json()) as ConnectionResponse

export const readConnection = async (host: TestHost, viewer = 'admin:boss'): Promise<ConnectionResponse> =>
  (await (await host.request(viewer, '/connection')).json()) as ConnectionResponse

/** Asserts that the stored usage of each day equals the API's ground truth. */
export const expectStoredUsageMatchesApi = async (
  { storage, api }: Pick<World, 'storage' | 'api'>,
  days: readonly Day[] = history,
): Promise<void> => {
  for (const day of days) {
    const stored = new Map((await storage.readUsage(acme, day)).map((row) => [row.claudeUserId, row.counters]))
    expect(stored, day).toEqual(new Map(api.truth.day(day)))
  }
}
