import { addDays, claudeUserId, type Day, firstServedDay, listDays } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import {
  connect,
  createWorld,
  expectStoredUsageMatchesApi,
  history,
  latestDay,
  plaintextVault,
  readConnection,
  startTime,
  type World,
} from '../test/world.ts'

test('fails only the day that has an id no database can hold', async () => {
  const storage = memoryStorage()
  const host = createWorld({ storage })
  const { writeDay } = storage
  storage.writeDay = (account, token, reading) => {
    const [first, ...others] = reading.usage
    const invalid = first && { ...first, claudeUserId: claudeUserId('user_\0') }
    const usage = invalid && reading.entry.day === '2026-03-10' ? [invalid, ...others] : reading.usage
    return writeDay(account, token, { ...reading, usage })
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const ledger = await storage.readLedger(acme)
  expect(ledger.filter(({ read }) => !read).map(({ day, failure }) => [day, failure?.code])).toEqual([
    ['2026-03-10', 'unexpected_answer'],
  ])
  expect(ledger).toHaveLength(history.length)
  expect((await readConnection(host)).coverage?.missing).toEqual(['2026-03-10'])
})

test('marks a re-read day as kept when one of its rows is older than the report', async () => {
  const host = createWorld()
  const { api, clock, claude, storage } = host
  api.control({ settings: { skillReport: false } })
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const [before, last] = [addDays(latestDay, -1), latestDay]
  const deletedUser = [...api.truth.day(last).keys()].find((id) => !api.truth.day(before).has(id))
  if (!deletedUser) throw new Error('No user was active on the last day only.')
  api.control({ settings: { skillReport: true, deletedUsers: [deletedUser] } })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  const ledger = new Map((await storage.readLedger(acme)).map(({ day, read }) => [day, read?.skills]))
  expect([before, last, addDays(last, 1)].map((day) => ledger.get(day))).toEqual(['report', 'kept', 'report'])
  const stored = new Map((await storage.readUsage(acme, last)).map((row) => [row.claudeUserId, row.counters]))
  expect(stored.has(deletedUser)).toBe(true)
  for (const [id, counters] of api.truth.day(last)) expect(stored.get(id)).toEqual(counters)
})

test('accepts a day that lost most of its users only when a second read confirms it, and keeps their rows', async () => {
  const host = createWorld()
  const { api, clock, claude, storage } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const listed = [...api.truth.day(latestDay).keys()]
  api.control({ settings: { deletedUsers: listed.slice(0, Math.floor(listed.length / 2) + 1) } })
  const readLatestEntry = async () => (await storage.readLedger(acme)).find(({ day }) => day === latestDay)
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect(await readLatestEntry()).toMatchObject({
    read: { readCount: 1, claudeUsers: listed.length },
    failure: { code: 'day_shrank', attempts: 1 },
  })
  clock.set(clock.now() + 3_600_000)
  await claude.sync(acme)
  expect(await readLatestEntry()).toMatchObject({ read: { readCount: 2 }, failure: null })
  expect(await storage.readUsage(acme, latestDay)).toHaveLength(listed.length)
})

test('counts a day as served only when every endpoint serves it', async () => {
  const host = createWorld()
  const behind = addDays(latestDay, -3)
  host.api.control({ settings: { latestDays: { skills: behind } } })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(await host.storage.getConnection(acme)).toMatchObject({ latestDay: behind })
  expect((await readConnection(host)).coverage).toMatchObject({ through: behind, missing: [] })
})

/** Reads the source of the skill counts of each read day. */
const readSkillSources = async ({ storage }: World): Promise<ReadonlyMap<Day, string | undefined>> =>
  new Map((await storage.readLedger(acme)).map(({ day, read }) => [day, read?.skills]))

/** Lists the first pages that `run` requests, as `endpoint day`, without the request for the latest day. */
const recordRequests = async (host: World, run: () => Promise<void>): Promise<string[]> => {
  host.api.requests.clear()
  await run()
  const firstPages = host.api.requests.list().filter(({ limit, page }) => limit !== '1' && page === null)
  return firstPages.map(({ endpoint, date }) => `${endpoint} ${date}`)
}

test('reads new days without a report that is behind, and again once the report serves them', async () => {
  const host = createWorld({ vault: plaintextVault })
  const behind = history.slice(-4)
  host.api.control({ settings: { latestDays: { skills: addDays(latestDay, -4) }, tooRecent: 'no_day' } })
  await connect(host, host.api.keys.analytics)
  for (let hours = 0; hours < 4; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  await expectStoredUsageMatchesApi(host, history.slice(0, -4))
  const sources = await readSkillSources(host)
  expect(behind.map((day) => sources.get(day))).toEqual(['users', 'users', 'users', 'users'])
  host.api.control({ settings: { latestDays: {} } })
  host.clock.set(host.clock.now() + 24 * 3_600_000)
  await host.claude.sync(acme)
  await expectStoredUsageMatchesApi(host)
})

test('reads new days without a missing report, and reads the settled ones again once it is back', async () => {
  const host = createWorld({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  host.api.control({ settings: { latestDays: { skills: latestDay }, tooRecent: 'no_day' } })
  for (let hours = 0; hours < 24 * 12; hours += 1) {
    host.clock.set(host.clock.now() + 3_600_000)
    await host.claude.sync(acme)
  }
  const newDays = listDays({ from: addDays(latestDay, 1), to: host.api.truth.latestDay() })
  const sources = await readSkillSources(host)
  expect(newDays.map((day) => sources.get(day))).toEqual(newDays.map(() => 'users'))
  host.api.control({ settings: { latestDays: {} } })
  for (let days = 0; days < 2; days += 1) {
    host.clock.set(host.clock.now() + 24 * 3_600_000)
    await host.claude.sync(acme)
  }
  await expectStoredUsageMatchesApi(host, [...history, ...newDays])
})

test('skips a report that is denied, and reads the history again once it is available', async () => {
  const host = createWorld({ vault: plaintextVault })
  const { api, claude, clock } = host
  api.control({ faults: [{ kind: 'error', status: 403, endpoint: 'skills' }] })
  await connect(host, api.keys.analytics)
  const asked = await recordRequests(host, () => claude.sync(acme))
  // Two misses, and the days already in flight by then.
  expect(asked.filter((request) => request.startsWith('skills')).length).toBeLessThanOrEqual(5)
  expect(new Set((await readSkillSources(host)).values())).toEqual(new Set(['users']))
  // No settled day is read again while the report is denied.
  clock.set(clock.now() + 24 * 3_600_000)
  const days = new Set((await recordRequests(host, () => claude.sync(acme))).map((request) => request.split(' ')[1]))
  expect([...days].every((day) => day !== undefined && day >= addDays(latestDay, -7))).toBe(true)
  api.control({ clearFaults: true })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  await expectStoredUsageMatchesApi(host)
  expect(new Set((await readSkillSources(host)).values())).toEqual(new Set(['report']))
  // Each day is read again only once.
  clock.set(clock.now() + 3_600_000)
  expect(await recordRequests(host, () => claude.sync(acme))).toEqual([])
})

test('keeps requesting a report that was denied only once', async () => {
  const host = createWorld({ vault: plaintextVault })
  host.api.control({ faults: [{ kind: 'error', status: 403, endpoint: 'skills', times: 1 }] })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const without = [...(await readSkillSources(host))].filter(([, source]) => source !== 'report')
  expect(without).toEqual([[latestDay, 'users']])
})

test('requests a report at most twice for a day it does not have, even when the other report appears', async () => {
  const host = createWorld({ vault: plaintextVault, clock: virtualClock(startOfDay('2026-07-21') + 15 * 3_600_000) })
  const { api, claude, clock } = host
  // The skill report starts in July, and the connector report is denied at first.
  const days = listDays({ from: '2026-06-02', to: '2026-06-30' })
  api.control({
    settings: { skillReport: '2026-07-01', retentionDays: 90 },
    faults: [{ kind: 'error', status: 403, endpoint: 'connectors' }],
  })
  await connect(host, api.keys.analytics)
  const asked: string[] = []
  for (let turn = 0; turn < 30; turn += 1) {
    if (turn === 12) api.control({ clearFaults: true })
    asked.push(...(await recordRequests(host, () => claude.sync(acme))))
    clock.set(clock.now() + 24 * 3_600_000)
  }
  const ledger = new Map((await host.storage.readLedger(acme)).map(({ day, read }) => [day, read]))
  for (const day of days) {
    const skills = api.truth.sources(day).skills === 'report' ? 'report' : 'final'
    expect([day, ledger.get(day)]).toMatchObject([day, { skills, connectors: 'report' }])
    expect(asked.filter((request) => request === `skills ${day}`).length).toBeLessThanOrEqual(2)
  }
})

test('requests a report once for each settled day before the report started', async () => {
  const host = createWorld({ vault: plaintextVault })
  const { api, claude, clock } = host
  const from = addDays(latestDay, -30)
  api.control({ settings: { skillReport: from } })
  await connect(host, api.keys.analytics)
  const oldRequests: string[] = []
  const isOld = (request: string) => request.startsWith('skills') && request < `skills ${addDays(latestDay, -10)}`
  for (let days = 0; days < 30; days += 1) {
    oldRequests.push(...(await recordRequests(host, () => claude.sync(acme))).filter(isOld))
    clock.set(clock.now() + 24 * 3_600_000)
  }
  expect(oldRequests).toEqual(
    history
      .slice(0, -11)
      .map((day) => `skills ${day}`)
      .toReversed(),
  )
  const sources = await readSkillSources(host)
  const expected = (day: Day) => (api.truth.sources(day).skills === 'report' ? 'report' : 'final')
  for (const day of history) expect([day, sources.get(day)]).toEqual([day, expected(day)])
  await expectStoredUsageMatchesApi(host)
})

test('keeps the counts of a report that no longer serves a day, and takes the other revisions', async () => {
  const host = createWorld({ vault: plaintextVault })
  const { api, claude, clock, storage } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const before = await storage.readUsage(acme, latestDay)
  api.control({ settings: { latestDays: { skills: addDays(latestDay, -4) }, tooRecent: 'no_day' } })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect((await readSkillSources(host)).get(latestDay)).toBe('kept')
  const revised = new Map((await storage.readUsage(acme, latestDay)).map((row) => [row.claudeUserId, row.counters]))
  const truth = api.truth.day(latestDay)
  for (const { claudeUserId, counters } of before) {
    const expected = { ...truth.get(claudeUserId), skill_invocations: counters.skill_invocations }
    expect(revised.get(claudeUserId)).toEqual(expected)
  }
  // Longer than the days stay provisional.
  for (let days = 0; days < 9; days += 1) {
    clock.set(clock.now() + 24 * 3_600_000)
    await claude.sync(acme)
  }
  api.control({ settings: { latestDays: {} } })
  for (let days = 0; days < 2; days += 1) {
    clock.set(clock.now() + 24 * 3_600_000)
    await claude.sync(acme)
  }
  expect((await readSkillSources(host)).get(latestDay)).toBe('report')
  await expectStoredUsageMatchesApi(host)
})

test('never takes refused new days for the end of the history', async () => {
  const host = createWorld({ vault: plaintextVault })
  const refusedDays = [latestDay, addDays(latestDay, -1)]
  const refuse = () => host.api.control({ faults: refusedDays.map((date) => ({ kind: 'error', status: 400, date })) })
  refuse()
  await connect(host, host.api.keys.analytics)
  for (let hours = 0; hours < 20; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  const unread = (await host.storage.readLedger(acme)).filter(({ read }) => !read)
  expect(unread.map(({ day, failure }) => [day, (failure?.attempts ?? 0) > 3])).toEqual(
    refusedDays.toReversed().map((day) => [day, true]),
  )
  host.api.control({ clearFaults: true })
  host.clock.set(host.clock.now() + 24 * 3_600_000)
  await host.claude.sync(acme)
  await expectStoredUsageMatchesApi(host)
})

test('releases the lease at once when another server replaces the key', async () => {
  const storage = memoryStorage()
  const one = createWorld({ storage, vault: plaintextVault })
  const other = createWorld({ storage, vault: plaintextVault, clock: one.clock })
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

/** Lists the requested days in order, without consecutive repeats. */
const listDayTurns = (host: World): (string | null)[] => {
  const dates = host.api.requests.list().map(({ date }) => date)
  return dates.filter((date, index) => date !== dates[index - 1])
}

test('reads the first day alone, so that it arrives as soon as possible', async () => {
  const host = createWorld({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  host.api.requests.clear()
  await host.claude.sync(acme)
  // The first turn is the request for the latest day.
  const turns = listDayTurns(host).slice(1)
  expect(turns.lastIndexOf(latestDay)).toBe(0)
  expect(turns.length).toBeGreaterThan(history.length)
})

test('reads one day at a time for an organization so large that several days would not fit into memory', async () => {
  const host = createWorld({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  await storeDay(host.storage, firstServedDay, {}, latestDay)
  const [entry] = await host.storage.readLedger(acme)
  if (!entry?.read) throw new Error('The day was not stored.')
  const token = (await host.storage.acquireLease(acme, startTime, 1)) ?? 0
  await host.storage.writeLedgerEntry(acme, token, { ...entry, read: { ...entry.read, claudeUsers: 100_000 } })
  await host.storage.releaseLease(acme, token)
  host.api.requests.clear()
  await host.claude.sync(acme)
  expect(listDayTurns(host).slice(1)).toEqual(history.slice(1).toReversed())
})
