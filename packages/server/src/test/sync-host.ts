import { type ConnectionResponse, type Day, firstServedDay, listDays } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { expect } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { createEmployee } from '../testing/fixtures.ts'
import type { Tracer } from '../tracer.ts'
import type { Vault } from '../vault/keyring.ts'
import { acme, createTestHost, type TestHost } from './test-host.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** Time at which each sync host starts, in milliseconds since 1970. At 15:00 UTC, the API serves the day before. */
export const startTime = Date.parse('2026-03-21T15:00:00Z')
/** The newest day that the API serves at `startTime`. */
export const latestDay: Day = '2026-03-20'
/** All days that the API serves at `startTime`. */
export const history: readonly Day[] = listDays({ from: firstServedDay, to: latestDay })

/** A test host that syncs from a simulated Claude API of its own. Both use one virtual clock. */
export interface SyncHost extends TestHost {
  readonly api: ClaudeApi
  readonly clock: ReturnType<typeof createVirtualClock>
}

interface SyncHostOptions
  extends Pick<
    Partial<ClaudeIntegrationOptions>,
    'directory' | 'logger' | 'scheduler' | 'worker' | 'policy' | 'onEvent'
  > {
  /** Must use the virtual clock. `@default` a memory adapter */
  readonly storage?: StorageAdapter
  readonly clock?: SyncHost['clock']
  /** Number of people in the simulated organization. `@default 20` */
  readonly people?: number
  /**
   * Maximum requests per minute of the integration. The API allows 60.
   * @default 50
   */
  readonly requestsPerMinute?: number
  readonly vault?: Vault
  readonly tracer?: Tracer
  /** Sends the requests of the integration. `@default` the simulated API's `fetch` */
  readonly fetch?: typeof fetch
}

/**
 * A vault that does not encrypt, for tests that check times. Encryption takes real time, in which the virtual clock
 * would jump ahead.
 */
export const plaintextVault: Vault = { seal: async (_, key) => key, open: async (_, key) => key }

/** Creates a test host, and a simulated Claude API from which it can sync. */
export const createSyncHost = (options: SyncHostOptions = {}): SyncHost => {
  const {
    clock = createVirtualClock(startTime),
    storage = memoryStorage({ now: clock.now }),
    people = 20,
    requestsPerMinute,
    vault,
    tracer,
    directory,
    logger,
    scheduler,
    worker,
    policy,
    onEvent,
  } = options
  const api = createClaudeApi({ seed: 3, people, organizations: 2, rpm: 60, now: clock.now })
  const host = createTestHost({
    storage,
    clock,
    employees: api.organization.directory.map(({ id, name, emails, managerId, archivedOn }) =>
      createEmployee(id, { name, emails, managerId, archivedOn }),
    ),
    claudeApi: { fetch: options.fetch ?? api.fetch, requestsPerMinute },
    ...(vault && { vault }),
    ...(tracer && { tracer }),
    ...(directory && { directory }),
    ...(logger && { logger }),
    ...(scheduler && { scheduler }),
    ...(worker !== undefined && { worker }),
    ...(policy && { policy }),
    ...(onEvent && { onEvent }),
  })
  return { ...host, api, clock }
}

/** Headers of a request with a JSON body. */
export const jsonHeaders = { 'content-type': 'application/json' }

/** Connects account acme as an admin. */
export const connect = (host: TestHost, apiKey: string): Promise<Response> =>
  host.request('admin:boss', '/connection', { method: 'PUT', headers: jsonHeaders, body: JSON.stringify({ apiKey }) })

/** Disconnects account acme as an admin. */
export const disconnect = async (host: TestHost, data: 'keep' | 'erase'): Promise<ConnectionResponse> =>
  (await (
    await host.request('admin:boss', `/connection?data=${data}`, { method: 'DELETE' })
  ).json()) as ConnectionResponse

/** Requests the connection of account acme. */
export const readConnection = async (host: TestHost, viewer = 'admin:boss'): Promise<ConnectionResponse> =>
  (await (await host.request(viewer, '/connection')).json()) as ConnectionResponse

/** Asserts that the stored usage of each day equals the counters that the API generated. */
export const expectStoredUsageMatchesApi = async (
  { storage, api }: Pick<SyncHost, 'storage' | 'api'>,
  days: readonly Day[] = history,
): Promise<void> => {
  for (const day of days) {
    const stored = new Map((await storage.readUsage(acme, day)).map((row) => [row.claudeUserId, row.counters]))
    expect(stored, day).toEqual(new Map(api.truth.day(day)))
  }
}
