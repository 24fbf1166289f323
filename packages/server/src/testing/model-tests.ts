import { type AccountId, addDays, type Day, type Link, type Period } from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import {
  changeLinks,
  connectionRecord,
  dayReading,
  employee,
  ledgerEntry,
  link,
  newAccount,
  personId,
  sortByJson,
  usageRow,
  userId,
} from './fixtures.ts'
import { readGroups } from './read-groups.ts'
import { rejectionCode, type TestGroup } from './test-runner.ts'

/** Maps a small number to a day. Few distinct values make random operations collide often. */
const dayOf = (choice: number): Day => addDays('2026-12-29', choice)

const operations = [
  'lease',
  'release',
  'revoke',
  'day',
  'entry',
  'directory',
  'put',
  'links',
  'access',
  'prune',
  'connection',
  'update',
  'erase',
] as const

const spanFrom = (choice: number): Period => ({ from: dayOf(choice), to: dayOf(choice + 1) })

/** The links that a random step can set. */
const linkChoices: readonly ((id: number) => Link)[] = [
  (id) => link(id, id),
  (id) => ({ ...link(id, 1), method: 'alias' }),
  (id) => ({ ...link(id, 2), method: 'manual' }),
  (id) => ({ ...link(id, 0), method: 'manual', employeeId: null, ignored: id > 2 }),
]

const listReads = async (storage: StorageAdapter, account: AccountId, id: number) =>
  (await storage.listAccess(account, personId(id), { before: null, limit: 4 })).map(({ number: _, ...entry }) => entry)

interface Step {
  readonly operation: (typeof operations)[number]
  /** Index of one of two accounts. */
  readonly account: number
  /** Two small numbers from which the operation picks days, people or a token. */
  readonly one: number
  readonly two: number
  readonly count: number | null
}

/** Returns a function that applies steps to the storage. It reuses the lease tokens that this storage gave out. */
const createStepRunner = (storage: StorageAdapter, accounts: readonly AccountId[]) => {
  const tokens: number[] = []
  let now = 1_000
  return async ({ operation, account, one, two, count }: Step): Promise<unknown> => {
    const id = accounts[account] ?? newAccount()
    // Usually the newest token of any account, sometimes the one before it.
    const token = tokens.at(two === 0 ? -2 : -1) ?? 0
    now += 100
    switch (operation) {
      case 'lease': {
        const newToken = await storage.acquireLease(id, now, one * 100)
        if (newToken !== null) tokens.push(newToken)
        return newToken !== null
      }
      case 'release':
        return storage.releaseLease(id, token)
      case 'revoke':
        return storage.revokeLease(id)
      case 'day': {
        const rows = [
          usageRow(one, { chat_messages: count }),
          usageRow(two, { code_commits: count, excel_skills: null }),
        ]
        return rejectionCode(storage.writeDay(id, token, dayReading(dayOf(one + two), rows)))
      }
      case 'entry': {
        const failure = { at: now, code: 'http_503', attempts: one, dueAt: now + two }
        return rejectionCode(storage.writeLedgerEntry(id, token, ledgerEntry(dayOf(one), { read: null, failure })))
      }
      case 'directory': {
        const archivedOn = count === null ? null : dayOf(count)
        return storage.replaceDirectory(id, [employee(one, { managerId: personId(two), archivedOn }), employee(two)])
      }
      case 'put': {
        await storage.upsertEmployees(id, [employee(one, { managerId: personId(two) })])
        if (count === null) return null
        const turn = await storage.nextDirectoryVersion(id)
        await storage.upsertEmployees(id, [employee(two, { name: 'put' })])
        if (one > 2) await storage.replaceDirectory(id, [employee(one)])
        return storage.replaceDirectory(id, [employee(count), employee(two)], turn)
      }
      case 'links':
        return changeLinks(storage, id, {
          set: [linkChoices[one % linkChoices.length]?.(two) ?? link(one, two)],
          remove: count === null ? [userId(two)] : [],
          by: count === null || count > 2 ? personId(two) : null,
          at: now,
        })
      case 'access': {
        const subjects = [one, two, count ?? one].map(personId)
        return storage.addAccess(id, {
          at: now,
          viewerId: personId(two),
          kind: 'team',
          period: spanFrom(one),
          subjects,
        })
      }
      case 'prune':
        return storage.pruneAccess(id, now - one * 200)
      case 'connection':
        return storage.saveConnection(connectionRecord(id, { latestDay: count === null ? null : dayOf(count) }))
      case 'update':
        return storage.updateConnection(id, { lastSyncAt: count, latestDay: dayOf(one) })
      case 'erase':
        return one === 0 ? storage.eraseAccount(id) : null
    }
  }
}

const readEverything = async (storage: StorageAdapter, account: AccountId) => {
  const people = [0, 1, 2, 3, 4]
  const period = { from: dayOf(2), to: dayOf(6) }
  const viewer = { accountId: account, employeeId: personId(1), role: 'employee' } as const
  return {
    connection: await storage.getConnection(account),
    isLeased: await storage.isLeased(account, 2_500),
    ledger: await storage.readLedger(account),
    span: await storage.readLedger(account, period),
    employees: sortByJson(await storage.listEmployees(account)),
    claudeUsers: sortByJson(await storage.listClaudeUsers(account)),
    links: sortByJson(await storage.listLinks(account)),
    linkChanges: await Promise.all(people.map((each) => storage.listLinkChanges(account, userId(each)))),
    latest: sortByJson(await storage.listLatestLinkChanges(account, people.map(userId))),
    count: await storage.countPeople(account),
    lastActive: sortByJson(await storage.findLastActiveDays(account, people.map(userId))),
    firstActive: sortByJson(await storage.findFirstActiveDays(account, people.map(userId))),
    found: await storage.searchEmployees(account, 'pers', dayOf(3), 3),
    managers: await Promise.all(people.map((each) => storage.listManagers(account, personId(each)))),
    reads: await Promise.all(people.map((each) => listReads(storage, account, each))),
    visible: await storage.listVisibleEmployees(viewer, { among: people.map(personId) }, dayOf(3)),
    groups: await Promise.all(
      (['employee', 'admin'] as const).map((role) =>
        readGroups(storage, { ...viewer, role }, { managers: [personId(1)], period, bucket: 'day', today: dayOf(3) }),
      ),
    ),
    usage: await Promise.all(people.map(async (each) => sortByJson(await storage.readUsage(account, dayOf(each))))),
    sums: await Promise.all(people.map((each) => storage.sumEmployeeUsage(account, personId(each), period, 'week'))),
  }
}

export const modelTests = ({ test, expect, fc }: TestGroup): void => {
  test('holds the same data as the memory adapter after random operations', async (storage) => {
    const small = fc.integer({ min: 0, max: 4 })
    const step = fc.record({
      // Leases and days come up more often than other operations.
      operation: fc.constantFrom(...operations, 'lease', 'day', 'day', 'day', 'links', 'directory'),
      account: fc.integer({ min: 0, max: 1 }),
      one: small,
      two: small,
      count: fc.option(small),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const accounts = [newAccount(), newAccount()]
        const model = memoryStorage()
        const [runOnStorage, runOnModel] = [createStepRunner(storage, accounts), createStepRunner(model, accounts)]
        for (const each of steps) expect(await runOnStorage(each)).toEqual(await runOnModel(each))
        for (const account of accounts) {
          expect(await readEverything(storage, account)).toEqual(await readEverything(model, account))
        }
      }),
      { numRuns: 25 },
    )
  })
}
