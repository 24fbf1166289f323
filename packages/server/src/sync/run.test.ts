import { addDays, claudeUserId, type Day, daysOf, firstDay, startOfDay } from '@windmill/claude-core'
import { expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import {
  connect,
  connection,
  expectTruth,
  history,
  latestDay,
  openVault,
  start,
  type World,
  world,
} from '../test/world.ts'

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

it('marks a day by what it knows least of: a row that is kept from before there was a report', async () => {
  const host = world()
  const { api, clock, claude, storage } = host
  api.control({ settings: { skillReport: false } })
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const [before, last] = [addDays(latestDay, -1), latestDay]
  const gone = [...api.truth.day(last).keys()].find((id) => !api.truth.day(before).has(id))
  if (!gone) throw new Error('Nobody was active on one of the days only.')
  api.control({ settings: { skillReport: true, deletedUsers: [gone] } })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  const ledger = new Map((await storage.readLedger(acme)).map(({ day, read }) => [day, read?.skills]))
  expect([before, last, addDays(last, 1)].map((day) => ledger.get(day))).toEqual(['report', 'kept', 'report'])
  const stored = new Map((await storage.readUsage(acme, last)).map((row) => [row.claudeUserId, row.counters]))
  expect(stored.has(gone)).toBe(true)
  for (const [id, counters] of api.truth.day(last)) expect(stored.get(id)).toEqual(counters)
})

it('believes a day that has lost most of its users only when it has lost them again, and keeps their rows', async () => {
  const host = world()
  const { api, clock, claude, storage } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const listed = [...api.truth.day(latestDay).keys()]
  api.control({ settings: { deletedUsers: listed.slice(0, Math.floor(listed.length / 2) + 1) } })
  const latest = async () => (await storage.readLedger(acme)).find(({ day }) => day === latestDay)
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect(await latest()).toMatchObject({
    read: { times: 1, claudeUsers: listed.length },
    failure: { code: 'day_shrank', times: 1 },
  })
  clock.set(clock.now() + 3_600_000)
  await claude.sync(acme)
  expect(await latest()).toMatchObject({ read: { times: 2 }, failure: null })
  expect(await storage.readUsage(acme, latestDay)).toHaveLength(listed.length)
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

/** By day, where the skill usage of the days that are read comes from. */
const skillSources = async ({ storage }: World): Promise<ReadonlyMap<Day, string | undefined>> =>
  new Map((await storage.readLedger(acme)).map(({ day, read }) => [day, read?.skills]))

const reading = async (host: World, from: () => Promise<void>): Promise<string[]> => {
  host.api.requests.clear()
  await from()
  const first = host.api.requests.list().filter(({ limit, page }) => limit !== '1' && page === null)
  return first.map(({ endpoint, date }) => `${endpoint} ${date}`)
}

it('reads new days without a report that is behind and does not say how far, and again when it is there', async () => {
  const host = world({ vault: openVault })
  const behind = history.slice(-4)
  host.api.control({ settings: { latestDays: { skills: addDays(latestDay, -4) }, tooRecent: 'no_day' } })
  await connect(host, host.api.keys.analytics)
  for (let hours = 0; hours < 4; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  await expectTruth(host, history.slice(0, -4))
  const sources = await skillSources(host)
  expect(behind.map((day) => sources.get(day))).toEqual(['users', 'users', 'users', 'users'])
  host.api.control({ settings: { latestDays: {} } })
  host.clock.set(host.clock.now() + 24 * 3_600_000)
  await host.claude.sync(acme)
  await expectTruth(host)
})

it('keeps new days current while a report does not come, and reads with it those that settled meanwhile', async () => {
  const host = world({ vault: openVault })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  host.api.control({ settings: { latestDays: { skills: latestDay }, tooRecent: 'no_day' } })
  for (let hours = 0; hours < 24 * 12; hours += 1) {
    host.clock.set(host.clock.now() + 3_600_000)
    await host.claude.sync(acme)
  }
  const since = daysOf({ from: addDays(latestDay, 1), to: host.api.truth.latestDay() })
  const sources = await skillSources(host)
  expect(since.map((day) => sources.get(day))).toEqual(since.map(() => 'users'))
  host.api.control({ settings: { latestDays: {} } })
  for (let days = 0; days < 2; days += 1) {
    host.clock.set(host.clock.now() + 24 * 3_600_000)
    await host.claude.sync(acme)
  }
  await expectTruth(host, [...history, ...since])
})

it('does without a report that is denied, and reads the history again when it is there', async () => {
  const host = world({ vault: openVault })
  const { api, claude, clock } = host
  api.control({ faults: [{ kind: 'error', status: 403, endpoint: 'skills' }] })
  await connect(host, api.keys.analytics)
  const asked = await reading(host, () => claude.sync(acme))
  // Twice, and for the days that are in hand by then.
  expect(asked.filter((what) => what.startsWith('skills')).length).toBeLessThanOrEqual(5)
  expect(new Set((await skillSources(host)).values())).toEqual(new Set(['users']))
  // As long as it is denied, nothing is read again for its sake.
  clock.set(clock.now() + 24 * 3_600_000)
  const days = new Set((await reading(host, () => claude.sync(acme))).map((what) => what.split(' ')[1]))
  expect([...days].every((day) => day !== undefined && day >= addDays(latestDay, -7))).toBe(true)
  api.control({ clearFaults: true })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  await expectTruth(host)
  expect(new Set((await skillSources(host)).values())).toEqual(new Set(['report']))
  // Once is enough.
  clock.set(clock.now() + 3_600_000)
  expect(await reading(host, () => claude.sync(acme))).toEqual([])
})

it('goes on asking for a report that was denied once', async () => {
  const host = world({ vault: openVault })
  host.api.control({ faults: [{ kind: 'error', status: 403, endpoint: 'skills', times: 1 }] })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const without = [...(await skillSources(host))].filter(([, source]) => source !== 'report')
  expect(without).toEqual([[latestDay, 'users']])
})

it('does not ask again for what one report does not have when the other comes', async () => {
  const host = world({ vault: openVault, clock: virtualClock(startOfDay('2026-07-21') + 15 * 3_600_000) })
  const { api, claude, clock } = host
  // Skills are reported from a day on, and connectors are denied at first.
  const days = daysOf({ from: '2026-06-02', to: '2026-06-30' })
  api.control({
    settings: { skillReport: '2026-07-01', retentionDays: 90 },
    faults: [{ kind: 'error', status: 403, endpoint: 'connectors' }],
  })
  await connect(host, api.keys.analytics)
  const asked: string[] = []
  for (let turn = 0; turn < 30; turn += 1) {
    if (turn === 12) api.control({ clearFaults: true })
    asked.push(...(await reading(host, () => claude.sync(acme))))
    clock.set(clock.now() + 24 * 3_600_000)
  }
  const ledger = new Map((await host.storage.readLedger(acme)).map(({ day, read }) => [day, read]))
  for (const day of days) {
    const skills = api.truth.sources(day).skills === 'report' ? 'report' : 'final'
    expect([day, ledger.get(day)]).toMatchObject([day, { skills, connectors: 'report' }])
    expect(asked.filter((what) => what === `skills ${day}`).length).toBeLessThanOrEqual(2)
  }
})

it('asks each day once that is from before an organization had a report', async () => {
  const host = world({ vault: openVault })
  const { api, claude, clock } = host
  const from = addDays(latestDay, -30)
  api.control({ settings: { skillReport: from } })
  await connect(host, api.keys.analytics)
  const old: string[] = []
  const isOld = (what: string) => what.startsWith('skills') && what < `skills ${addDays(latestDay, -10)}`
  for (let days = 0; days < 30; days += 1) {
    old.push(...(await reading(host, () => claude.sync(acme))).filter(isOld))
    clock.set(clock.now() + 24 * 3_600_000)
  }
  expect(old).toEqual(
    history
      .slice(0, -11)
      .map((day) => `skills ${day}`)
      .toReversed(),
  )
  const sources = await skillSources(host)
  const expected = (day: Day) => (api.truth.sources(day).skills === 'report' ? 'report' : 'final')
  for (const day of history) expect([day, sources.get(day)]).toEqual([day, expected(day)])
  await expectTruth(host)
})

it('keeps what a report told of a day that it refuses by now, with what else is revised, until it serves it again', async () => {
  const host = world({ vault: openVault })
  const { api, claude, clock, storage } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const told = await storage.readUsage(acme, latestDay)
  api.control({ settings: { latestDays: { skills: addDays(latestDay, -4) }, tooRecent: 'no_day' } })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect((await skillSources(host)).get(latestDay)).toBe('kept')
  const revised = new Map((await storage.readUsage(acme, latestDay)).map((row) => [row.claudeUserId, row.counters]))
  const truth = api.truth.day(latestDay)
  for (const { claudeUserId, counters } of told) {
    const expected = { ...truth.get(claudeUserId), skill_invocations: counters.skill_invocations }
    expect(revised.get(claudeUserId)).toEqual(expected)
  }
  // Longer than a day is revised.
  for (let days = 0; days < 9; days += 1) {
    clock.set(clock.now() + 24 * 3_600_000)
    await claude.sync(acme)
  }
  api.control({ settings: { latestDays: {} } })
  for (let days = 0; days < 2; days += 1) {
    clock.set(clock.now() + 24 * 3_600_000)
    await claude.sync(acme)
  }
  expect((await skillSources(host)).get(latestDay)).toBe('report')
  await expectTruth(host)
})

it('never takes new days for the end of the history, however often they are refused', async () => {
  const host = world({ vault: openVault })
  const refused = [latestDay, addDays(latestDay, -1)]
  const refuse = () => host.api.control({ faults: refused.map((date) => ({ kind: 'error', status: 400, date })) })
  refuse()
  await connect(host, host.api.keys.analytics)
  for (let hours = 0; hours < 20; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  const newest = (await host.storage.readLedger(acme)).filter(({ read }) => !read)
  expect(newest.map(({ day, failure }) => [day, (failure?.times ?? 0) > 3])).toEqual(
    refused.toReversed().map((day) => [day, true]),
  )
  host.api.control({ clearFaults: true })
  host.clock.set(host.clock.now() + 24 * 3_600_000)
  await host.claude.sync(acme)
  await expectTruth(host)
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
