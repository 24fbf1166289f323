import { type AccountId, employeeId } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { beforeAll, expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { history, plaintextVault, startTime } from '../test/sync-host.ts'
import { acme, createTestHost, globex } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import type { SchedulerJobs } from './scheduler.ts'

type FaultKind = 'fails' | 'hangs'

/** Faults of the account acme. They begin with the hourly job. */
interface AccountFaults {
  readonly api?: Parameters<ClaudeApi['control']>[0]
  readonly directory?: FaultKind
  readonly lease?: FaultKind
}

/** Runs the hourly job of a server with two accounts. Each account has its own Claude organization. */
const runHourlyJob = async (faults: AccountFaults) => {
  const clock = createVirtualClock(startTime)
  const apis = new Map([acme, globex].map((id, seed) => [id, createClaudeApi({ seed, people: 20, now: clock.now })]))
  const innerStorage = memoryStorage({ now: clock.now })
  let jobs: SchedulerJobs | undefined
  let isJobStarted = false
  const testEnd = Promise.withResolvers<void>()
  const applyFault = async (account: AccountId, kind: FaultKind | undefined) => {
    if (!isJobStarted || account !== acme) return
    if (kind === 'fails') throw new Error('It broke.')
    if (kind === 'hangs') await testEnd.promise
  }
  const { claude, storage } = createTestHost({
    clock,
    vault: plaintextVault,
    storage: {
      ...innerStorage,
      acquireLease: async (account, ...args) => {
        await applyFault(account, faults.lease)
        return await innerStorage.acquireLease(account, ...args)
      },
    },
    directory: {
      listEmployees: async (account) => {
        await applyFault(account, faults.directory)
        return []
      },
    },
    claudeApi: {
      fetch: (input, init) => {
        const key = new Headers(init?.headers).get('x-api-key')
        const api = [...apis.values()].find(({ keys }) => keys.analytics === key)
        return api?.fetch(input, init) ?? Promise.reject(new Error('No organization has this key.'))
      },
    },
    scheduler: {
      start: async (startedJobs) => {
        jobs = startedJobs
      },
      request: async (accounts) => {
        if (isJobStarted) for (const account of accounts) void jobs?.sync(account)
      },
      getNextRunAt: () => null,
      stop: async () => {},
    },
  })
  await claude.start()
  for (const [account, { keys }] of apis) {
    await claude.api.connect({ accountId: account, employeeId: employeeId('boss'), role: 'admin' }, keys.analytics)
  }
  isJobStarted = true
  apis.get(acme)?.control(faults.api ?? {})
  const startedAt = clock.now()
  await jobs?.syncAllAccounts()
  // Waits for the other account's run.
  await claude.sync(globex)
  const durationMs = clock.now() - startedAt
  if (Object.keys(faults).length === 0) await claude.sync(acme)
  const countReadDays = async (account: AccountId) =>
    (await storage.readLedger(account)).filter(({ read }) => read).length
  const readDayCounts = { acme: await countReadDays(acme), globex: await countReadDays(globex) }
  testEnd.resolve()
  await claude.stop()
  return { durationMs, readDayCounts }
}

let baseline: Awaited<ReturnType<typeof runHourlyJob>>
beforeAll(async () => {
  baseline = await runHourlyJob({})
  expect(baseline.readDayCounts).toEqual({ acme: history.length, globex: history.length })
  expect(baseline.durationMs).toBeGreaterThan(2 * 60_000)
})

test.each<[string, AccountFaults]>([
  ['key is refused', { api: { settings: { access: 'unauthorized' } } }],
  ['API hangs', { api: { faults: [{ kind: 'hang' }] } }],
  ['API is down', { api: { faults: [{ kind: 'error', status: 529 }] } }],
  ['rate limit is spent', { api: { faults: [{ kind: 'error', status: 429, retryAfter: 3_600 }] } }],
  ['API answers with HTML', { api: { faults: [{ kind: 'html' }] } }],
  ['directory fails', { directory: 'fails', api: { faults: [{ kind: 'reset' }] } }],
  ['rows are locked in the database', { lease: 'hangs' }],
  ['database fails', { lease: 'fails' }],
])('an account does not delay another account when its %s', async (_, faults) => {
  const result = await runHourlyJob(faults)
  expect(result.readDayCounts.globex).toBe(history.length)
  expect(result.readDayCounts.acme).toBeLessThan(history.length / 2)
  // Requests are spaced at random, so the duration of several minutes varies by seconds.
  expect(result.durationMs).toBeLessThan(baseline.durationMs + 10_000)
})

test('an account with a hanging directory does not delay another account, and is read after the directory has timed out', async () => {
  const result = await runHourlyJob({ directory: 'hangs' })
  expect(result.readDayCounts.globex).toBe(history.length)
  expect(result.readDayCounts.acme).toBeGreaterThan(0)
  expect(result.durationMs).toBeLessThan(baseline.durationMs + 10_000)
})
