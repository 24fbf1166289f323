import { type AccountId, addDays, type Day, type Link, type Period } from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { connection, employee, entry, link, newAccount, person, reading, sorted, usageOf, user } from './fixtures.ts'
import { groupsOf } from './groups-of.ts'
import { rejectionCode, type TestGroup } from './runner.ts'

/** The number, as a small choice: the same values must meet often for anything to happen between operations. */
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

/** What a claude user's link may become. */
const choices: readonly ((id: number) => Link)[] = [
  (id) => link(id, id),
  (id) => ({ ...link(id, 1), method: 'alias' }),
  (id) => ({ ...link(id, 2), method: 'manual' }),
  (id) => ({ ...link(id, 0), method: 'manual', employeeId: null, ignored: id > 2 }),
]

const readsOf = async (storage: StorageAdapter, account: AccountId, id: number) =>
  (await storage.listAccess(account, person(id), { before: null, limit: 4 })).map(({ number: _, ...entry }) => entry)

interface Step {
  readonly kind: (typeof operations)[number]
  /** Which of two accounts. */
  readonly account: number
  /** What the operation is about, twice: a day, a person, a token. */
  readonly one: number
  readonly two: number
  readonly count: number | null
}

/** The same steps on two stores, each with the tokens that it gave itself. */
const applyTo = (storage: StorageAdapter, accounts: readonly ReturnType<typeof newAccount>[]) => {
  const tokens: number[] = []
  let now = 1_000
  return async ({ kind, account, one, two, count }: Step): Promise<unknown> => {
    const id = accounts[account] ?? newAccount()
    // Mostly the newest token, at times one from before, of any account.
    const token = tokens.at(two === 0 ? -2 : -1) ?? 0
    now += 100
    switch (kind) {
      case 'lease': {
        const given = await storage.acquireLease(id, now, one * 100)
        if (given !== null) tokens.push(given)
        return given !== null
      }
      case 'release':
        return storage.releaseLease(id, token)
      case 'revoke':
        return storage.revokeLease(id)
      case 'day': {
        const rows = [usageOf(one, { chat_messages: count }), usageOf(two, { code_commits: count, excel_skills: null })]
        return rejectionCode(storage.writeDay(id, token, reading(dayOf(one + two), rows)))
      }
      case 'entry': {
        const failure = { at: now, code: 'http_503', times: one, dueAt: now + two }
        return rejectionCode(storage.writeLedgerEntry(id, token, entry(dayOf(one), { read: null, failure })))
      }
      case 'directory': {
        const archivedOn = count === null ? null : dayOf(count)
        return storage.replaceDirectory(id, [employee(one, { managerId: person(two), archivedOn }), employee(two)])
      }
      case 'put': {
        await storage.putEmployees(id, [employee(one, { managerId: person(two) })])
        if (count === null) return null
        const turn = await storage.directoryTurn(id)
        await storage.putEmployees(id, [employee(two, { name: 'put' })])
        if (one > 2) await storage.replaceDirectory(id, [employee(one)])
        return storage.replaceDirectory(id, [employee(count), employee(two)], turn)
      }
      case 'links':
        return storage.changeLinks(id, {
          set: [choices[one % choices.length]?.(two) ?? link(one, two)],
          remove: count === null ? [user(two)] : [],
          by: count === null || count > 2 ? person(two) : null,
          at: now,
        })
      case 'access': {
        const subjects = [one, two, count ?? one].map(person)
        return storage.addAccess(id, { at: now, viewerId: person(two), kind: 'team', period: spanFrom(one), subjects })
      }
      case 'prune':
        return storage.pruneAccess(id, now - one * 200)
      case 'connection':
        return storage.saveConnection(connection(id, { latestDay: count === null ? null : dayOf(count) }))
      case 'update':
        return storage.updateConnection(id, { lastSyncAt: count, latestDay: dayOf(one) })
      case 'erase':
        return one === 0 ? storage.eraseAccount(id) : null
    }
  }
}

const everythingOf = async (storage: StorageAdapter, account: ReturnType<typeof newAccount>) => {
  const people = [0, 1, 2, 3, 4]
  const period = { from: dayOf(2), to: dayOf(6) }
  const viewer = { accountId: account, employeeId: person(1), role: 'employee' } as const
  return {
    connection: await storage.getConnection(account),
    leased: await storage.isLeased(account, 2_500),
    ledger: await storage.readLedger(account),
    span: await storage.readLedger(account, period),
    employees: sorted(await storage.listEmployees(account)),
    claudeUsers: sorted(await storage.listClaudeUsers(account)),
    links: sorted(await storage.listLinks(account)),
    linkChanges: await Promise.all(people.map((each) => storage.listLinkChanges(account, user(each)))),
    latest: sorted(await storage.latestLinkChanges(account, people.map(user))),
    count: await storage.countPeople(account),
    lastActive: sorted(await storage.lastActiveDays(account, people.map(user))),
    firstActive: sorted(await storage.firstActiveDays(account, people.map(user))),
    found: await storage.searchEmployees(account, 'pers', dayOf(3), 3),
    managers: await Promise.all(people.map((each) => storage.listManagers(account, person(each)))),
    reads: await Promise.all(people.map((each) => readsOf(storage, account, each))),
    visible: await storage.visibleEmployees(viewer, { among: people.map(person) }, dayOf(3)),
    groups: await Promise.all(
      (['employee', 'admin'] as const).map((role) =>
        groupsOf(storage, { ...viewer, role }, { managers: [person(1)], period, bucket: 'day', on: dayOf(3) }),
      ),
    ),
    usage: await Promise.all(people.map(async (each) => sorted(await storage.readUsage(account, dayOf(each))))),
    sums: await Promise.all(people.map((each) => storage.sumEmployeeUsage(account, person(each), period, 'week'))),
  }
}

export const modelTests = ({ test, expect, fc }: TestGroup): void => {
  test('after any sequence of operations it holds what the memory adapter holds', async (storage) => {
    const small = fc.integer({ min: 0, max: 4 })
    const step = fc.record({
      // Leases and days more often than the rest, and an end of everything seldom.
      kind: fc.constantFrom(...operations, 'lease', 'day', 'day', 'day', 'links', 'directory'),
      account: fc.integer({ min: 0, max: 1 }),
      one: small,
      two: small,
      count: fc.option(small),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const accounts = [newAccount(), newAccount()]
        const model = memoryStorage()
        const [tried, expected] = [applyTo(storage, accounts), applyTo(model, accounts)]
        for (const each of steps) expect(await tried(each)).toEqual(await expected(each))
        for (const account of accounts) {
          expect(await everythingOf(storage, account)).toEqual(await everythingOf(model, account))
        }
      }),
      { numRuns: 25 },
    )
  })
}
