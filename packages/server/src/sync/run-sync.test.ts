import { addDays, claudeUserId, type Day, firstServedDay, listDays } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import {
  connect,
  createSyncHost,
  expectStoredUsageMatchesApi,
  history,
  latestDay,
  plaintextVault,
  readConnection,
  type SyncHost,
} from '../test/sync-host.ts'
import { acme, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

test('fails only the day with an id that storage cannot hold', async () => {
  const host = createSyncHost()
  const { storage } = host
  const { writeDay } = storage
  storage.writeDay = (account, token, reading) => {
    const [firstRow, ...otherRows] = reading.usage
    const invalidRow = firstRow && { ...firstRow, claudeUserId: claudeUserId('user_\0') }
    const usage = invalidRow && reading.entry.day === '2026-03-10' ? [invalidRow, ...otherRows] : reading.usage
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

test('marks the skill counts of a day as kept when its new reading has the report but lacks a stored row', async () => {
  const host = createSyncHost()
  const { api, clock, claude, storage } = host
  api.control({ settings: { skillReport: false } })
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const [dayBefore, lastDay] = [addDays(latestDay, -1), latestDay]
  const deletedUser = [...api.truth.day(lastDay).keys()].find((id) => !api.truth.day(dayBefore).has(id))
  if (!deletedUser) throw new Error('No user was active on the last day only.')
  api.control({ settings: { skillReport: true, deletedUsers: [deletedUser] } })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  const skillSources = new Map((await storage.readLedger(acme)).map(({ day, read }) => [day, read?.skills]))
  expect([dayBefore, lastDay, addDays(lastDay, 1)].map((day) => skillSources.get(day))).toEqual([
    'report',
    'kept',
    'report',
  ])
  const stored = new Map((await storage.readUsage(acme, lastDay)).map((row) => [row.claudeUserId, row.counters]))
  expect(stored.has(deletedUser)).toBe(true)
  for (const [id, counters] of api.truth.day(lastDay)) expect(stored.get(id)).toEqual(counters)
})

test('accepts a day that lost most users only when a second read confirms it, and keeps their rows', async () => {
  const host = createSyncHost()
  const { api, clock, claude, storage } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const listedIds = [...api.truth.day(latestDay).keys()]
  api.control({ settings: { deletedUsers: listedIds.slice(0, Math.floor(listedIds.length / 2) + 1) } })
  const readLatestEntry = async () => (await storage.readLedger(acme)).find(({ day }) => day === latestDay)
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect(await readLatestEntry()).toMatchObject({
    read: { readCount: 1, claudeUsers: listedIds.length },
    failure: { code: 'day_shrank', attempts: 1 },
  })
  clock.set(clock.now() + 3_600_000)
  await claude.sync(acme)
  expect(await readLatestEntry()).toMatchObject({ read: { readCount: 2 }, failure: null })
  expect(await storage.readUsage(acme, latestDay)).toHaveLength(listedIds.length)
})

test('counts a day as served only when every endpoint serves it', async () => {
  const host = createSyncHost()
  const latestSkillDay = addDays(latestDay, -3)
  host.api.control({ settings: { latestDays: { skills: latestSkillDay } } })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(await host.storage.getConnection(acme)).toMatchObject({ latestDay: latestSkillDay })
  expect((await readConnection(host)).coverage).toMatchObject({ through: latestSkillDay, missing: [] })
})

/** Reads the source of the skill counts of each read day. */
const readSkillSources = async ({ storage }: SyncHost): Promise<ReadonlyMap<Day, string | undefined>> =>
  new Map((await storage.readLedger(acme)).map(({ day, read }) => [day, read?.skills]))

/** Lists the first pages that `run` requests, as `<endpoint> <day>`, without the request for the latest day. */
const recordRequests = async (host: SyncHost, run: () => Promise<void>): Promise<string[]> => {
  host.api.requests.clear()
  await run()
  const firstPages = host.api.requests.list().filter(({ limit, page }) => limit !== '1' && page === null)
  return firstPages.map(({ endpoint, date }) => `${endpoint} ${date}`)
}

test('reads new days without a report that is behind, and reads them again when the report serves them', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const daysWithoutReport = history.slice(-4)
  host.api.control({ settings: { latestDays: { skills: addDays(latestDay, -4) }, tooRecent: 'no_day' } })
  await connect(host, host.api.keys.analytics)
  for (let hours = 0; hours < 4; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  await expectStoredUsageMatchesApi(host, history.slice(0, -4))
  const sources = await readSkillSources(host)
  expect(daysWithoutReport.map((day) => sources.get(day))).toEqual(['users', 'users', 'users', 'users'])
  host.api.control({ settings: { latestDays: {} } })
  host.clock.set(host.clock.now() + 24 * 3_600_000)
  await host.claude.sync(acme)
  await expectStoredUsageMatchesApi(host)
})

test('does not wait for a report with a latest day more than three days behind', async () => {
  const host = createSyncHost({ vault: plaintextVault, requestsPerMinute: 100_000 })
  host.api.control({ settings: { rpm: 1_000_000, latestDays: { skills: '2026-03-01' } } })
  await connect(host, host.api.keys.analytics)
  for (let hours = 0; hours < 20; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  expect((await readConnection(host)).coverage).toMatchObject({
    first: firstServedDay,
    through: latestDay,
    missing: [],
  })
  expect((await readSkillSources(host)).get(latestDay)).toBe('users')
  host.api.control({ settings: { latestDays: {} } })
  for (let hours = 0; hours < 24; hours += 1) {
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 3_600_000)
  }
  await expectStoredUsageMatchesApi(host)
})

test('reads new days without a report that serves none of them, and reads all again when the report is back', async () => {
  const host = createSyncHost({ vault: plaintextVault })
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

test('skips a report that is denied, and reads the history again only once when the report is available', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { api, claude, clock } = host
  api.control({ faults: [{ kind: 'error', status: 403, endpoint: 'skills' }] })
  await connect(host, api.keys.analytics)
  const requests = await recordRequests(host, () => claude.sync(acme))
  // Two days show that the report is denied. Other days were already in flight by then.
  expect(requests.filter((request) => request.startsWith('skills')).length).toBeLessThanOrEqual(5)
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

test('keeps requesting a report after a single denial', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  host.api.control({ faults: [{ kind: 'error', status: 403, endpoint: 'skills', times: 1 }] })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const withoutReport = [...(await readSkillSources(host))].filter(([, source]) => source !== 'report')
  expect(withoutReport).toEqual([[latestDay, 'users']])
})

test('requests a report at most twice for a day that the report lacks, even when the other report appears', async () => {
  const host = createSyncHost({
    vault: plaintextVault,
    clock: createVirtualClock(startOfDay('2026-07-21') + 15 * 3_600_000),
  })
  const { api, claude, clock } = host
  // The skill report starts in July, and the connector report is denied at first.
  const days = listDays({ from: '2026-06-02', to: '2026-06-30' })
  api.control({
    settings: { skillReport: '2026-07-01', retentionDays: 90 },
    faults: [{ kind: 'error', status: 403, endpoint: 'connectors' }],
  })
  await connect(host, api.keys.analytics)
  const requests: string[] = []
  for (let turn = 0; turn < 30; turn += 1) {
    if (turn === 12) api.control({ clearFaults: true })
    requests.push(...(await recordRequests(host, () => claude.sync(acme))))
    clock.set(clock.now() + 24 * 3_600_000)
  }
  const ledger = new Map((await host.storage.readLedger(acme)).map(({ day, read }) => [day, read]))
  for (const day of days) {
    const skills = api.truth.sources(day).skills === 'report' ? 'report' : 'final'
    expect([day, ledger.get(day)]).toMatchObject([day, { skills, connectors: 'report' }])
    expect(requests.filter((request) => request === `skills ${day}`).length).toBeLessThanOrEqual(2)
  }
})

test('requests a report once for each settled day before the report’s first day', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { api, claude, clock } = host
  const firstReportDay = addDays(latestDay, -30)
  api.control({ settings: { skillReport: firstReportDay, ranges: false } })
  await connect(host, api.keys.analytics)
  const settledDayRequests: string[] = []
  const isForSettledDay = (request: string) =>
    request.startsWith('skills') && request < `skills ${addDays(latestDay, -10)}`
  for (let days = 0; days < 30; days += 1) {
    settledDayRequests.push(...(await recordRequests(host, () => claude.sync(acme))).filter(isForSettledDay))
    clock.set(clock.now() + 24 * 3_600_000)
  }
  expect(settledDayRequests).toEqual(
    history
      .slice(0, -11)
      .map((day) => `skills ${day}`)
      .toReversed(),
  )
  const sources = await readSkillSources(host)
  const getExpectedSource = (day: Day) => (api.truth.sources(day).skills === 'report' ? 'report' : 'final')
  for (const day of history) expect([day, sources.get(day)]).toEqual([day, getExpectedSource(day)])
  await expectStoredUsageMatchesApi(host)
})

test('keeps the counts of a report that no longer serves a day, and takes all other revisions', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const { api, claude, clock, storage } = host
  await connect(host, api.keys.analytics)
  await claude.sync(acme)
  const rowsBefore = await storage.readUsage(acme, latestDay)
  api.control({ settings: { latestDays: { skills: addDays(latestDay, -4) }, tooRecent: 'no_day' } })
  clock.set(clock.now() + 24 * 3_600_000)
  await claude.sync(acme)
  expect((await readSkillSources(host)).get(latestDay)).toBe('kept')
  const revised = new Map((await storage.readUsage(acme, latestDay)).map((row) => [row.claudeUserId, row.counters]))
  const truth = api.truth.day(latestDay)
  for (const { claudeUserId, counters } of rowsBefore) {
    const expected = { ...truth.get(claudeUserId), skill_invocations: counters.skill_invocations }
    expect(revised.get(claudeUserId)).toEqual(expected)
  }
  // After nine days, the day is settled.
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

test('requests refused new days again and again, and reads them when they are served', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const refusedDays = [latestDay, addDays(latestDay, -1)]
  host.api.control({ faults: refusedDays.map((date) => ({ kind: 'error', status: 400, date })) })
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

test('a run loses its lease at once when another server replaces the key', async () => {
  const one = createSyncHost({ vault: plaintextVault })
  const { storage } = one
  const other = createSyncHost({ storage, vault: plaintextVault, clock: one.clock })
  await connect(one, one.api.keys.analytics)
  const run = one.claude.sync(acme)
  await one.clock.sleep(20_000)
  await connect(other, other.api.keys.replacement)
  await other.clock.sleep(1)
  const token = await storage.acquireLease(acme, 1_000)
  expect(token).not.toBeNull()
  await run
  expect((await storage.readLedger(acme)).length).toBeLessThan(history.length)
})

/** Lists the days of all requests in order, without consecutive repeats. */
const listRequestedDays = (host: SyncHost): (string | null)[] => {
  const dates = host.api.requests.list().map(({ date }) => date)
  return dates.filter((date, index) => date !== dates[index - 1])
}

test('reads the latest day alone first, and then several days concurrently', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  host.api.requests.clear()
  await host.claude.sync(acme)
  // The first request finds the latest day.
  const requestedDays = listRequestedDays(host).slice(1)
  expect(requestedDays.lastIndexOf(latestDay)).toBe(0)
  expect(requestedDays.length).toBeGreaterThan(history.length)
})

test('reads one day at a time when a day of the ledger has 100,000 Claude users', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  await connect(host, host.api.keys.analytics)
  await storeDay(host.storage, firstServedDay, {}, latestDay)
  const [entry] = await host.storage.readLedger(acme)
  if (!entry?.read) throw new Error('The day was not stored.')
  const token = (await host.storage.acquireLease(acme, 60_000)) ?? 0
  await host.storage.writeLedgerEntry(acme, token, { ...entry, read: { ...entry.read, claudeUsers: 100_000 } })
  await host.storage.releaseLease(acme, token)
  host.api.control({ settings: { ranges: false } })
  host.api.requests.clear()
  await host.claude.sync(acme)
  // The last requests ask for totals of the settled months.
  expect(listRequestedDays(host).slice(1, history.length)).toEqual(history.slice(1).toReversed())
})
