import { accountId } from '@windmill/claude-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClaudeIntegration } from './integration.ts'
import type { ClaudeIntegrationOptions } from './integration-options.ts'
import type { StorageAdapter } from './storage/adapter.ts'
import { createDisconnectedRecord } from './storage/create-disconnected-record.ts'
import { StorageError } from './storage/errors.ts'
import { memoryStorage } from './storage/memory.ts'
import type { Scheduler, SchedulerJobs } from './sync/scheduler.ts'
import {
  connect,
  createSyncHost,
  expectStoredUsageMatchesApi,
  latestDay,
  plaintextVault,
  startTime,
} from './test/sync-host.ts'
import { acme, createTestHost } from './test/test-host.ts'
import { createVirtualClock } from './test/virtual-clock.ts'
import { createEmployee } from './testing/fixtures.ts'

const boss = { accountId: 'acme', employeeId: 'boss', role: 'admin' } as const
const hang = (): Promise<never> => new Promise(() => {})
const failToOpen = () => Promise.reject(new StorageError('database_unreachable', 'The database is away.'))

/** Creates a storage that counts how often it was opened and closed. */
const createCountingStorage = (migrate: StorageAdapter['migrate'] = async () => {}) => {
  const storage = memoryStorage()
  const counts = { opened: 0, closed: 0 }
  return {
    counts,
    storage: {
      ...storage,
      async migrate() {
        counts.opened += 1
        await migrate()
      },
      async close() {
        counts.closed += 1
        await storage.close()
      },
    },
  }
}

/** Creates a scheduler that records its calls and passes requests on to the runner. */
const createRecordingScheduler = (overrides: Partial<Scheduler> = {}) => {
  const calls: string[] = []
  let jobs: SchedulerJobs | undefined
  const scheduler: Scheduler = {
    async start(given) {
      calls.push('start')
      jobs = given
    },
    async request(accountIds) {
      calls.push(`request ${accountIds}`)
      for (const accountId of accountIds) void jobs?.sync(accountId)
    },
    getNextRunAt: () => null,
    async stop() {
      calls.push('stop')
    },
    ...overrides,
  }
  return { calls, scheduler, getJobs: () => jobs }
}

const createHost = (overrides: Partial<ClaudeIntegrationOptions> = {}) =>
  createTestHost({ clock: createVirtualClock(startTime), employees: [createEmployee('boss')], ...overrides })

const callEverything = (claude: ClaudeIntegration): readonly (readonly [name: string, result: Promise<unknown>])[] => [
  ['api.connection', claude.api.connection(boss)],
  ['directory.refresh', claude.directory.refresh('acme')],
  ['organization.accept', claude.organization.accept('acme', 'org', { by: 'boss' }).catch(rethrowUnlessProblem)],
  ['sync', claude.sync('acme')],
  ['start', claude.start()],
  ['handler', claude.handler(new Request('https://app.test/api/claude/connection'))],
]

/** Ignores `not_connected`, which every call about an account that was never connected gets. */
const rethrowUnlessProblem = (error: unknown): void => {
  if ((error as { readonly code?: unknown }).code !== 'not_connected') throw error
}

describe('the first call', () => {
  test.each([0, 1, 2, 3, 4, 5])('opens the storage once and starts the scheduler: call %i', async (index) => {
    const { storage, counts } = createCountingStorage()
    const { scheduler, calls } = createRecordingScheduler()
    const { claude } = createHost({ storage, scheduler })
    expect(counts.opened).toBe(0)
    await callEverything(claude)[index]?.[1]
    await Promise.all(callEverything(claude).map(([, result]) => result))
    expect(counts.opened).toBe(1)
    expect(calls.filter((call) => call === 'start')).toEqual(['start'])
  })

  test('starts syncing in an integration that was never started, even if the call is a request', async () => {
    const { scheduler } = createRecordingScheduler()
    const host = createSyncHost({ vault: plaintextVault, scheduler })
    expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    await host.claude.stop()
  })
})

describe('while the storage cannot be opened', () => {
  test('a request is answered with 503 not_ready, a method of api rejects with not_ready, and the next call tries again', async () => {
    let isAway = true
    const { storage, counts } = createCountingStorage(async () => {
      if (isAway) await failToOpen()
    })
    const host = createHost({ storage })
    const response = await host.request('admin:boss', '/connection')
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'not_ready'])
    await expect(host.claude.api.connection(boss)).rejects.toMatchObject({
      code: 'not_ready',
      cause: { code: 'database_unreachable' },
    })
    await expect(host.claude.sync('acme')).rejects.toMatchObject({ code: 'database_unreachable' })
    await expect(host.claude.start()).rejects.toMatchObject({ code: 'database_unreachable' })
    expect(counts.opened).toBeGreaterThanOrEqual(3)
    expect(host.log.join('\n')).toContain('"code":"database_unreachable"')
    isAway = false
    expect((await host.request('admin:boss', '/connection')).status).toBe(200)
    await host.claude.stop()
  })

  test.each([true, false])(
    'logs each failed attempt once, even in a process that does not sync: worker %s',
    async (worker) => {
      const { storage, counts } = createCountingStorage(failToOpen)
      const host = createHost({ storage, worker, clock: { ...createVirtualClock(startTime), sleep: hang } })
      await host.request('admin:boss', '/connection')
      expect(counts.opened).toBe(1)
      expect(host.log.filter((line) => line.includes('database_unreachable'))).toHaveLength(1)
      await host.claude.stop()
    },
  )

  test('syncing starts by itself when the storage can be opened, with pauses of at most a minute between attempts', async () => {
    const clock = createVirtualClock(startTime)
    const attempts: number[] = []
    const { storage } = createCountingStorage(async () => {
      attempts.push(clock.now() - startTime)
      if (attempts.length < 12) await failToOpen()
    })
    const started = Promise.withResolvers<void>()
    const { scheduler } = createRecordingScheduler({ start: async () => started.resolve() })
    const { claude } = createHost({ storage, scheduler, clock })
    await expect(claude.start()).rejects.toMatchObject({ code: 'database_unreachable' })
    await started.promise
    const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000)
    expect(Math.max(...pauses)).toBe(60_000)
    await claude.stop()
  })

  test('a scheduler that cannot start is started again', async () => {
    let attempts = 0
    const started = Promise.withResolvers<void>()
    const { scheduler } = createRecordingScheduler({
      async start() {
        attempts += 1
        if (attempts < 3) throw new Error('The queue is away.')
        started.resolve()
      },
    })
    const host = createHost({ scheduler })
    await expect(host.claude.start()).rejects.toThrow('The queue is away.')
    expect((await host.request('admin:boss', '/connection')).status).toBe(200)
    await started.promise
    await host.claude.stop()
  })
})

describe('when the database goes away after the start', () => {
  const createHostThatCanLoseDatabase = (error: Error) => {
    const memory = memoryStorage()
    let isAway = false
    const storage: StorageAdapter = {
      ...memory,
      async getConnection(accountId) {
        if (isAway) throw error
        return await memory.getConnection(accountId)
      },
    }
    const host = createHost({ storage })
    return { ...host, loseDatabase: () => (isAway = true) }
  }

  test.each(['database_unreachable', 'database_read_only', 'database_rights_missing', 'database_in_use'] as const)(
    'a request is answered with 503 not_ready and logged once, and a method of api rejects with not_ready: %s',
    async (code) => {
      const host = createHostThatCanLoseDatabase(new StorageError(code, 'The database is away.'))
      await host.claude.start()
      host.loseDatabase()
      const response = await host.request('admin:boss', '/connection')
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'not_ready'])
      expect(host.log.filter((line) => line.includes(code))).toEqual([
        `A request failed: the database could not be used {"method":"GET","route":"/api/claude/connection","path":"/api/claude/connection","code":"${code}","error":"The database is away."}`,
      ])
      await expect(host.claude.api.connection(boss)).rejects.toMatchObject({
        name: 'ProblemError',
        code: 'not_ready',
        cause: { code },
      })
      await host.claude.stop()
    },
  )

  test.each([new StorageError('id_invalid', 'No id.'), new Error('A fault')])(
    'any other error is passed on unchanged: %s',
    async (error) => {
      const host = createHostThatCanLoseDatabase(error)
      await host.claude.start()
      host.loseDatabase()
      expect((await host.request('admin:boss', '/connection')).status).toBe(500)
      await expect(host.claude.api.connection(boss)).rejects.toBe(error)
      await host.claude.stop()
    },
  )
})

describe('with fake timers', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('a request waits ten seconds for a storage that hangs while it opens', async () => {
    const { storage } = createCountingStorage(hang)
    const host = createHost({ storage })
    const response = host.request('admin:boss', '/connection')
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await response).status).toBe(503)
    const stopping = host.claude.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    await stopping
  })

  test.each<[string, Partial<ClaudeIntegrationOptions>]>([
    ['a scheduler that hangs in start', { scheduler: createRecordingScheduler({ start: hang }).scheduler }],
    ['a scheduler that hangs in stop', { scheduler: createRecordingScheduler({ stop: hang }).scheduler }],
    ['a storage that hangs while it closes', { storage: { ...memoryStorage(), close: hang } }],
    ['a storage that hangs in a call', { storage: { ...memoryStorage(), getConnection: hang } }],
    ['a storage that cannot close', { storage: { ...memoryStorage(), close: failToOpen } }],
  ])('stop ends within ten seconds with %s', async (_, overrides) => {
    const host = createHost(overrides)
    const call = host.claude.api.connection(boss).catch(({ code }) => code)
    await vi.advanceTimersByTimeAsync(0)
    const stopping = host.claude.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    await stopping
    if (overrides.storage?.getConnection !== hang) await call
    await expect(host.claude.start()).rejects.toMatchObject({ code: 'stopped' })
  })
})

describe('after stop', () => {
  test.each<[string, (claude: ClaudeIntegration) => Promise<unknown>]>([
    ['without a start', async () => {}],
    ['after a start', (claude) => claude.start()],
    ['after a request', (claude) => claude.api.connection(boss)],
  ])('every call is answered with stopped: %s', async (_, prepare) => {
    const { storage, counts } = createCountingStorage()
    const { scheduler, calls } = createRecordingScheduler()
    const { claude } = createHost({ storage, scheduler })
    await prepare(claude)
    await Promise.all([claude.stop(), claude.stop()])
    await claude.stop()
    expect(counts.closed).toBe(1)
    expect(calls.filter((call) => call === 'stop')).toEqual(['stop'])
    for (const [name, result] of callEverything(claude)) {
      if (name === 'handler') {
        const response = (await result) as Response
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'stopped'])
      } else await expect(result, name).rejects.toMatchObject({ code: 'stopped' })
    }
    expect(counts).toMatchObject({ closed: 1 })
  })

  test('a start in progress rejects with stopped, and no scheduler runs', async () => {
    const { storage, counts } = createCountingStorage(() => new Promise((resolve) => setTimeout(resolve, 20)))
    const { scheduler, calls } = createRecordingScheduler()
    const { claude } = createHost({ storage, scheduler })
    const starting = expect(claude.start()).rejects.toMatchObject({ code: 'stopped' })
    await claude.stop()
    await starting
    expect(calls).toEqual(['stop'])
    expect(counts).toEqual({ opened: 1, closed: 1 })
  })

  test('calls in progress end before the storage closes', async () => {
    const memory = memoryStorage()
    const events: string[] = []
    const storage: StorageAdapter = {
      ...memory,
      async getConnection(accountId) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        events.push('read')
        return await memory.getConnection(accountId)
      },
      async close() {
        events.push('closed')
      },
    }
    const { claude } = createHost({ storage })
    const call = claude.api.connection(boss)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await claude.stop()
    await expect(call).resolves.toMatchObject({ status: 'disconnected' })
    expect(events).toEqual(['read', 'closed'])
  })

  test('jobs of a scheduler that keeps running do nothing', async () => {
    const { scheduler, getJobs } = createRecordingScheduler()
    const host = createSyncHost({ vault: plaintextVault, scheduler })
    await connect(host, host.api.keys.analytics)
    await host.claude.stop()
    const requests = host.api.requests.total()
    await getJobs()?.sync(acme)
    await getJobs()?.syncAllAccounts()
    await getJobs()?.syncRequestedAccounts()
    expect(host.api.requests.total()).toBe(requests)
  })
})

describe('a process that does not sync', () => {
  test('answers requests, and a process that starts later syncs the account that was connected in the first process', async () => {
    const first = createRecordingScheduler()
    const host = createSyncHost({ vault: plaintextVault, scheduler: first.scheduler, worker: false })
    await connect(host, host.api.keys.analytics)
    expect(first.calls).toEqual([])
    expect(await host.storage.listSyncRequests()).toEqual([acme])
    await host.claude.stop()

    const second = createRecordingScheduler()
    const { storage, clock, api } = host
    const other = createSyncHost({
      storage,
      clock,
      vault: plaintextVault,
      scheduler: second.scheduler,
      fetch: api.fetch,
    })
    await other.claude.start()
    await other.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    expect(await host.storage.listSyncRequests()).toEqual([])
    await other.claude.stop()
  })

  test('stores a sync request, and another running process serves the request', async () => {
    const { scheduler, calls, getJobs } = createRecordingScheduler()
    const other = createSyncHost({ vault: plaintextVault, scheduler })
    await other.claude.start()
    const { storage, clock, api } = other
    const host = createSyncHost({ storage, clock, vault: plaintextVault, worker: false, fetch: api.fetch })
    await connect(host, api.keys.analytics)
    expect(calls).toEqual(['start'])
    await getJobs()?.syncRequestedAccounts()
    expect(calls).toEqual(['start', 'request acme'])
    // A run in progress serves the request.
    await getJobs()?.syncRequestedAccounts()
    expect(calls).toEqual(['start', 'request acme'])
    await other.claude.sync(acme)
    expect(await storage.listSyncRequests()).toEqual([])
    await Promise.all([host.claude.stop(), other.claude.stop()])
  })
})

test('a process that builds a Next.js app answers requests but does not sync', async () => {
  vi.stubEnv('NEXT_PHASE', 'phase-production-build')
  try {
    const { scheduler, calls } = createRecordingScheduler()
    const { claude } = createHost({ scheduler })
    await claude.start()
    expect(await claude.api.connection(boss)).toMatchObject({ status: 'disconnected' })
    expect(calls).toEqual([])
    await claude.stop()
  } finally {
    vi.unstubAllEnvs()
  }
})

test('the hourly job requests all accounts in one call, and rejects if the call fails', async () => {
  const { scheduler, calls, getJobs } = createRecordingScheduler()
  const { request } = scheduler
  let isBroken = false
  const { claude, storage } = createHost({
    scheduler: {
      ...scheduler,
      request: async (accountIds) => {
        if (isBroken) throw new Error('The queue is away.')
        await request(accountIds)
      },
    },
  })
  for (const [index, organizationId] of ['x', 'x', 'y'].entries()) {
    await storage.saveConnection({
      ...createDisconnectedRecord(accountId(`account-${index}`)),
      status: 'connected',
      organizationId,
    })
  }
  await claude.start()
  await getJobs()?.syncAllAccounts()
  // The second account of an organization comes after the first account of every other organization.
  const requestOfAllAccounts = 'request account-0,account-2,account-1'
  expect(calls).toEqual(['start', requestOfAllAccounts, requestOfAllAccounts])
  isBroken = true
  await expect(getJobs()?.syncAllAccounts()).rejects.toThrow('The queue is away.')
  await claude.stop()
})

describe('a run when the server stops', () => {
  test('finishes the day in progress, begins no other, and leaves the rest to the next process', async () => {
    const stopped = Promise.withResolvers<void>()
    const { promise: requested, resolve: onRequest } = Promise.withResolvers<void>()
    const host = createSyncHost({
      vault: plaintextVault,
      async fetch(input, init) {
        const isReadOfLatestDay = String(input).includes(`date=${latestDay}`) && String(input).includes('limit=1000')
        if (isReadOfLatestDay) {
          onRequest()
          await Promise.race([stopped.promise, hang()])
        }
        return await host.api.fetch(input, init)
      },
    })
    await connect(host, host.api.keys.analytics)
    const run = host.claude.sync(acme)
    await requested
    const stopping = host.claude.stop()
    stopped.resolve()
    await Promise.all([stopping, run.catch(() => {})])
    const ledger = await host.storage.readLedger(acme)
    expect(ledger.map(({ day, read }) => [day, read !== null])).toEqual([[latestDay, true]])
    expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'connected', lastFailure: null })
    expect(await host.storage.listSyncRequests()).toEqual([acme])
    expect(await host.storage.getLease(acme)).toBeNull()
  })

  test('is aborted after three seconds if the day in progress takes longer, and records no failure', async () => {
    const { promise: requested, resolve: onRequest } = Promise.withResolvers<void>()
    const host = createSyncHost({
      vault: plaintextVault,
      fetch: (input, init) => {
        if (!String(input).includes('limit=1000')) return host.api.fetch(input, init)
        onRequest()
        return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
      },
    })
    await connect(host, host.api.keys.analytics)
    const run = host.claude.sync(acme)
    await requested
    const startedAt = performance.now()
    await Promise.all([host.claude.stop(), run.catch(() => {})])
    expect(performance.now() - startedAt).toBeLessThan(9_000)
    expect(await host.storage.readLedger(acme)).toEqual([])
    expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'connecting', lastFailure: null })
    expect(await host.storage.getLease(acme)).toBeNull()
  })
})

test('a run leaves its sync request to the next process when stop ends the run', async () => {
  const { scheduler } = createRecordingScheduler()
  const host = createSyncHost({ vault: plaintextVault, scheduler })
  await connect(host, host.api.keys.analytics)
  const running = host.claude.sync(acme)
  await host.clock.sleep(10_000)
  await host.claude.stop()
  await running.catch(() => {})
  expect(await host.storage.listSyncRequests()).toEqual([acme])
})
