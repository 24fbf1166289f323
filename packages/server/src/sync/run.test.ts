import { addDays, claudeUserId, firstDay } from '@windmill/claude-core'
import { expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, storeDay } from '../test/host.ts'
import { connect, connection, history, latestDay, openVault, start, type World, world } from '../test/world.ts'

it('costs a day with an id that no database can hold that day alone', async () => {
  const storage = memoryStorage()
  const host = world({ storage })
  const { writeDay } = storage
  storage.writeDay = (account, token, reading) => {
    const [first, ...others] = reading.usage
    const odd = first && { ...first, claudeUserId: claudeUserId('user_\0') }
    const usage = odd && reading.entry.day === '2026-03-10' ? [odd, ...others] : reading.usage
    return writeDay(account, token, { ...reading, usage })
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const ledger = await storage.readLedger(acme)
  expect(ledger.filter(({ read }) => !read).map(({ day, failure }) => [day, failure?.code])).toEqual([
    ['2026-03-10', 'unexpected_answer'],
  ])
  expect(ledger).toHaveLength(history.length)
  expect((await connection(host)).coverage?.missing).toEqual(['2026-03-10'])
})

it('takes a day for served only when every endpoint serves it', async () => {
  const host = world()
  const behind = addDays(latestDay, -3)
  host.api.control({ settings: { latestDays: { skills: behind } } })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(await host.storage.getConnection(acme)).toMatchObject({ latestDay: behind })
  expect((await connection(host)).coverage).toMatchObject({ through: behind, missing: [] })
})

it('does not keep a new key waiting for a run under the former one on another server', async () => {
  const storage = memoryStorage()
  const one = world({ storage, vault: openVault })
  const other = world({ storage, vault: openVault, clock: one.clock })
  await connect(one, one.api.keys.analytics)
  const run = one.claude.sync(acme)
  await one.clock.sleep(20_000)
  await connect(other, other.api.keys.replacement)
  const replacedAt = one.clock.now()
  await other.clock.sleep(1)
  const token = await storage.acquireLease(acme, replacedAt, 1_000)
  expect(token).not.toBeNull()
  await run
  expect((await storage.readLedger(acme)).length).toBeLessThan(history.length)
})

/** The days that were asked for, in order, each as often as another one lay in between. */
const turnsOf = (host: World): (string | null)[] => {
  const dates = host.api.requests.list().map(({ date }) => date)
  return dates.filter((date, index) => date !== dates[index - 1])
}

it('reads the first day alone, so that it is there as soon as can be', async () => {
  const host = world({ vault: openVault })
  await connect(host, host.api.keys.analytics)
  host.api.requests.clear()
  await host.claude.sync(acme)
  // After the question for the latest day.
  const turns = turnsOf(host).slice(1)
  expect(turns.lastIndexOf(latestDay)).toBe(0)
  expect(turns.length).toBeGreaterThan(history.length)
})

it('reads one day at a time of an organization so large that several would not fit into memory', async () => {
  const host = world({ vault: openVault })
  await connect(host, host.api.keys.analytics)
  await storeDay(host.storage, firstDay, {}, latestDay)
  const [entry] = await host.storage.readLedger(acme)
  if (!entry?.read) throw new Error('The day was not stored.')
  const token = (await host.storage.acquireLease(acme, start, 1)) ?? 0
  await host.storage.writeLedgerEntry(acme, token, { ...entry, read: { ...entry.read, claudeUsers: 100_000 } })
  await host.storage.releaseLease(acme, token)
  host.api.requests.clear()
  await host.claude.sync(acme)
  expect(turnsOf(host).slice(1)).toEqual(history.slice(1).toReversed())
})
