import type { StoredLogEntry } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createCounters,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createReadEntry,
  createUsageDay,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

export const registerEmployeeDataTests = ({ test, expect }: TestContext): void => {
  test('returns all that is stored about an employee, and nothing about anyone else', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) {
      await storage.replaceDirectory(id, [createEmployee('boss'), createDirectReport('maya', 'boss')])
      const token = await acquireLongLease(storage, id)
      const createCounts = (count: number) => ({ chat_messages: count, excel_skills: null })
      for (const [day, count] of [
        ['2026-11-03', 7],
        ['2026-11-01', 5],
      ] as const) {
        const usage = [createUsageDay(1, createCounts(count)), createUsageDay(2), createUsageDay(3, createCounts(9))]
        await storage.writeDay(id, token, createDayReading(day, usage))
      }
      const manual = { ...createLink(2, 'maya'), method: 'manual' } as const
      const set = [manual, createLink(1, 'maya'), createLink(3, 'boss'), createLink('unseen', 'maya')]
      await changeLinks(storage, id, createLinkChanges({ set, by: toEmployeeId('boss') }))
    }
    const mapping = { state: 'flagged', reason: 'email_changed' } as const
    await storage.decideLinks(account, ({ links }) => ({
      claudeUserIds: [],
      decideChanges: () => ({
        changes: [],
        mappings: [
          {
            user: { id: toClaudeUserId(1), email: 'user_1@example.com' },
            ...mapping,
            link: links[0] ?? null,
            candidates: [],
          },
        ],
        protect: [],
        unprotect: [],
      }),
    }))
    const { reportingLines, claudeUsers } = await storage.readEmployeeData(account, toEmployeeId('maya'))
    expect(reportingLines).toEqual([{ managerId: toEmployeeId('boss'), from: null, until: null }])
    const createDays = (...counts: readonly number[]) =>
      counts.map((count, index) => ({
        day: index === 0 ? '2026-11-01' : '2026-11-03',
        counters: createCounters(count > 0 ? { chat_messages: count, excel_skills: null } : {}),
      }))
    expect(claudeUsers).toEqual([
      {
        id: toClaudeUserId(1),
        email: 'user_1@example.com',
        method: 'email',
        mapping,
        days: createDays(5, 7),
        findings: [],
      },
      {
        id: toClaudeUserId(2),
        email: 'user_2@example.com',
        method: 'manual',
        mapping: null,
        days: createDays(0, 0),
        findings: [],
      },
      { id: toClaudeUserId('unseen'), email: null, method: 'email', mapping: null, days: [], findings: [] },
    ])
    for (const unknown of ['nobody', '\0']) {
      const nothing = { reportingLines: [], claudeUsers: [] }
      expect(await storage.readEmployeeData(account, toEmployeeId(unknown))).toEqual(nothing)
    }
  })

  test('returns the reporting lines of an employee, even after they were removed from the directory', async (storage) => {
    const account = createAccountId()
    const boss = createEmployee('boss')
    await storage.replaceDirectory(account, [boss, createDirectReport('maya', 'boss')], { at: 1_000 })
    await storage.replaceDirectory(account, [boss, createDirectReport('maya', 'lead')], { at: 2_000 })
    await storage.replaceDirectory(account, [boss, createEmployee('maya')], { at: 3_000 })
    await storage.replaceDirectory(account, [boss], { at: 4_000 })
    expect((await storage.readEmployeeData(account, toEmployeeId('maya'))).reportingLines).toEqual([
      { managerId: toEmployeeId('boss'), from: null, until: 2_000 },
      { managerId: toEmployeeId('lead'), from: 2_000, until: 3_000 },
      { managerId: null, from: 3_000, until: 4_000 },
    ])
  })

  test('returns what an employee did in the log, newest first, page by page', async (storage) => {
    const account = createAccountId()
    const about = { employee: toEmployeeId('maya') }
    const entries = [1_000, 2_000, 3_000].map((at) => createReadEntry('boss', about, { at, purpose: 'export' }))
    await storage.addLogEntries(account, [...entries, createReadEntry('maya', { employee: toEmployeeId('boss') })])
    const listPage = async (before: StoredLogEntry | null = null, id = 'boss') =>
      await storage.listLogBy(account, toEmployeeId(id), { before, limit: 2 })
    const [first, second, third] = entries
    expect(await listPage()).toEqual([third, second])
    expect(await listPage(second)).toEqual([first])
    expect((await listPage(null, 'maya')).length).toBe(1)
    for (const unknown of ['nobody', '\0']) expect(await listPage(null, unknown)).toEqual([])
  })
}
