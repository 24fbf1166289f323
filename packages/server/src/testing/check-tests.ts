import type { AccountId, Day } from '@windmill/claude-core'
import { emptySums, maxCount, sumCounters } from '@windmill/claude-core/internal'
import type { Finding, MonthCheck, StorageAdapter, UserSums } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

const [september, october]: readonly [Day, Day] = ['2026-09-01', '2026-10-01']

const createCheck = (month: Day, overrides: Partial<MonthCheck> = {}): MonthCheck => ({
  month,
  finished: {
    at: 1_763_807_448_123,
    firstAt: 1_763_800_000_001,
    result: 'differs',
    reason: null,
    counters: ['chat_messages', 'code_commits'],
    count: 2,
  },
  pending: null,
  ...overrides,
})

const createFinding = (id: string | number, overrides: Partial<Finding> = {}): Omit<Finding, 'month'> => ({
  claudeUserId: toClaudeUserId(id),
  counter: 'chat_messages',
  stored: 0,
  claude: 7,
  ...overrides,
})

/** Stores a finding of September and one of October for each of the given Claude users. */
const storeFindings = async (storage: StorageAdapter, account: AccountId, ids: readonly (string | number)[]) => {
  const token = await acquireLongLease(storage, account)
  for (const month of [september, october]) {
    await storage.saveMonthCheck(
      account,
      token,
      createCheck(month),
      ids.map((id) => createFinding(id)),
    )
  }
  await storage.releaseLease(account, token)
}

const listFound = async (storage: StorageAdapter, account: AccountId) =>
  (await storage.listFindings(account)).map(({ month, claudeUserId }) => `${month} ${claudeUserId}`)

const sumAllUsers = async (storage: StorageAdapter, account: AccountId, limit: number): Promise<UserSums[]> => {
  const all: UserSums[] = []
  for (;;) {
    const page = await storage.sumClaudeUsers(
      account,
      { from: '2026-10-01', to: '2026-10-31' },
      { after: all.at(-1)?.claudeUserId ?? null, limit },
    )
    all.push(...page)
    if (page.length < limit) return all
  }
}

export const registerCheckTests = ({ test, expect, fc }: TestContext): void => {
  test('stores one check per month, and replaces an earlier check of the same month', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    expect(await storage.listMonthChecks(account)).toEqual([])
    const token = await acquireLongLease(storage, account)
    const first = createCheck(september, { finished: null, pending: { repairSince: 1_763_807_448_123, attempts: 2 } })
    for (const check of [createCheck(october), createCheck(september), first, first]) {
      await storage.saveMonthCheck(account, token, check)
    }
    expect(await storage.listMonthChecks(account)).toEqual([first, createCheck(october)])
    expect(await storage.listMonthChecks(other)).toEqual([])
  })

  test('refuses the checks of a runner without the lease, and writes nothing', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.revokeLease(account)
    const save = storage.saveMonthCheck(account, token, createCheck(october), [createFinding(1)])
    expect(await getRejectionCode(save)).toBe('lease_lost')
    expect(await storage.listMonthChecks(account)).toEqual([])
    expect(await storage.listFindings(account)).toEqual([])
  })

  test('replaces the findings of a month if findings are given, and otherwise keeps them', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const large = createFinding('b', { counter: 'code_lines_added', stored: 31 * maxCount, claude: null })
    const findings = [large, createFinding('b'), createFinding('a', { claude: 0, stored: maxCount })]
    await storage.saveMonthCheck(account, token, createCheck(october), findings)
    await storage.saveMonthCheck(account, token, createCheck(september), [createFinding('c')])
    await storage.saveMonthCheck(account, token, createCheck(october))
    expect(await storage.listFindings(account)).toEqual([
      { month: september, ...createFinding('c') },
      { month: october, ...createFinding('a', { claude: 0, stored: maxCount }) },
      { month: october, ...createFinding('b') },
      { month: october, ...large },
    ])
    await storage.saveMonthCheck(account, token, createCheck(october), [])
    expect(await storage.listFindings(account)).toEqual([{ month: september, ...createFinding('c') }])
  })

  test('refuses a finding with an id that cannot be stored', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const save = storage.saveMonthCheck(account, token, createCheck(october), [createFinding('a\0')])
    expect(await getRejectionCode(save)).toBe('id_invalid')
    expect(await storage.listMonthChecks(account)).toEqual([])
  })

  test('sums the days of a period per Claude user, page by page', async (storage) => {
    const days: readonly Day[] = ['2026-09-30', '2026-10-01', '2026-10-17', '2026-10-31', '2026-11-01']
    const anyDay = fc.constantFrom(...days)
    const anyCount = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null })
    const anyRow = fc.record({ day: anyDay, id: fc.integer({ min: 1, max: 5 }), messages: anyCount, edits: anyCount })
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        anyDay,
        async (given, limit, unattributedDay) => {
          const rows = [...new Map(given.map((row) => [`${row.day} ${row.id}`, row])).values()]
          const account = createAccountId()
          const token = await acquireLongLease(storage, account)
          const createUsage = ({ id, messages, edits }: (typeof rows)[number]) =>
            createUsageDay(id, { chat_messages: messages, code_edits_rejected: edits })
          for (const day of days) {
            const reading = createDayReading(day, rows.filter((row) => row.day === day).map(createUsage))
            const { read } = reading.entry
            const entry = {
              ...reading.entry,
              read: read && { ...read, unattributedRows: day === unattributedDay ? 1 : 0 },
            }
            await storage.writeDay(account, token, { ...reading, entry })
          }
          const ids = [...new Set(rows.map(({ id }) => id))].sort()
          const expected = ids.map((id): UserSums => {
            const monthRows = rows.filter((row) => row.id === id && row.day >= '2026-10-01' && row.day <= '2026-10-31')
            return {
              claudeUserId: toClaudeUserId(id),
              sums: {
                ...sumCounters(monthRows.map((row) => createUsage(row).counters)),
                rowsOnUnattributedDays: monthRows.filter(({ day }) => day === unattributedDay).length,
              },
            }
          })
          expect(await sumAllUsers(storage, account, limit)).toEqual(expected)
        },
      ),
      { numRuns: 10 },
    )
  })

  test('returns empty sums for a Claude user without a day in the period, and none for an account without days', async (storage) => {
    const account = createAccountId()
    expect(await sumAllUsers(storage, account, 2)).toEqual([])
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-08-01', [createUsageDay(1, { code_commits: 3 })]))
    expect(await sumAllUsers(storage, account, 2)).toEqual([{ claudeUserId: toClaudeUserId(1), sums: emptySums }])
    expect(await sumAllUsers(storage, createAccountId(), 2)).toEqual([])
  })

  test('hides and deletes what was found about excluded Claude users', async (storage) => {
    const account = createAccountId()
    await storeFindings(storage, account, [1, 'unseen'])
    await storage.excludeClaudeUsers(account, {
      exclude: [toClaudeUserId('unseen'), toClaudeUserId('other')],
      readmit: [],
    })
    expect(await listFound(storage, account)).toEqual([`${september} user_1`, `${october} user_1`])
    expect(await storage.findUsersNotKept(account, [1, 'unseen', 'other', 'x'].map(toClaudeUserId), september)).toEqual(
      new Set(['unseen', 'other'].map(toClaudeUserId)),
    )
    await storage.excludeClaudeUsers(account, {
      exclude: [],
      readmit: [{ claudeUserId: toClaudeUserId('unseen'), employeeId: toEmployeeId('x') }],
    })
    expect(await listFound(storage, account)).toEqual([`${september} user_1`, `${october} user_1`])
  })

  test('shows what was found about a Claude user again if they are readmitted while their usage is still stored', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-10-01', [createUsageDay(1, { code_commits: 3 })]))
    await storage.releaseLease(account, token)
    await storeFindings(storage, account, [1])
    const exclude = [toClaudeUserId(1)]
    await storage.excludeClaudeUsers(account, { exclude, readmit: [] })
    expect(await listFound(storage, account)).toEqual([])
    const readmit = [{ claudeUserId: toClaudeUserId(1), employeeId: toEmployeeId('x') }]
    await storage.excludeClaudeUsers(account, { exclude: [], readmit })
    expect(await listFound(storage, account)).toEqual([`${september} user_1`, `${october} user_1`])
  })

  test('deletes what was found about the Claude users of an erased employee, including shared ones', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [createEmployee('maya')])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 'maya')] }))
    await storeFindings(storage, account, [1, 2, 3, 4])
    const { claudeUsers } = await storage.readEmployeeData(account, toEmployeeId('maya'))
    expect(claudeUsers.map(({ findings }) => findings)).toEqual([
      [september, october].map((month) => ({ month, counter: 'chat_messages', stored: 0, claude: 7 })),
    ])
    await storage.eraseEmployee(account, toEmployeeId('maya'), {
      claudeUserIds: [toClaudeUserId(2)],
      sharedClaudeUserIds: [toClaudeUserId(3)],
      emailKeys: [],
      pseudonym: toEmployeeId('erased-1'),
    })
    expect(await listFound(storage, account)).toEqual([`${september} user_4`, `${october} user_4`])
    await storeFindings(storage, account, [1, 2, 3, 4])
    expect(await listFound(storage, account)).toEqual([`${september} user_4`, `${october} user_4`])
  })

  test('returns the counters that differ for the given employees, and nothing about anyone else', async (storage) => {
    const account = createAccountId()
    const people = [
      createEmployee('maya'),
      createEmployee('zoe', { archivedOn: '2026-09-15' }),
      createEmployee('eva', { participation: 'excluded' }),
    ]
    await storage.replaceDirectory(account, people)
    const links = [createLink(1, 'maya'), createLink(2, 'maya'), createLink(3, 'zoe'), createLink(4, 'eva')]
    await changeLinks(storage, account, createLinkChanges({ set: links }))
    const token = await acquireLongLease(storage, account)
    await storage.saveMonthCheck(account, token, createCheck(september), [
      createFinding(3, { counter: 'code_commits' }),
      createFinding(4),
    ])
    await storage.saveMonthCheck(account, token, createCheck(october), [
      createFinding(2, { counter: 'code_commits' }),
      createFinding(1, { counter: 'code_commits' }),
      createFinding(1),
      ...[3, 4, 'nobody'].map((id) => createFinding(id, { counter: 'excel_skills' })),
    ])
    const listDiffering = async (ids: readonly string[], from = september, to = october) =>
      (await storage.listDifferingCounters(account, ids.map(toEmployeeId), { from, to })).map(
        ({ month, counter }) => `${month} ${counter}`,
      )
    const countersOfMaya = [`${october} chat_messages`, `${october} code_commits`]
    expect(await listDiffering(['maya'])).toEqual(countersOfMaya)
    expect(await listDiffering(['maya', 'zoe', 'eva', 'x\0'])).toEqual([`${september} code_commits`, ...countersOfMaya])
    expect(await listDiffering(['zoe', 'eva'], october)).toEqual([])
    expect(await listDiffering(['maya'], september, september)).toEqual([])
    expect(await listDiffering([])).toEqual([])
  })

  test('hides the checks and findings of months that the account no longer keeps', async (storage) => {
    const account = createAccountId()
    await storage.saveConnection(createConnectionRecord(account))
    await storeFindings(storage, account, [1])
    const policy = { usageRetentionDays: null, accessRetentionDays: 365, directoryMaxAgeHours: 96 }
    await storage.applyPolicy(account, { ...policy, historyFrom: '2026-09-02' })
    expect(await listFound(storage, account)).toEqual([`${october} user_1`])
    expect((await storage.listMonthChecks(account)).map(({ month }) => month)).toEqual([october])
    expect(await storage.findUsersNotKept(account, [toClaudeUserId(1)], september)).toEqual(
      new Set([toClaudeUserId(1)]),
    )
    expect(await storage.findUsersNotKept(account, [toClaudeUserId(1)], october)).toEqual(new Set())
  })

  test('deletes the checks and findings of an erased account', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) {
      await storage.saveConnection(createConnectionRecord(id))
      await storeFindings(storage, id, [1])
    }
    await storage.eraseAccount(account)
    expect(await storage.listFindings(account)).toEqual([])
    expect(await storage.listMonthChecks(account)).toEqual([])
    expect(await listFound(storage, other)).toEqual([`${september} user_1`, `${october} user_1`])
    expect((await storage.listMonthChecks(other)).map(({ month }) => month)).toEqual([september, october])
  })
}
