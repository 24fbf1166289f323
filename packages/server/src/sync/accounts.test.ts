import { type AccountId, accountId, employeeId } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { beforeAll, expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, createTestHost } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { history, openVault, start } from '../test/world.ts'
import type { SchedulerJobs } from './scheduler.ts'

const globex = accountId('globex')

type Fate = 'fails' | 'hangs'

/** What befalls one account, from the moment at which both are to be synced. */
interface Trouble {
  readonly api?: Parameters<ClaudeApi['control']>[0]
  readonly directory?: Fate
  readonly lease?: Fate
  readonly request?: Fate
}

/** One server with two customers, each with a Claude organization of its own, when the hour strikes. */
const theHour = async (trouble: Trouble) => {
  const clock = virtualClock(start)
  const apis = new Map([acme, globex].map((id, seed) => [id, createClaudeApi({ seed, people: 20, now: clock.now })]))
  const memory = memoryStorage()
  let jobs: SchedulerJobs | undefined
  let struck = false
  const over = Promise.withResolvers<void>()
  const befall = async (account: AccountId, fate: Fate | undefined) => {
    if (!struck || account !== acme) return
    if (fate === 'fails') throw new Error('It broke.')
    if (fate === 'hangs') await over.promise
  }
  const { claude, storage } = createTestHost({
    clock,
    vault: openVault,
    storage: {
      ...memory,
      acquireLease: async (account, ...rest) => {
        await befall(account, trouble.lease)
        return await memory.acquireLease(account, ...rest)
      },
    },
    directory: {
      listEmployees: async (account) => {
        await befall(account, trouble.directory)
        return []
      },
    },
    claudeApi: {
      fetch: (input, init) => {
        const key = new Headers(init?.headers).get('x-api-key')
        const api = [...apis.values()].find(({ keys }) => keys.analytics === key)
        return api?.fetch(input, init) ?? Promise.reject(new Error('Nobody has this key.'))
      },
    },
    scheduler: {
      start: async (given) => {
        jobs = given
      },
      request: async (account) => {
        await befall(account, trouble.request)
        if (struck) void jobs?.sync(account)
      },
      nextRunAt: () => null,
      stop: async () => {},
    },
  })
  await claude.start()
  for (const [account, { keys }] of apis) {
    await claude.api.connect({ accountId: account, employeeId: employeeId('boss'), role: 'admin' }, keys.analytics)
  }
  struck = true
  apis.get(acme)?.control(trouble.api ?? {})
  const from = clock.now()
  await jobs?.everyHour()
  // The other account's run, which is under way.
  await claude.sync(globex)
  const took = clock.now() - from
  const readOf = async (account: AccountId) => (await storage.readLedger(account)).filter(({ read }) => read).length
  const read = { acme: await readOf(acme), globex: await readOf(globex) }
  over.resolve()
  await claude.stop()
  return { took, read }
}

let untroubled: Awaited<ReturnType<typeof theHour>>
beforeAll(async () => {
  untroubled = await theHour({})
  expect(untroubled.read).toEqual({ acme: history.length, globex: history.length })
  expect(untroubled.took).toBeGreaterThan(2 * 60_000)
})

it.each<[string, Trouble]>([
  ['key is refused', { api: { settings: { access: 'unauthorized' } } }],
  ['API hangs', { api: { faults: [{ kind: 'hang' }] } }],
  ['API is down', { api: { faults: [{ kind: 'error', status: 529 }] } }],
  ['limit is spent', { api: { faults: [{ kind: 'error', status: 429, retryAfter: 3_600 }] } }],
  ['API gives nonsense', { api: { faults: [{ kind: 'wrong_type' }] } }],
  ['directory fails', { directory: 'fails', api: { faults: [{ kind: 'reset' }] } }],
  ['directory hangs', { directory: 'hangs' }],
  ['rows are locked in the database', { lease: 'hangs' }],
  ['database fails', { lease: 'fails' }],
  ['sync cannot even be asked for', { request: 'fails' }],
])('an account whose %s does not delay another', async (_, trouble) => {
  const troubled = await theHour(trouble)
  expect(troubled.read.globex).toBe(history.length)
  expect(troubled.read.acme).toBeLessThan(history.length / 2)
  // Not by a second, of minutes.
  expect(troubled.took).toBeLessThan(untroubled.took + 1_000)
})
