import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { startOfDay } from '@windmill/claude-core/internal'
import {
  createClaudeApi,
  type Fault,
  type FaultKind,
  faultKinds,
  keyEchoes,
  rowDefects,
} from '@windmill/example-claude-api'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Clock, systemClock } from '../clock.ts'
import type { HostViewer } from '../host-viewer.ts'
import { postgresStorage } from '../storage/postgres.ts'
import type { SchedulerJobs } from '../sync/scheduler.ts'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import { createKeyFinder } from '../test/create-key-finder.ts'
import { findRows } from '../test/find-rows.ts'
import { getWalFile, readDatabaseFiles } from '../test/read-database-files.ts'
import { createRecordingTracer } from '../test/recording-tracer.ts'
import { jsonHeaders } from '../test/sync-host.ts'
import { acme, createTestHost, globex } from '../test/test-host.ts'
import { keyring, type Vault } from '../vault/keyring.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 24 * 3_600_000]
const admin: HostViewer = { accountId: acme, employeeId: 'root', role: 'admin' }

let database: AdminDatabase
beforeEach(async () => {
  database = await createAdminDatabase('planted_keys')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await database.drop()
})

/** Faults of each kind. A fault that would keep a run busy for long has a limit. */
const faultsByKind: Readonly<Record<FaultKind, readonly Fault[]>> = {
  error: [
    { kind: 'error', status: 400, page: 'next' },
    { kind: 'error', status: 410, page: 'next', times: 2 },
    { kind: 'error', status: 503 },
    ...[400, 401, 402, 403, 404, 422, 429, 500].flatMap((status) =>
      keyEchoes.map((keyEcho): Fault => ({ kind: 'error', status, keyEcho, shouldRetry: false })),
    ),
  ],
  hang: [{ kind: 'hang', times: 1 }],
  reset: [{ kind: 'reset' }],
  truncated_json: [{ kind: 'truncated_json' }],
  cut_off: [{ kind: 'cut_off' }],
  html: [200, 403, 502].map((status) => ({ kind: 'html', status })),
  drip: [{ kind: 'drip', delayMs: 0, times: 1 }],
  repeated_cursor: [{ kind: 'repeated_cursor' }],
  repeated_page: [{ kind: 'repeated_page' }],
  endless_pages: [{ kind: 'endless_pages', times: 5 }],
  huge_gzip: [{ kind: 'huge_gzip', bytes: 20 * 2 ** 20, times: 1 }],
  huge_row: [{ kind: 'huge_row', bytes: 20 * 2 ** 20, times: 1 }],
  repeated_row: [{ kind: 'repeated_row', isChanged: true }],
  empty_page: [{ kind: 'empty_page' }],
  wrong_type: [{ kind: 'wrong_type' }],
  null_block: [{ kind: 'null_block' }],
  bad_rows: rowDefects.map((defect) => ({ kind: 'bad_rows', defect, rows: 20 })),
}
const allFaults: readonly Fault[] = faultKinds.flatMap((kind) => faultsByKind[kind])

/** Every GET of the contract: its path, with parameters in braces. */
const getPaths: readonly string[] = Object.entries(
  (createOpenApiDocument('') as { readonly paths: Readonly<Record<string, object>> }).paths,
).flatMap(([path, methods]) => ('get' in methods ? path : []))

/** A clock that runs in real time, and can be moved ahead. Sleeps are short, so that retries take no time. */
const createClock = (start: number): Clock & { readonly skip: (milliseconds: number) => void } => {
  const offsetMs = start - Date.now()
  let skippedMs = 0
  return {
    now: () => Date.now() + offsetMs + skippedMs,
    monotonicNow: () => performance.now() + skippedMs,
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 50, signal),
    skip(milliseconds) {
      skippedMs += milliseconds
    },
  }
}

/** Creates everything around the integration, and collects what leaves it. */
const createEnvironment = async () => {
  const clock = createClock(startOfDay('2026-03-21') + 15 * hourMs)
  // No other test has the keys of this seed, so the files that all databases of the server share have none of them.
  const api = createClaudeApi({ seed: 20_261_130, people: 20, organizations: 2, rpm: 1_000_000, now: clock.now })
  const tracer = createRecordingTracer()
  const pool = new pg.Pool({ connectionString: database.url })
  const collected: { readonly place: string; readonly text: string }[] = []
  const collect = (place: string, value: unknown): void => {
    const text =
      typeof value === 'string' ? value : inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true })
    collected.push({ place, text })
  }
  const logLine = (...line: readonly unknown[]) => collect('a log line', line)
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...line) => collect('the console', line))
  }
  vi.spyOn(process, 'emitWarning').mockImplementation((warning) => collect('a warning', warning))

  let isNetworkDown = false
  let requestTimeoutMs = minuteMs
  const sendToClaude: typeof fetch = async (input, init) => {
    if (isNetworkDown) {
      const key = new Headers(init?.headers).get('x-api-key') ?? ''
      const cause = Object.assign(new Error(`x-api-key: ${key}`), { code: key, headers: init?.headers })
      throw Object.assign(new TypeError(`fetch failed with ${key}`, { cause }), { request: init })
    }
    const signals = [AbortSignal.timeout(requestTimeoutMs), init?.signal ?? []].flat()
    return await api.fetch(input, { ...init, signal: AbortSignal.any(signals) })
  }

  /** Starts a process of the host. */
  const start = async (vault: Vault) => {
    let jobs: SchedulerJobs | undefined
    const host = createTestHost({
      storage: postgresStorage({ pool }),
      clock,
      vault,
      tracer,
      policy: { historyFrom: '2026-03-10' },
      directory: { listEmployees: () => api.organization.directory },
      scheduler: {
        start: async (given) => {
          jobs = given
        },
        request: async () => {},
        getNextRunAt: () => null,
        stop: async () => {},
      },
      onEvent: (event) => collect('an event', event),
      claudeApi: { requestsPerMinute: 1_000_000, fetch: sendToClaude },
      logger: { info: logLine, warn: logLine, error: logLine },
    })
    await host.claude.start()

    const send = async (viewer: HostViewer | string | null, path: string, init?: RequestInit): Promise<Response> => {
      const response = await host.request(viewer, path, init)
      const body = await response.clone().text()
      const place = `an answer to ${init?.method ?? 'GET'} ${path.replace(/\?.*/, '').slice(0, 24)}`
      collect(place, [response.status, ...response.headers, body].join())
      return response
    }
    /** Sends a key to be checked (`POST`) or saved (`PUT`), some minutes later, since checks per hour are limited. */
    const sendKey = async (method: 'POST' | 'PUT', apiKey: string, headers: HeadersInit = {}): Promise<number> => {
      clock.skip(4 * minuteMs)
      await forgetBudgets()
      const init = { method, headers: { ...jsonHeaders, ...headers }, body: JSON.stringify({ apiKey }) }
      return (await send(admin, method === 'PUT' ? '/connection' : '/connection/preview', init)).status
    }
    /** Collects the answers to all GETs, all rows of the database, and the events that were not sent yet. */
    const readEverything = async (): Promise<void> => {
      const ids = [api.organization.directory[0]?.id ?? '', api.organization.claudeUsers[0]?.id ?? ''] as const
      for (const viewer of [admin, 'someone', { ...admin, accountId: globex }]) {
        for (const path of getPaths) {
          const id = path.includes('claude-users') ? ids[1] : ids[0]
          await send(viewer, `${path.replace(/\{\w+\}/, id)}?from=2026-03-10&to=2026-03-20`)
        }
      }
      for (const row of await findRows(database.admin, [''])) collect('a row', row)
      await jobs?.syncRequestedAccounts()
      const listWaiting = () => host.storage.listAccountsWithUnsentEntries(clock.now() - 6 * dayMs)
      await vi.waitFor(async () => expect(await listWaiting()).toEqual([]), 10_000)
    }
    return { ...host, send, sendKey, readEverything }
  }

  /**
   * Lets key checks begin at once. Otherwise, a check waits while a sync spends the budget, and after a 429. The
   * storage measures this wait in real time.
   */
  const forgetBudgets = () => database.admin.query('delete from claude.budgets')

  return {
    clock,
    api,
    pool,
    collected,
    collect,
    start,
    forgetBudgets,
    /** Replaces the faults with which Claude's API answers. */
    setFaults: (...faults: readonly Fault[]): void => {
      requestTimeoutMs = faults.some(({ kind }) => kind === 'hang' || kind === 'drip') ? 300 : minuteMs
      api.control({ clearFaults: true, faults })
    },
    /** Sets whether every request fails, with an error of the host's `fetch` that holds the key. */
    setNetworkDown: (isDown: boolean): void => {
      isNetworkDown = isDown
    },
    /** Collects the result of a call, or its error with all causes. */
    collectResult: async (place: string, promise: Promise<unknown>): Promise<void> => {
      await promise.then(
        (result) => collect(`the result of ${place}`, result),
        (error: unknown) => collect(`the error of ${place}`, error),
      )
    },
    collectSpans: (): void => {
      for (const { name, attributes } of tracer.spans) collect('a span', { name, attributes })
    },
  }
}
type Environment = Awaited<ReturnType<typeof createEnvironment>>
type Process = Awaited<ReturnType<Environment['start']>>

/** Pastes keys that Claude does not accept, and then keys that Claude accepts. */
const connectWithEachKey = async ({ api, collectResult }: Environment, host: Process): Promise<void> => {
  const { analytics, withoutScope, revoked, workspace, admin: adminKey } = api.keys
  for (const pasted of [...Object.values<string>({ ...api.keys }), analytics.slice(0, 60), `KEY="${adminKey}", thanks`])
    await host.sendKey('POST', pasted)
  for (const key of [withoutScope, revoked, workspace, adminKey]) expect(await host.sendKey('PUT', key)).not.toBe(200)
  expect(await host.sendKey('PUT', analytics)).toBe(200)
  await collectResult(
    'connect',
    host.claude.api.connect({ ...admin, accountId: globex }, api.organizations[1]?.key ?? ''),
  )
  for (const account of [acme, globex]) await host.claude.sync(account)
}

/** Reads days and checks keys under each fault of Claude's API, and then while no request reaches the API. */
const meetEachFault = async (environment: Environment, host: Process): Promise<void> => {
  const { clock, api, collectResult, forgetBudgets, setFaults, setNetworkDown } = environment
  const { analytics, replacement } = api.keys
  const tryKeysUnder = async (setFault: () => void) => {
    clock.skip(dayMs)
    for (const tryKey of [
      () => host.claude.sync(acme),
      () => host.sendKey('POST', analytics),
      () => host.sendKey('PUT', replacement),
      () => collectResult('preview', host.claude.api.preview(admin, analytics)),
      () => collectResult('connect', host.claude.api.connect(admin, replacement)),
    ]) {
      await forgetBudgets()
      setFault()
      await tryKey()
    }
    for (const viewer of [admin, 'someone']) await host.send(viewer, '/connection')
  }
  for (const fault of allFaults) await tryKeysUnder(() => setFaults(fault))
  setFaults()
  await tryKeysUnder(() => setNetworkDown(true))
  setNetworkDown(false)
  const takenFaults = new Set(api.requests.list().map(({ fault }) => fault))
  expect(faultKinds.filter((kind) => !takenFaults.has(kind))).toEqual([])
}

/** Sends a key where none belongs: in paths, queries, headers, and other fields of a body. */
const misplaceKeys = async ({ api }: Environment, { send, sendKey }: Process): Promise<void> => {
  const { replacement: key } = api.keys
  expect(await sendKey('PUT', key)).toBe(200)
  for (const text of [key, key.replaceAll('-', '%2D'), btoa(key)]) {
    const paths = [
      `/${text}`,
      `/claude-users/${text}/link`,
      `/employees/${text}/stats?from=${text}`,
      `/log?page=${text}`,
    ]
    for (const path of [...paths, `/employees?search=${text}`, `/employees/e-1/stats?purpose=${text}`]) {
      for (const viewer of [admin, 'someone', null]) await send(viewer, path)
    }
  }
  const bodies = [
    key,
    `{"apiKey":"${key}`,
    ...[{ [key]: key }, { apiKey: [key] }, { decision: key }].map((body) => JSON.stringify(body)),
  ]
  for (const body of [...bodies, JSON.stringify({ decision: 'link', employeeId: key })]) {
    for (const path of ['/connection', `/claude-users/${api.organization.claudeUsers[0]?.id}/link`]) {
      for (const viewer of [admin, 'someone']) await send(viewer, path, { method: 'PUT', headers: jsonHeaders, body })
    }
  }
  const headers = {
    authorization: `Bearer ${key}`,
    origin: `https://${key}.test`,
    'x-api-key': key,
    cookie: `key=${key}`,
  }
  for (const [name, value] of [...Object.entries(headers), ['authorization', `Invitation ${key}`] as const])
    await sendKey('PUT', key, { [name]: value })
}

/**
 * Starts a process with a wrong vault key, and a process with a vault that repeats keys in its errors. Then rotates the
 * vault's keys.
 */
const rotateVaultKeys = async (
  { clock, api, collectResult, start }: Environment,
  [old, current, lost]: readonly [string, string, string],
): Promise<Process> => {
  const refuse = (_account: unknown, text: string) =>
    Promise.reject(new Error(`The vault refuses ${text}`, { cause: { text } }))
  for (const vault of [keyring({ current: 'lost', keys: { lost } }), { seal: refuse, open: refuse }]) {
    clock.skip(dayMs)
    const host = await start(vault)
    await host.claude.sync(acme)
    if (vault.open === refuse) await host.sendKey('PUT', api.keys.analytics)
    else await collectResult('reseal', host.claude.keyring.reseal())
    await host.readEverything()
    await host.claude.stop()
  }
  const rotating = await start(keyring({ current: 'new', keys: { old, new: current } }))
  expect(await rotating.claude.keyring.reseal()).toEqual({ resealed: 2, unreadable: [] })
  await rotating.claude.stop()
  const host = await start(keyring({ current: 'new', keys: { new: current } }))
  await host.claude.sync(acme)
  expect(await (await host.send(admin, '/connection')).json()).toMatchObject({ status: 'connected' })
  return host
}

/** Invites somebody twice, and returns the secrets. The first invitation is revoked. The second invitation is used. */
const inviteTwice = async (environment: Environment, host: Process): Promise<string[]> => {
  const { clock, api, collect, collectResult, setFaults } = environment
  const { analytics, workspace } = api.keys
  const secrets: string[] = []
  for (const isUsed of [false, true]) {
    const response = await host.request(admin, '/connection/invitation', { method: 'POST' })
    // Only the body of this answer holds the secret.
    collect('an answer to POST /connection/invitation', [...response.headers].join())
    const { secret } = (await response.json()) as { readonly secret: string }
    secrets.push(secret)
    const headers = { authorization: `Invitation ${secret}` }
    for (const fault of isUsed ? faultsByKind.error : []) {
      setFaults(fault)
      await host.sendKey('POST', analytics, headers)
      await host.sendKey('POST', workspace, { authorization: headers.authorization.slice(0, -9) })
      clock.skip(4 * minuteMs)
      await collectResult('an invited preview', host.claude.api.preview({ invitation: secret }, analytics))
    }
    setFaults()
    for (const viewer of [admin, null]) await host.send(viewer, `/invitation/${secret}?secret=${secret}`)
    await host.readEverything()
    if (isUsed) expect(await host.sendKey('PUT', analytics, headers)).toBe(200)
    else await host.send(admin, '/connection/invitation', { method: 'DELETE' })
    expect(await host.sendKey('PUT', analytics, headers)).toBe(401)
  }
  await host.claude.sync(acme)
  return secrets
}

/** Disconnects and keeps the data, connects again, and then disconnects and erases the data. */
const disconnectTwice = async ({ api, collectResult }: Environment, host: Process): Promise<void> => {
  await host.send(admin, '/connection?data=keep', { method: 'DELETE' })
  await host.readEverything()
  expect(await host.sendKey('PUT', api.keys.replacement)).toBe(200)
  await host.claude.sync(acme)
  await host.send(admin, '/connection?data=erase', { method: 'DELETE' })
  await host.readEverything()
  await host.claude.stop()
  await collectResult('connect', host.claude.api.connect(admin, api.keys.analytics))
}

test('no piece of a key is left anywhere after every fault, a rotation, invitations and an erasure', async () => {
  const walFile = await getWalFile(database.admin)
  const environment = await createEnvironment()
  const { api, pool, collected } = environment
  const vaultKeys = ['old', 'new', 'lost'].map((name) => createHash('sha256').update(`planted ${name}`).digest())
  const [oldKey, newKey, lostKey] = vaultKeys.map((key) => key.toString('base64')) as [string, string, string]

  const first = await environment.start(keyring({ current: 'old', keys: { old: oldKey } }))
  await connectWithEachKey(environment, first)
  await first.readEverything()
  await meetEachFault(environment, first)
  await misplaceKeys(environment, first)
  await first.readEverything()
  await first.claude.stop()
  const last = await rotateVaultKeys(environment, [oldKey, newKey, lostKey])
  await last.readEverything()
  const invitations = await inviteTwice(environment, last)
  await disconnectTwice(environment, last)
  environment.collectSpans()
  await pool.end()

  const findKey = createKeyFinder([
    ...Object.values<string>({ ...api.keys }),
    ...api.organizations.map(({ key }) => key),
    ...vaultKeys.flatMap((key) => [key.toString('base64'), key.toString('hex')]),
    ...invitations,
  ])
  const listCollectedKeys = () =>
    collected.flatMap(({ place, text }) => (findKey(text) === null ? [] : `${place}: ${text.slice(0, 300)}`))
  const listFilesWithKeys = async () => {
    const paths: string[] = []
    for await (const { path, text } of readDatabaseFiles(database.admin, walFile)) {
      if (findKey(text) !== null) paths.push(path)
    }
    return paths
  }
  expect(listCollectedKeys()).toEqual([])
  expect(await listFilesWithKeys()).toEqual([])
  // The search covered every place, and would have found a key.
  const places = new Set(collected.map(({ place }) => place.replace(/ (?:to|of) .*/, '')))
  for (const place of ['a log line', 'a row', 'a span', 'an event', 'an answer', 'the error', 'the result']) {
    expect(places).toContain(place)
  }
  expect(collected.some(({ text }) => text.includes('[key]'))).toBe(true)
  // A page boundary of the write-ahead log cuts at most one of two rows.
  await database.admin.query('create table planted as select $1::text as key from generate_series(1, 2)', [
    api.keys.analytics.slice(0, 40),
  ])
  for (const row of await findRows(database.admin, [''])) environment.collect('a row', row)
  expect(listCollectedKeys()).toHaveLength(2)
  expect(await listFilesWithKeys()).toEqual([expect.stringMatching('^base/'), expect.stringMatching('^pg_wal/')])
}, 240_000)
