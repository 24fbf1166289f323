import { type AccountId, addDays, type Day, listDays, type WeekTotals } from '@windmill/claude-core'
import { isActive, mapAdoptionIds } from '@windmill/claude-core/internal'
import type { StorageAdapter, UsageDay } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createEmployee,
  createLedgerEntry,
  createLink,
  createLinkChanges,
  createUsageDay,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

const monday: Day = '2026-11-02'
const weekDays = listDays({ from: monday, to: addDays(monday, 6) })

/**
 * Writes a day that was read when `latestDay` was the newest day of the API. By default, `latestDay` is a week after
 * the day, so that the day is settled.
 */
const writeDay = async (
  storage: StorageAdapter,
  account: AccountId,
  token: number,
  day: Day,
  usage: readonly UsageDay[],
  latestDay: Day = addDays(day, 7),
): Promise<void> => {
  const reading = createDayReading(day, usage)
  const read = reading.entry.read && { ...reading.entry.read, latestDay }
  await storage.writeDay(account, token, { ...reading, entry: { ...reading.entry, read } })
}

/**
 * Writes a settled week. On its last day, Claude users 0 to `active` − 1 used chat. On every day, a further Claude user
 * has a row of zeros.
 */
const writeWeek = async (
  storage: StorageAdapter,
  account: AccountId,
  token: number,
  start: Day,
  active: number,
): Promise<void> => {
  for (const day of listDays({ from: start, to: addDays(start, 6) })) {
    const isLast = day === addDays(start, 6)
    const chatRows = Array.from({ length: isLast ? active : 0 }, (_, id) => createUsageDay(id, { chat_messages: 1 }))
    await writeDay(storage, account, token, day, [...chatRows, createUsageDay('idle')])
  }
}

/** The totals of a week in which only chat was used. */
const createChatWeek = (start: Day, count: WeekTotals['active']['any']): WeekTotals => ({
  start,
  active: { ...mapAdoptionIds(() => 'fewer_than_5' as const), any: count, chat: count },
})

const excludeUsers = (storage: StorageAdapter, account: AccountId, ids: readonly number[]): Promise<void> =>
  storage.excludeClaudeUsers(account, { exclude: ids.map(toClaudeUserId), readmit: [] })

/** Erases an employee with these Claude users. */
const eraseUsers = (storage: StorageAdapter, account: AccountId, ids: readonly number[]): Promise<void> =>
  storage.eraseEmployee(account, toEmployeeId('gone'), {
    claudeUserIds: ids.map(toClaudeUserId),
    sharedClaudeUserIds: [],
    emailKeys: [],
    pseudonym: toEmployeeId('erased-1'),
  })

export const registerTotalsTests = ({ test, expect, fc }: TestContext): void => {
  test('publishes a week only after all its days are read and settled, and only if called with its Monday', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const publish = async () => {
      for (const day of weekDays) await storage.publishTotals(account, token, day)
      return await storage.listPublishedTotals(account)
    }
    expect(await publish()).toEqual([])
    for (const day of weekDays) {
      await storage.writeLedgerEntry(account, token, createLedgerEntry(day, { read: null }))
      expect(await publish()).toEqual([])
      await writeDay(storage, account, token, day, [createUsageDay(1)], addDays(day, 6))
      expect(await publish()).toEqual([])
    }
    for (const day of weekDays) {
      expect(await publish()).toEqual([])
      await writeDay(storage, account, token, day, [])
    }
    expect(await publish()).toEqual([createChatWeek(monday, 'fewer_than_5')])
  })

  test('publishes the same for 0 to 4 active Claude users, and the nearest multiple of five for more', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const counts = [0, 1, 4, 5, 7, 8, 23]
    for (const [index, count] of counts.entries()) {
      const start = addDays(monday, -7 * index)
      await writeWeek(storage, account, token, start, count)
      await storage.publishTotals(account, token, start)
    }
    const totals = await storage.listPublishedTotals(account)
    const expected = (['fewer_than_5', 'fewer_than_5', 'fewer_than_5', 5, 5, 10, 25] as const).map((count, index) =>
      createChatWeek(addDays(monday, -7 * index), count),
    )
    expect(totals).toEqual(expected.reverse())
  })

  test('counts a Claude user once per product, whatever the days and however the Claude user is linked', async (storage) => {
    const randomRow = fc.record({
      day: fc.integer({ min: -1, max: 7 }),
      user: fc.integer({ min: 0, max: 11 }),
      chat: fc.constantFrom(null, 0, 1, 9),
      commits: fc.constantFrom(null, 0, 2),
      skills: fc.constantFrom(null, 0, 3),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(randomRow, { minLength: 20, maxLength: 60 }), async (rows) => {
        const account = createAccountId()
        const token = await acquireLongLease(storage, account)
        await storage.replaceDirectory(account, [createEmployee(1), createEmployee(2, { archivedOn: '2026-11-03' })])
        await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1), createLink(2, 1)] }))
        const usage = new Map<Day, Map<number, UsageDay>>(
          listDays({ from: addDays(monday, -1), to: addDays(monday, 7) }).map((day) => [day, new Map()]),
        )
        for (const { day, user, chat, commits, skills } of rows) {
          const counters = { chat_messages: chat, code_commits: commits, excel_skills: skills }
          usage.get(addDays(monday, day))?.set(user, createUsageDay(user, counters))
        }
        for (const [day, users] of usage) await writeDay(storage, account, token, day, [...users.values()])
        await storage.publishTotals(account, token, monday)
        const weekRows = weekDays.flatMap((day) => [...(usage.get(day)?.values() ?? [])])
        const active = mapAdoptionIds((id) => {
          const users = weekRows.filter(({ counters }) => isActive(counters, id)).map((row) => row.claudeUserId)
          const count = new Set(users).size
          return count < 5 ? 'fewer_than_5' : count < 8 ? 5 : 10
        })
        expect(await storage.listPublishedTotals(account)).toEqual([{ start: monday, active }])
      }),
      { numRuns: 15 },
    )
  })

  test('never changes a published week, whatever is written or published later', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await writeWeek(storage, account, token, monday, 8)
    await storage.publishTotals(account, token, monday)
    const published = [createChatWeek(monday, 10)]
    await writeWeek(storage, account, token, monday, 40)
    await storage.publishTotals(account, token, monday)
    expect(await storage.listPublishedTotals(account)).toEqual(published)
    await storage.writeLedgerEntry(account, token, createLedgerEntry(monday, { read: null }))
    await storage.publishTotals(account, token, monday)
    await writeDay(storage, account, token, monday, [], monday)
    await storage.publishTotals(account, token, monday)
    await storage.replaceDirectory(account, [])
    await storage.revokeLease(account)
    expect(await storage.listPublishedTotals(account)).toEqual(published)
  })

  test('never changes a published week when people in it are excluded, erased, moved or renamed', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [createEmployee(1), createEmployee(2)])
    await writeWeek(storage, account, token, monday, 8)
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1), createLink(2, 1)] }))
    await storage.publishTotals(account, token, monday)
    for (const change of [
      () => excludeUsers(storage, account, [0, 3, 4]),
      () => storage.replaceDirectory(account, [createEmployee(1, { participation: 'totals' })]),
      () =>
        storage.renameEmployees(account, [{ from: toEmployeeId(1), to: toEmployeeId(7) }], { at: 1_000, by: 'host' }),
      () => changeLinks(storage, account, createLinkChanges({ set: [createLink(2, 7)] })),
      () => eraseUsers(storage, account, [1, 2]),
      () => storage.deleteNotKept(account),
    ]) {
      await change()
      await storage.publishTotals(account, token, monday)
      expect(await storage.listPublishedTotals(account)).toEqual([createChatWeek(monday, 10)])
    }
  })

  test('does not count people in the totals of a week if they were excluded or erased before its publication', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await writeWeek(storage, account, token, monday, 18)
    await excludeUsers(storage, account, [0, 1, 2, 3, 4])
    await eraseUsers(storage, account, [5, 6, 7, 8, 9])
    await storage.publishTotals(account, token, monday)
    expect(await storage.listPublishedTotals(account)).toEqual([createChatWeek(monday, 10)])
  })

  test('publishes a week once when several calls run concurrently', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await writeWeek(storage, account, token, monday, 8)
    await Promise.all(Array.from({ length: 4 }, () => storage.publishTotals(account, token, monday)))
    expect(await storage.listPublishedTotals(account)).toEqual([createChatWeek(monday, 10)])
  })

  test('publishes nothing with a lease that was taken over or revoked', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await writeWeek(storage, account, token, monday, 8)
    await storage.releaseLease(account, token)
    const newToken = await acquireLongLease(storage, account)
    expect(await getRejectionCode(storage.publishTotals(account, token, monday))).toBe('lease_lost')
    await storage.revokeLease(account)
    expect(await getRejectionCode(storage.publishTotals(account, newToken, monday))).toBe('lease_lost')
    expect(await storage.listPublishedTotals(account)).toEqual([])
  })

  test('deletes the published weeks with the account', async (storage) => {
    const accounts = [createAccountId(), createAccountId()] as const
    const starts = [addDays(monday, -14), addDays(monday, -7), monday]
    for (const account of accounts) {
      const token = await acquireLongLease(storage, account)
      for (const start of starts) {
        await writeWeek(storage, account, token, start, 5)
        await storage.publishTotals(account, token, start)
      }
    }
    const [first, second] = accounts
    const listStarts = async (account: AccountId) =>
      (await storage.listPublishedTotals(account)).map(({ start }) => start)
    expect(await listStarts(first)).toEqual(starts)
    await storage.eraseAccount(first)
    expect([await listStarts(first), await listStarts(second)]).toEqual([[], starts])
  })
}
