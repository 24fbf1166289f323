import {
  type AccountId,
  type ClaudeUserId,
  type CounterId,
  type Day,
  employeeId,
  listDays,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import type { UsageDay } from '../storage/adapter.ts'
import {
  connect,
  createSyncHost,
  expectStoredUsageMatchesApi,
  history,
  plaintextVault,
  type SyncHost,
} from '../test/sync-host.ts'
import { acme, globex } from '../test/test-host.ts'
import { maxTotalsRequests } from './budget.ts'

const [january, february]: readonly [Day, Day] = ['2026-01-01', '2026-02-01']
const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Settings = NonNullable<Parameters<SyncHost['api']['control']>[0]['settings']>

/** Creates a host that has read its whole history, with all months checked. */
const createSyncedHost = async (settings: Settings = {}): Promise<SyncHost> => {
  const host = createSyncHost({ vault: plaintextVault })
  host.api.control({ settings })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  return host
}

const listChecks = async ({ storage }: SyncHost) =>
  (await storage.listMonthChecks(acme)).map(({ month, finished, pending }) => ({
    month,
    result: finished?.result,
    reason: finished?.reason,
    count: finished?.count,
    pending,
  }))
const createEqualCheck = (month: Day, count = 1) => ({ month, result: 'equal', reason: null, count, pending: null })

/** Asks for a check of all months, and syncs. Returns the number of requests that the sync sent. */
const checkAgain = async (host: SyncHost) => {
  host.clock.set(host.clock.now() + hourMs / 4)
  await host.storage.updateConnection(acme, { checkRequestedAt: host.clock.now() })
  host.clock.set(host.clock.now() + 1)
  const before = host.api.requests.total()
  await host.claude.sync(acme)
  return host.api.requests.total() - before
}

/** Changes the stored rows of a day behind the back of the integration. */
const corrupt = async ({ storage }: SyncHost, day: Day, change: (rows: readonly UsageDay[]) => readonly UsageDay[]) => {
  const [entry] = await storage.readLedger(acme, { from: day, to: day })
  const token = (await storage.acquireLease(acme, hourMs)) ?? 0
  if (!entry) throw new Error(`${day} is not read.`)
  const usage = change(await storage.readUsage(acme, day))
  await storage.writeDay(acme, token, { entry, claudeUsers: [], usage })
  await storage.releaseLease(acme, token)
}

const findUser = (host: SyncHost, day: Day, counter: CounterId): ClaudeUserId => {
  const found = [...host.api.truth.day(day)].find(([, counters]) => (counters[counter] ?? 0) > 0)
  if (!found) throw new Error(`Nobody has ${counter} on ${day}.`)
  return found[0]
}

const changeCount = async (host: SyncHost, day: Day, counter: CounterId, by: number) => {
  const id = findUser(host, day, counter)
  await corrupt(host, day, (rows) =>
    rows.map((row) =>
      row.claudeUserId === id
        ? { ...row, counters: { ...row.counters, [counter]: (row.counters[counter] ?? 0) + by } }
        : row,
    ),
  )
}

describe('a check', () => {
  test('compares each settled month of the history once, after all days, and finds it equal', async () => {
    const host = await createSyncedHost()
    expect(await listChecks(host)).toEqual([createEqualCheck(january), createEqualCheck(february)])
    const requests = host.api.requests.list()
    const ranges = requests.filter(({ date }) => date !== null && [january, february].includes(date as Day))
    expect(ranges.length).toBeGreaterThan(0)
    expect(await host.storage.listFindings(acme)).toEqual([])
    const before = host.api.requests.total()
    host.clock.set(host.clock.now() + hourMs)
    await host.claude.sync(acme)
    // Only the latest day is asked for.
    expect(host.api.requests.total() - before).toBe(1)
    await expectStoredUsageMatchesApi(host)
  })

  test('checks a month again a quarter later, and never after that', async () => {
    const host = await createSyncedHost()
    const passDays = async (days: number) => {
      for (let day = 0; day < days; day += 7) {
        host.clock.set(host.clock.now() + 7 * dayMs)
        await host.claude.sync(acme)
      }
    }
    await passDays(84)
    const countChecks = async () => (await listChecks(host)).map(({ month, count }) => [month.slice(0, 7), count])
    expect((await countChecks()).slice(0, 2)).toEqual([
      ['2026-01', 1],
      ['2026-02', 1],
    ])
    await passDays(14)
    expect((await countChecks()).slice(0, 2)).toEqual([
      ['2026-01', 2],
      ['2026-02', 2],
    ])
    await passDays(105)
    expect((await countChecks()).slice(0, 2)).toEqual([
      ['2026-01', 2],
      ['2026-02', 2],
    ])
  })

  test.each<[string, (host: SyncHost) => Promise<void>]>([
    ['a changed count', (host) => changeCount(host, '2026-02-11', 'chat_messages', 3)],
    [
      'a doubled count',
      async (host) => {
        const day = '2026-02-12'
        const id = findUser(host, day, 'code_commits')
        await corrupt(host, day, (rows) =>
          rows.map((row) =>
            row.claudeUserId === id
              ? { ...row, counters: mapCounters((counter) => 2 * (row.counters[counter] ?? 0)) }
              : row,
          ),
        )
      },
    ],
    [
      'an unknown count',
      async (host) => {
        const day = '2026-02-12'
        const id = findUser(host, day, 'code_commits')
        await corrupt(host, day, (rows) =>
          rows.map((row) =>
            row.claudeUserId === id ? { ...row, counters: { ...row.counters, code_commits: null } } : row,
          ),
        )
      },
    ],
    [
      'a day with rows of unknown Claude users',
      async ({ storage }) => {
        const [entry] = await storage.readLedger(acme, { from: '2026-02-12', to: '2026-02-12' })
        const token = (await storage.acquireLease(acme, hourMs)) ?? 0
        if (entry?.read) {
          await storage.writeLedgerEntry(acme, token, { ...entry, read: { ...entry.read, unattributedRows: 1 } })
        }
        await storage.releaseLease(acme, token)
      },
    ],
    [
      'a late revision',
      async (host) => host.api.control({ settings: { lateRevisions: { '2026-02-11': 1, '2026-01-14': 2 } } }),
    ],
  ])('finds %s, reads the month again, and heals it', async (_, damage) => {
    const host = await createSyncedHost()
    await damage(host)
    await checkAgain(host)
    expect(await listChecks(host)).toEqual([createEqualCheck(january, 2), createEqualCheck(february, 2)])
    await expectStoredUsageMatchesApi(host)
  })

  test('reads a month again only if it differs, and reads it only one more time', async () => {
    const host = await createSyncedHost()
    const untouched = await checkAgain(host)
    await changeCount(host, '2026-02-11', 'chat_messages', 3)
    const requests = await checkAgain(host)
    const [rereadEntry] = await host.storage.readLedger(acme, { from: '2026-02-11', to: '2026-02-11' })
    expect(rereadEntry?.read?.readCount).toBe(2)
    expect(
      (await host.storage.readLedger(acme)).filter(({ day }) => day < february).map(({ read }) => read?.readCount),
    ).toEqual(listDays({ from: january, to: '2026-01-31' }).map(() => 1))
    // For each of the 28 days and for the totals of the month: one request for the list of users, and one for skills.
    expect(requests - untouched).toBe(28 * 2 + 2)
  })

  test('keeps a row that Claude no longer sends, and names it as a finding', async () => {
    const host = await createSyncedHost()
    const day = '2026-02-11'
    const id = findUser(host, day, 'chat_messages')
    const before = await host.storage.readUsage(acme, day)
    host.api.control({ settings: { deletedUsers: [id] } })
    await checkAgain(host)
    expect(await host.storage.readUsage(acme, day)).toEqual(before)
    const findings = await host.storage.listFindings(acme)
    expect(new Set(findings.map(({ claudeUserId }) => claudeUserId))).toEqual(new Set([id]))
    expect(findings.every(({ stored, claude }) => stored > 0 && claude === null)).toBe(true)
    const messages = findings.filter(({ counter, month }) => counter === 'chat_messages' && month === february)
    const stored = await Promise.all(
      listDays({ from: february, to: '2026-02-28' }).map((monthDay) => host.storage.readUsage(acme, monthDay)),
    )
    expect(messages[0]?.stored).toBe(
      stored
        .flat()
        .filter(({ claudeUserId }) => claudeUserId === id)
        .reduce((sum, { counters }) => sum + (counters.chat_messages ?? 0), 0),
    )
    expect((await listChecks(host)).map(({ result }) => result)).toEqual(['differs', 'differs'])
    // When Claude sends the row again, the findings are removed.
    host.api.control({ settings: { deletedUsers: [] } })
    await checkAgain(host)
    expect(await host.storage.listFindings(acme)).toEqual([])
    expect(await listChecks(host)).toEqual([createEqualCheck(january, 3), createEqualCheck(february, 3)])
  })

  test('goes on where the last run ended', async () => {
    const host = await createSyncedHost()
    await changeCount(host, '2026-02-11', 'chat_messages', 3)
    host.api.control({ faults: [{ kind: 'error', status: 500, date: '2026-02-05', shouldRetry: false, times: 1 }] })
    await checkAgain(host)
    expect((await listChecks(host))[1]?.pending).toEqual({ repairSince: expect.any(Number), attempts: 1 })
    const readAgain = (await host.storage.readLedger(acme)).filter(({ read }) => (read?.readCount ?? 0) > 1)
    host.clock.set(host.clock.now() + hourMs)
    const before = host.api.requests.total()
    await host.claude.sync(acme)
    expect(host.api.requests.total() - before).toBeLessThan(28 * 2 + 8)
    expect(readAgain.length).toBeGreaterThan(0)
    expect(await listChecks(host)).toEqual([createEqualCheck(january, 2), createEqualCheck(february, 2)])
    await expectStoredUsageMatchesApi(host)
  })
})

describe('a disturbance of a check', () => {
  const disturbances: Readonly<Record<string, (host: SyncHost) => Settings>> = {
    refusal: () => ({ ranges: false }),
    rounding: () => ({ rangeRounding: 10 }),
    'missing people': (host) => ({ rangesWithoutUsers: [findUser(host, '2026-02-11', 'chat_messages')] }),
    'unknown distinct counts': () => ({ rangeDistinctCounts: 'unknown' }),
    'a changed e-mail': (host) => ({
      emails: { [findUser(host, '2026-02-11', 'chat_messages')]: 'new@halden.example' },
    }),
    'late revisions': () => ({ lateRevisions: { '2026-02-11': 3 } }),
  }
  const combineDisturbances = (names: readonly string[]) => (host: SyncHost) =>
    Object.assign({}, ...names.map((name) => disturbances[name]?.(host))) as Settings

  test.each([
    ...Object.keys(disturbances).map((name): [string, (host: SyncHost) => Settings, string] => [
      name,
      combineDisturbances([name]),
      {
        refusal: 'not_comparable request_rejected',
        rounding: 'not_comparable disagreement',
        'missing people': 'differs null',
      }[name] ?? 'equal null',
    ]),
    ['all but the refusal', combineDisturbances(Object.keys(disturbances).slice(1)), 'not_comparable disagreement'],
    ['all together', combineDisturbances(Object.keys(disturbances)), 'not_comparable request_rejected'],
  ])(
    '%s: no day becomes less complete, and a result claims no more than is known',
    async (_, getSettings, expected) => {
      const host = await createSyncedHost()
      host.api.control({ settings: getSettings(host) })
      await checkAgain(host)
      const [, check] = await listChecks(host)
      expect(`${check?.result} ${check?.reason}`).toBe(expected)
      const connection = await host.storage.getConnection(acme)
      expect([connection?.status, connection?.lastFailure, connection?.reason]).toEqual(['connected', null, null])
      const ledger = await host.storage.readLedger(acme)
      expect(ledger.map(({ day }) => day)).toEqual(history)
      expect(ledger.filter(({ read, failure }) => !read || failure)).toEqual([])
      const findings = await host.storage.listFindings(acme)
      const missing = getSettings(host).rangesWithoutUsers ?? []
      for (const { claudeUserId, claude } of findings)
        expect([missing.includes(claudeUserId), claude]).toEqual([true, null])
      // A late revision cannot be found without totals.
      const isRefused = getSettings(host).ranges === false
      await expectStoredUsageMatchesApi(host, isRefused ? history.filter((day) => day !== '2026-02-11') : history)
    },
  )

  test('a refusal costs one request per month, and is not repeated', async () => {
    const host = await createSyncedHost({ ranges: false })
    expect((await listChecks(host)).map(({ result, reason }) => [result, reason])).toEqual([
      ['not_comparable', 'request_rejected'],
      ['not_comparable', 'request_rejected'],
    ])
    expect(await checkAgain(host)).toBe(1 + 2)
    host.clock.set(host.clock.now() + hourMs)
    const before = host.api.requests.total()
    await host.claude.sync(acme)
    expect(host.api.requests.total() - before).toBe(1)
  })

  test.each([401, 403, 429, 500])(
    'status %i for totals ends the check after three runs, and changes nothing else',
    async (status) => {
      const host = await createSyncedHost()
      const { storage, clock, api } = host
      host.api.control({
        faults: [january, february].map((date) => ({ kind: 'error', status, date, shouldRetry: false })),
      })
      const before = await storage.readLedger(acme)
      const statuses: unknown[] = []
      for (let run = 0; run < 6; run += 1) {
        if (run === 0) await checkAgain(host)
        else {
          clock.set(clock.now() + hourMs)
          await host.claude.sync(acme)
        }
        statuses.push((await storage.getConnection(acme))?.status)
      }
      expect(new Set(statuses)).toEqual(new Set(['connected']))
      expect((await listChecks(host)).map(({ result, count }) => [result, count])).toEqual([
        ['not_comparable', 2],
        ['not_comparable', 2],
      ])
      expect(await storage.readLedger(acme)).toEqual(before)
      const requests = api.requests.total()
      clock.set(clock.now() + hourMs)
      await host.claude.sync(acme)
      expect(api.requests.total() - requests).toBe(1)
    },
  )

  test('a refusal of everything ends the run, and leaves the results as they were', async () => {
    const host = await createSyncedHost()
    host.clock.set(host.clock.now() + hourMs / 4)
    await host.storage.updateConnection(acme, { checkRequestedAt: host.clock.now() })
    host.clock.set(host.clock.now() + 1)
    const { updateConnection } = host.storage
    // Access is switched off after the days were read, and before the totals are requested.
    host.storage.updateConnection = async (accountId, changes) => {
      if (changes.lastSyncAt) host.api.control({ settings: { access: 'forbidden' } })
      await updateConnection(accountId, changes)
    }
    await host.claude.sync(acme)
    expect((await host.storage.getConnection(acme))?.reason?.code).toBe('access_denied')
    expect((await listChecks(host)).map(({ result, count }) => [result, count])).toEqual([
      ['equal', 1],
      ['equal', 1],
    ])
    host.storage.updateConnection = updateConnection
    host.api.control({ settings: { access: 'on' } })
    host.clock.set(host.clock.now() + hourMs)
    await host.claude.sync(acme)
    expect(await listChecks(host)).toEqual([createEqualCheck(january, 2), createEqualCheck(february, 2)])
  })

  test('a month in which a report begins is healed, although the report has no counts for its first days', async () => {
    const host = await createSyncedHost({ skillReport: '2026-01-10' })
    await changeCount(host, '2026-01-20', 'code_commits', 1)
    await checkAgain(host)
    expect((await listChecks(host))[0]).toMatchObject({ month: january, result: 'equal', pending: null })
    await expectStoredUsageMatchesApi(host)
  })

  test('a stored day stays unchanged if Claude now serves the day less completely', async () => {
    const host = await createSyncedHost()
    await changeCount(host, '2026-02-11', 'chat_messages', 3)
    const before = await host.storage.readUsage(acme, '2026-02-11')
    host.api.control({ settings: { skillReport: false } })
    await checkAgain(host)
    for (let run = 0; run < 3; run += 1) {
      host.clock.set(host.clock.now() + hourMs)
      await host.claude.sync(acme)
    }
    expect((await listChecks(host))[1]).toMatchObject({ result: 'not_comparable', reason: 'less_complete' })
    expect(await host.storage.readUsage(acme, '2026-02-11')).toEqual(before)
    const sources = (await host.storage.readLedger(acme))
      .filter(({ day }) => day <= '2026-02-28')
      .map(({ read }) => read?.skills)
    expect(new Set(sources)).toEqual(new Set(['report']))
  })
})

test('people are skipped if the month is not kept for them', async () => {
  const host = await createSyncedHost()
  const id = findUser(host, '2026-02-11', 'chat_messages')
  await host.storage.excludeClaudeUsers(acme, { exclude: [id], readmit: [] })
  host.clock.set(host.clock.now() + 2 * dayMs)
  await host.storage.deleteNotKept(acme)
  await checkAgain(host)
  expect(await host.storage.listFindings(acme)).toEqual([])
  expect(await listChecks(host)).toEqual([createEqualCheck(january, 2), createEqualCheck(february, 2)])
})

/** Stores a budget of reconciliations with only `requestsLeft` requests left. */
const storeTotalsBudget = async ({ storage, api }: SyncHost, requestsLeft: number) =>
  await storage.updateBudget(`organization:${api.organization.id}`, (text, now) =>
    JSON.stringify({ ...JSON.parse(text ?? '{}'), totals: { since: now, count: maxTotalsRequests - requestsLeft } }),
  )

test('reconciliations use at most 1 % of what the API allows in 30 days, and go on later', async () => {
  expect(maxTotalsRequests).toBe(25_920)
  const host = await createSyncedHost()
  const { clock } = host
  await changeCount(host, '2026-02-11', 'chat_messages', 3)
  await storeTotalsBudget(host, 20)
  // One more request finds the latest day.
  expect(await checkAgain(host)).toBe(20 + 1)
  for (let run = 0; run < 3; run += 1) {
    clock.set(clock.now() + hourMs)
    const before = host.api.requests.total()
    await host.claude.sync(acme)
    expect(host.api.requests.total() - before).toBe(1)
  }
  expect((await listChecks(host))[1]?.pending?.repairSince).toEqual(expect.any(Number))
  clock.set(clock.now() + 31 * dayMs)
  await host.claude.sync(acme)
  expect((await listChecks(host)).slice(0, 2)).toEqual([createEqualCheck(january, 2), createEqualCheck(february, 2)])
  await expectStoredUsageMatchesApi(host)
})

test('the accounts of an organization share the requests for reconciliations', async () => {
  const host = await createSyncedHost()
  const { claude, storage, api } = host
  const admin = { accountId: globex, employeeId: employeeId('boss'), role: 'admin' } as const
  await claude.api.connect(admin, api.keys.replacement)
  await claude.sync(globex)
  for (const account of [acme, globex]) {
    for (const { month, ...check } of await storage.listMonthChecks(account)) {
      expect([account, month, check.finished?.result]).toEqual([account, month, 'equal'])
    }
  }
  await storeTotalsBudget(host, 3)
  await checkAgain(host)
  await storage.updateConnection(globex, { checkRequestedAt: host.clock.now() })
  host.clock.set(host.clock.now() + 1)
  const before = api.requests.total()
  await claude.sync(globex)
  // Only the latest day is asked for: the first account has used the three requests.
  expect(api.requests.total() - before).toBe(1)
  const countFinished = async (account: AccountId) =>
    (await storage.listMonthChecks(account)).filter(({ finished }) => finished?.count === 2).length
  expect(await countFinished(globex)).toBe(0)
})
