import { describe, expect, test, vi } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { Logger } from '../logger.ts'
import type { Directory } from '../people/directory.ts'
import {
  connect,
  createSyncHost,
  disconnect,
  expectStoredUsageMatchesApi,
  plaintextVault,
  readConnection,
} from '../test/sync-host.ts'
import { acme, createTestHost, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'
import type { Span, Tracer } from '../tracer.ts'
import { hostLimits } from './host-limits.ts'

const startTime = Date.parse('2026-03-21T15:00:00Z')
const hang = (): Promise<never> => new Promise(() => {})
const employees = [createEmployee('a'), createEmployee('b')]
const untyped = (value: unknown) => value as never

/** Creates a host that records the signals of `listEmployees`. `setDirectory` replaces that function. */
const createDirectoryHost = async () => {
  const clock = createVirtualClock(startTime)
  let listEmployees: Directory['listEmployees'] = () => employees
  const signals: AbortSignal[] = []
  const directory: Directory = {
    listEmployees: (account, options) => {
      signals.push(options.signal)
      return listEmployees(account, options)
    },
  }
  const host = createTestHost({ clock, directory, vault: plaintextVault })
  return {
    ...host,
    clock,
    signals,
    setDirectory: (next: Directory['listEmployees']) => {
      listEmployees = next
    },
  }
}

async function* yieldThenHang() {
  yield employees
  await hang()
}

async function* yieldForever(page: readonly unknown[]) {
  for (;;) yield untyped(page)
}

function* listForever() {
  for (;;) yield employees[0]
}

const createIterator = (next: () => unknown, end: () => unknown = async () => ({ done: true })) =>
  untyped({ [Symbol.asyncIterator]: () => ({ next, return: end }) })

describe('listEmployees', () => {
  test.each<[string, string, Directory['listEmployees']]>([
    ['never settles', 'host_timeout', hang],
    ['never yields its first page', 'host_timeout', () => createIterator(hang)],
    ['never yields its next page', 'host_timeout', yieldThenHang],
    ['hangs in a page and in return()', 'host_timeout', () => createIterator(hang, hang)],
    ['throws in a page and in return()', 'undefined', () => createIterator(untyped(null), untyped(null))],
    ['yields empty pages without an end', 'host_timeout', () => yieldForever([])],
    ['yields pages without an end', 'host_timeout', () => yieldForever(employees)],
    ['lists entries without an end', 'directory_invalid', () => untyped(listForever())],
    ['gives a page without an end', 'directory_invalid', async () => untyped(yieldForever(untyped(listForever())))],
    ['gives a promise as a page', 'directory_invalid', () => createIterator(async () => ({ value: hang() }))],
    ['gives no page', 'undefined', () => createIterator(async () => undefined)],
    ['gives a string', 'directory_invalid', () => untyped('a,b')],
    ['gives promises as entries', 'directory_invalid', () => untyped([hang()])],
    [
      'throws',
      'undefined',
      () => {
        throw untyped('a string')
      },
    ],
  ])('that %s is held back with %s, and the stored directory stays in use', async (_, code, listEmployees) => {
    const host = await createDirectoryHost()
    await host.claude.directory.refresh(acme)
    host.setDirectory(listEmployees)
    const { employees: count, heldBack } = await host.claude.directory.refresh(acme)
    expect(count).toBe(2)
    expect(heldBack?.reason).toBe(code === 'directory_invalid' ? 'invalid' : 'failed')
    expect(host.log.at(-1)).toMatch(/held back/)
    if (code !== 'undefined') expect(host.log.at(-1)).toContain(`"code":"${code}"`)
    expect((await host.request('a', '/employees/a/access')).status).toBe(200)
  })

  test('gets a signal that aborts when nobody waits for it any longer', async () => {
    const host = await createDirectoryHost()
    host.setDirectory(hang)
    await host.claude.directory.refresh(acme)
    expect(host.clock.now() - startTime).toBe(hostLimits.directoryPageTimeoutMs)
    expect(host.signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('that is slow with each of many pages ends after the timeout of the whole directory', async () => {
    const host = await createDirectoryHost()
    const { clock } = host
    host.setDirectory(async function* () {
      for (;;) {
        await clock.sleep(hostLimits.directoryPageTimeoutMs / 2)
        yield []
      }
    })
    expect((await host.claude.directory.refresh(acme)).heldBack?.reason).toBe('failed')
    expect(clock.now() - startTime).toBe(hostLimits.directoryTimeoutMs)
  })

  test('that hangs delays requests once, by directoryPatienceMs', async () => {
    const host = await createDirectoryHost()
    await host.storage.upsertEmployees(acme, employees)
    await host.claude.directory.upsert(acme, [])
    host.setDirectory(hang)
    for (let request = 0; request < 3; request += 1) {
      expect((await host.request('a', '/employees/a/access')).status).toBe(200)
      expect(host.clock.now() - startTime).toBe(hostLimits.directoryPatienceMs)
    }
    expect(host.signals.length).toBe(1)
  })

  test('that hangs before any directory is stored fails a request in time, and is called again later', async () => {
    const host = await createDirectoryHost()
    host.setDirectory(hang)
    expect((await host.request('a', '/employees/a/access')).status).toBe(500)
    expect(host.log.at(-1)).toContain('"code":"directory_unreadable"')
    expect(host.clock.now() - startTime).toBe(hostLimits.directoryPatienceMs)
    host.setDirectory(() => employees)
    await host.clock.sleep(hostLimits.directoryPageTimeoutMs + hostLimits.directoryPauseMs)
    expect((await host.request('a', '/employees/a/access')).status).toBe(200)
  })
})

describe('while listEmployees hangs', () => {
  const createHangingHost = async () => {
    const clock = createVirtualClock(startTime)
    let isHanging = false
    const host = createSyncHost({
      clock,
      vault: plaintextVault,
      directory: { listEmployees: () => (isHanging ? hang() : employees) },
    })
    await connect(host, host.api.keys.analytics)
    isHanging = true
    return host
  }

  test('a sync reads all days', async () => {
    const host = await createHangingHost()
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    expect((await readConnection(host)).status).toBe('connected')
  })

  test('replacing the key, disconnecting and stopping do not wait for the directory', async () => {
    const host = await createHangingHost()
    const running = host.claude.sync(acme)
    expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
    await running
    const again = host.claude.sync(acme)
    expect((await disconnect(host, 'erase')).status).toBe('disconnected')
    await again
    await host.claude.stop()
    expect(host.clock.now() - startTime).toBeLessThan(hostLimits.directoryPageTimeoutMs)
  })
})

describe('getViewer', () => {
  test.each<[string, ClaudeIntegrationOptions['getViewer']]>([
    ['never settles', hang],
    [
      'throws a string',
      () => {
        throw untyped('no session')
      },
    ],
    [
      'throws null',
      () => {
        throw untyped(null)
      },
    ],
    ['gives an array', () => untyped([])],
    ['gives a viewer of promises', () => untyped({ accountId: hang(), employeeId: hang(), role: 'admin' })],
  ])('that %s gets status 500, and the error is logged', async (_, getViewer) => {
    const clock = createVirtualClock(startTime)
    const host = createTestHost({ clock, getViewer })
    const response = await host.request(null, '/connection')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(host.log).toEqual([expect.stringContaining('A request failed')])
    expect(clock.now() - startTime).toBeLessThanOrEqual(hostLimits.viewerTimeoutMs)
  })
})

describe('a fetch function', () => {
  test('that ignores its signal does not delay the end of a run', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    let isHanging = true
    const hanging = createSyncHost({
      storage: host.storage,
      clock: host.clock,
      vault: plaintextVault,
      directory: { listEmployees: () => employees },
      fetch: (...request) => (isHanging ? hang() : host.api.fetch(...request)),
    })
    const running = hanging.claude.sync(acme)
    await host.clock.sleep(1_000)
    isHanging = false
    await hanging.claude.stop()
    await running
  })
})

describe('a vault', () => {
  test.each([
    ['never settles', hang, 'host_timeout'],
    ['gives no string', async () => undefined, 'option_invalid'],
    [
      'throws',
      () => {
        throw new Error('The key service is away.')
      },
      undefined,
    ],
  ])('that %s fails the run, but does not ask for a new key', async (_, open, code) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const host = createSyncHost({ vault: { ...plaintextVault, open: untyped(open) } })
      await connect(host, host.api.keys.analytics)
      let isRunning = true
      const running = host.claude.sync(acme).finally(() => {
        isRunning = false
      })
      while (isRunning) await vi.advanceTimersByTimeAsync(hostLimits.vaultTimeoutMs)
      await running
      expect(await readConnection(host)).toMatchObject({
        status: 'connecting',
        reason: null,
        lastFailure: { code: null },
      })
      if (code) expect(host.log.join('\n')).toContain(`"code":"${code}"`)
    } finally {
      vi.useRealTimers()
    }
  })
})

const throwError = (): never => {
  throw new Error('The host’s monitoring is broken.')
}
const brokenSpan: Span = { setAttribute: throwError, setStatus: throwError, end: throwError }

/** Connects and syncs, and asserts that all usage was stored. */
const runSync = async (host: TestHost & Parameters<typeof expectStoredUsageMatchesApi>[0], key: string) => {
  await connect(host, key)
  await host.claude.sync(acme)
  await expectStoredUsageMatchesApi(host)
  expect((await readConnection(host)).status).toBe('connected')
}

test.each<[string, Tracer['startActiveSpan']]>([
  ['throws', throwError],
  ['never runs the function', () => untyped(undefined)],
  [
    'gives a promise that never settles',
    (_, __, run) => {
      run(brokenSpan)
      return untyped(hang())
    },
  ],
  [
    'gives a promise that rejects',
    (_, __, run) => {
      run(brokenSpan)
      return untyped(Promise.reject(new Error('lost')))
    },
  ],
  [
    'throws after it ran the function',
    (_, __, run) => {
      run(brokenSpan)
      return throwError()
    },
  ],
  [
    'runs the function twice',
    (_, __, run) => {
      run(brokenSpan)
      return run(brokenSpan)
    },
  ],
  ['runs the function later', (_, __, run) => untyped(Promise.resolve().then(() => run(brokenSpan)))],
  ['gives no span', (_, __, run) => run(untyped(null))],
  ['gives a span that throws', (_, __, run) => run(brokenSpan)],
])('a tracer that %s changes nothing', async (_, startActiveSpan) => {
  const host = createSyncHost({ vault: plaintextVault, tracer: { startActiveSpan } })
  await runSync(host, host.api.keys.analytics)
})

test.each<[string, Logger['info']]>([
  ['throws', throwError],
  ['rejects', () => untyped(Promise.reject(new Error('The disk is full.')))],
  ['never settles', () => untyped(hang())],
])('a logger that %s changes nothing', async (_, log) => {
  const host = createSyncHost({ vault: plaintextVault, logger: { info: log, warn: log, error: log } })
  await runSync(host, host.api.keys.analytics)
})
