import { createHash } from 'node:crypto'
import { employeeId } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { createSyncHost, history, plaintextVault } from '../test/sync-host.ts'
import { acme, globex } from '../test/test-host.ts'

const minuteMs = 60_000

test('two accounts on one organization, in two processes with previews and a restart, share one budget', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { clock, storage, api } = host
  const sentAt: number[] = []
  const createProcess = () =>
    createSyncHost({
      vault: plaintextVault,
      storage,
      clock,
      fetch: (input, init) => {
        sentAt.push(clock.monotonicNow())
        return api.fetch(input, init)
      },
    }).claude
  const [one, two] = [createProcess(), createProcess()]
  const createAdmin = (accountId: string) => ({ accountId, employeeId: employeeId('boss'), role: 'admin' }) as const
  await one.api.connect(createAdmin(acme), api.keys.analytics)
  await two.api.connect(createAdmin(globex), api.keys.replacement)
  const runs = [one.sync(acme), two.sync(globex)]
  await clock.sleep(2 * minuteMs)
  const previews = [1, 2, 3].map(() => one.api.preview(createAdmin(acme), api.keys.analytics))
  await runs[0]
  await createProcess().sync(acme)
  await Promise.all([...runs, ...previews])

  for (const account of [acme, globex]) {
    expect((await storage.readLedger(account)).filter(({ read }) => read)).toHaveLength(history.length)
  }
  expect(api.requests.list().filter(({ status }) => status === 429)).toEqual([])
  const countFrom = (from: number) => sentAt.filter((at) => at >= from && at < from + minuteMs).length
  expect(Math.max(...sentAt.map(countFrom))).toBeLessThanOrEqual(50)
  const fullMinutes = Math.floor(((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)) / minuteMs)
  expect(sentAt.length).toBeGreaterThanOrEqual(0.95 * 50 * fullMinutes)
})

test('the budget of a key names its organization, even if the organization was known before the key was used', async () => {
  const { clock, storage, api, claude } = createSyncHost({ vault: plaintextVault })
  const admin = { accountId: acme, employeeId: 'boss', role: 'admin' } as const
  await claude.api.connect(admin, api.keys.analytics)
  const run = claude.sync(acme)
  // With the first days, the organization of the account's figures is known.
  await clock.sleep(minuteMs / 2)
  await claude.api.connect(admin, api.keys.replacement)
  await run
  let state = ''
  await storage.updateBudget(`key:${createHash('sha256').update(api.keys.replacement).digest('hex')}`, (text) => {
    state = text ?? 'null'
    return state
  })
  expect(JSON.parse(state)).toMatchObject({ organizationId: api.organization.id })
})

test('a budget is stored with the hash of its key, and never with the key', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { updateBudget } = host.storage
  const seenTexts: (string | null)[] = []
  host.storage.updateBudget = (budgetId, update) =>
    updateBudget(budgetId, (state, now) => {
      const after = update(state, now)
      seenTexts.push(budgetId, state, after)
      return after
    })
  const key = host.api.keys.analytics
  await host.claude.api.connect({ accountId: acme, employeeId: 'boss', role: 'admin' }, key)
  expect(seenTexts.some((text) => text?.startsWith('key:'))).toBe(true)
  expect(seenTexts.some((text) => text === `organization:${host.api.organization.id}`)).toBe(true)
  expect(seenTexts.filter((text) => text?.includes(key.slice(-20)) || text?.includes(key.slice(0, 20)))).toEqual([])
})

test('an account checks one key at a time', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  let [running, maxRunning] = [0, 0]
  const server = createSyncHost({
    vault: plaintextVault,
    storage: host.storage,
    clock: host.clock,
    fetch: async (input, init) => {
      running += 1
      maxRunning = Math.max(maxRunning, running)
      await host.clock.sleep(3_000)
      running -= 1
      return await host.api.fetch(input, init)
    },
  })
  const admin = { accountId: acme, employeeId: 'boss', role: 'admin' } as const
  await Promise.all([1, 2, 3, 4].map(() => server.claude.api.connect(admin, host.api.keys.analytics)))
  expect(maxRunning).toBe(1)
})
