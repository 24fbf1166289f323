import { type AccountId, addDays, type Day, type Link, listDays, type Period } from '@windmill/claude-core'
import { startOfBucket } from '@windmill/claude-core/internal'
import type { StorageAdapter, StoredLogEntry } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import {
  changeLinks,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLedgerEntry,
  createLink,
  createReadEntry,
  createUsageDay,
  createViewer,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { readGroupData } from './read-group-data.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

/** Maps a small number to a day. There are few distinct days, so that random operations often affect the same day. */
const toDay = (choice: number): Day => addDays('2026-12-29', choice)

const operations = [
  'lease',
  'release',
  'revoke',
  'day',
  'entry',
  'totals',
  'policy',
  'exclude',
  'directory',
  'upsert',
  'links',
  'read',
  'prune',
  'connection',
  'update',
  'erase',
] as const

const toPeriod = (choice: number): Period => ({ from: toDay(choice), to: toDay(choice + 1) })

/** Functions that create the links that a random step can set, for a small number. */
const createLinkFunctions: readonly ((id: number) => Link)[] = [
  (id) => createLink(id, id),
  (id) => ({ ...createLink(id, 1), method: 'alias' }),
  (id) => ({ ...createLink(id, 2), method: 'manual' }),
  (id) => ({ ...createLink(id, 0), method: 'manual', employeeId: null, ignored: id > 2 }),
]

const wholeLog = { before: null, limit: 1_000 }
const omitId = ({ id: _, ...entry }: StoredLogEntry) => entry

interface Step {
  readonly operation: (typeof operations)[number]
  /** Index of one of two accounts. */
  readonly account: number
  /** Two small numbers that select the days, ids, durations or the token of the operation. */
  readonly first: number
  readonly second: number
  /** A count, or another small number that selects an optional value. */
  readonly count: number | null
}

/** Creates a function that applies steps to the storage. It uses the lease tokens that this storage returned. */
const createStepFunction = (storage: StorageAdapter, accounts: readonly AccountId[]) => {
  const tokens: number[] = []
  let now = 1_000
  return async ({ operation, account, first, second, count }: Step): Promise<unknown> => {
    const id = accounts[account] ?? createAccountId()
    // Usually the newest token of any account, sometimes the token before it.
    const token = tokens.at(second === 0 ? -2 : -1) ?? 0
    now += 100
    switch (operation) {
      case 'lease': {
        const newToken = await storage.acquireLease(id, first > 1 ? 3_600_000 : 0)
        if (newToken !== null) tokens.push(newToken)
        return newToken !== null
      }
      case 'release':
        return storage.releaseLease(id, token)
      case 'revoke':
        return storage.revokeLease(id)
      case 'day': {
        const rows = [
          createUsageDay(first, { chat_messages: count }),
          createUsageDay(second, { code_commits: count, excel_skills: null }),
        ]
        return getRejectionCode(storage.writeDay(id, token, createDayReading(toDay(first + second), rows)))
      }
      case 'entry': {
        const failure = { at: now, code: 'http_503', attempts: first, dueAt: now + second }
        return getRejectionCode(
          storage.writeLedgerEntry(id, token, createLedgerEntry(toDay(first), { read: null, failure })),
        )
      }
      case 'totals': {
        const monday = startOfBucket(toDay(first), 'week')
        for (const day of listDays({ from: monday, to: addDays(monday, count === 0 ? 5 : 6) })) {
          const usage = Array.from({ length: 5 }, (_, user) => createUsageDay(user, { chat_messages: second - user }))
          const reading = createDayReading(day, usage)
          const read = reading.entry.read && { ...reading.entry.read, latestDay: addDays(day, 7) }
          const code = await getRejectionCode(
            storage.writeDay(id, token, { ...reading, entry: { ...reading.entry, read } }),
          )
          if (code !== null) return code
        }
        return getRejectionCode(storage.publishTotals(id, token, monday))
      }
      case 'policy':
        return storage.applyPolicy(id, {
          historyFrom: count === null ? null : toDay(count),
          usageRetentionDays: null,
          accessRetentionDays: 365,
          directoryMaxAgeHours: 96,
        })
      case 'exclude':
        return storage.excludeClaudeUsers(id, {
          exclude: count === null ? [] : [toClaudeUserId(first)],
          readmit: [{ claudeUserId: toClaudeUserId(second), employeeId: toEmployeeId(second) }],
        })
      case 'directory': {
        const archivedOn = count === null ? null : toDay(count)
        return storage.replaceDirectory(
          id,
          [createDirectReport(first, second, { archivedOn }), createEmployee(second)],
          { at: now },
        )
      }
      case 'upsert': {
        await storage.upsertEmployees(id, [createDirectReport(first, second)], { at: now })
        if (count === null) return null
        const version = await storage.nextDirectoryVersion(id)
        await storage.upsertEmployees(id, [createEmployee(second, { name: 'upserted' })], { at: now })
        if (first > 2) await storage.replaceDirectory(id, [createEmployee(first)], { at: now })
        return storage.replaceDirectory(id, [createEmployee(count), createEmployee(second)], { version, at: now })
      }
      case 'links':
        return changeLinks(storage, id, {
          set: [createLinkFunctions[first % createLinkFunctions.length]?.(second) ?? createLink(first, second)],
          remove: count === null ? [toClaudeUserId(second)] : [],
          by: count === null || count > 2 ? toEmployeeId(second) : null,
          at: now,
        })
      case 'read': {
        const subjects = [{ employee: toEmployeeId(second) }, { below: toEmployeeId(second) }, 'everyone'] as const
        const about = subjects[first % subjects.length] ?? 'everyone'
        return storage.addLogEntries(id, [
          {
            ...createReadEntry(first, about),
            at: now,
            event: { kind: 'read', purpose: 'team', periods: [toPeriod(first)], rows: count },
          },
        ])
      }
      case 'prune':
        return storage.pruneLog(id, now - first * 200)
      case 'connection':
        return storage.saveConnection(createConnectionRecord(id, { latestDay: count === null ? null : toDay(count) }))
      case 'update':
        return storage.updateConnection(id, { lastSyncAt: count, latestDay: toDay(first) })
      case 'erase':
        if (first > 0) return count === null ? storage.reopenAccount(id) : null
        await storage.eraseAccount(id)
        return second > 2 ? storage.reopenAccount(id) : null
    }
  }
}

/** Reads all data of an account. Sorts every list that has no defined order. */
const readAccount = async (storage: StorageAdapter, account: AccountId) => {
  const ids = [0, 1, 2, 3, 4]
  const period = { from: toDay(2), to: toDay(6) }
  const viewer = createViewer(account, 1)
  return {
    connection: await storage.getConnection(account),
    policy: await storage.getPolicy(account),
    keptFrom: await storage.getKeptFrom(account),
    isErased: await storage.isAccountErased(account),
    isLeased: (await storage.getLease(account)) !== null,
    ledger: await storage.readLedger(account),
    totals: await storage.listPublishedTotals(account),
    ledgerOfPeriod: await storage.readLedger(account, period),
    employees: sortByJson(await storage.listEmployees(account)),
    claudeUsers: sortByJson(await storage.listClaudeUsers(account)),
    links: sortByJson(await storage.listLinks(account)),
    linkChanges: await Promise.all(ids.map((id) => storage.listLinkChanges(account, toClaudeUserId(id)))),
    latest: sortByJson(await storage.listLatestLinkChanges(account, ids.map(toClaudeUserId))),
    count: await storage.countPeople(account),
    lastActive: sortByJson(await storage.findLastActiveDays(account, ids.map(toClaudeUserId))),
    firstActive: sortByJson(await storage.findFirstActiveDays(account, ids.map(toClaudeUserId))),
    found: await storage.searchEmployees(account, 'pers', toDay(3), 3),
    managers: await Promise.all(ids.map((id) => storage.listManagers(account, toEmployeeId(id)))),
    log: sortByJson((await storage.listLog(account, wholeLog)).map(omitId)),
    logAbout: await Promise.all(
      ids.map(async (id) => sortByJson((await storage.listLogAbout(account, toEmployeeId(id), wholeLog)).map(omitId))),
    ),
    visible: await storage.listVisibleEmployees(viewer, { among: ids.map(toEmployeeId) }, toDay(3)),
    groups: await Promise.all(
      (['employee', 'admin'] as const).map((role) =>
        readGroupData(storage, createViewer(account, 1, role), {
          managers: [toEmployeeId(1)],
          period,
          bucket: 'day',
          today: toDay(3),
        }),
      ),
    ),
    usage: await Promise.all(ids.map(async (id) => sortByJson(await storage.readUsage(account, toDay(id))))),
    figures: await storage.readFigures(account, { after: null, limit: 10 }),
    changes: { ...(await storage.listChanges(account, null, 10)), position: null },
    sums: await Promise.all(ids.map((id) => storage.sumEmployeeUsage(account, toEmployeeId(id), period, 'week'))),
  }
}

/** Compares the adapter with the memory adapter, which is the reference. */
export const registerReferenceTests = ({ test, expect, fc }: TestContext): void => {
  test('returns the same data as the memory adapter after random operations', async (storage) => {
    const smallNumber = fc.integer({ min: 0, max: 4 })
    const randomStep = fc.record({
      // Leases and days come up more often than other operations.
      operation: fc.constantFrom(...operations, 'lease', 'day', 'day', 'day', 'links', 'directory'),
      account: fc.integer({ min: 0, max: 1 }),
      first: smallNumber,
      second: smallNumber,
      count: fc.option(smallNumber),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(randomStep, { minLength: 5, maxLength: 25 }), async (steps) => {
        const accounts = [createAccountId(), createAccountId()]
        const reference = memoryStorage()
        const applyToStorage = createStepFunction(storage, accounts)
        const applyToReference = createStepFunction(reference, accounts)
        for (const step of steps) expect(await applyToStorage(step)).toEqual(await applyToReference(step))
        for (const account of accounts) {
          expect(await readAccount(storage, account)).toEqual(await readAccount(reference, account))
        }
      }),
      { numRuns: 25 },
    )
  })
}
