import type { ClaudeUser, Day } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import {
  acquireLongLease,
  createAccountId,
  createCounters,
  createDayReading,
  createLedgerEntry,
  createUsageDay,
  sortByJson,
  toClaudeUserId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

export const registerDayTests = ({ test, expect }: TestContext): void => {
  test('returns a day as it was written, with null and 0 as different counts', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const usage = [
      createUsageDay('known', { chat_messages: 0, code_lines_added: 2_000_000_000 }),
      createUsageDay('partly null', { chat_messages: null, excel_sessions: 7 }),
      { claudeUserId: toClaudeUserId('all null'), counters: mapCounters(() => null) },
    ]
    const reading = createDayReading('2026-11-01', usage)
    for (let repetition = 0; repetition < 2; repetition += 1) {
      await storage.writeDay(account, token, reading)
      expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual(sortByJson(usage))
      expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(sortByJson(reading.claudeUsers))
      expect(await storage.readLedger(account)).toEqual([reading.entry])
    }
    expect(await storage.readUsage(account, '2026-11-02')).toEqual([])
    expect(await storage.readUsage(createAccountId(), '2026-11-01')).toEqual([])
  })

  test('a re-read replaces the stored rows that it contains, keeps all others, and never replaces an e-mail with null', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const first = createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: 5 }), createUsageDay(2)])
    expect(await storage.writeDay(account, token, first)).toBe(true)
    const rereadEntry = createLedgerEntry('2026-11-01', { failure: { at: 1, code: 'timeout', attempts: 2, dueAt: 9 } })
    await storage.writeDay(account, token, {
      entry: rereadEntry,
      claudeUsers: [
        { id: toClaudeUserId(1), email: null },
        { id: toClaudeUserId(3), email: null },
        { id: toClaudeUserId(4), email: 'four@example.com' },
      ],
      usage: [createUsageDay(1, { chat_messages: null, chat_artifacts: 2 })],
    })
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual([
      createUsageDay(1, { chat_messages: null, chat_artifacts: 2 }),
      createUsageDay(2),
    ])
    expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(
      sortByJson([
        { id: toClaudeUserId(1), email: 'user_1@example.com' },
        { id: toClaudeUserId(2), email: 'user_2@example.com' },
        { id: toClaudeUserId(3), email: null },
        { id: toClaudeUserId(4), email: 'four@example.com' },
      ]),
    )
    expect(await storage.readLedger(account)).toEqual([rereadEntry])
    const withNewEmail = { entry: rereadEntry, claudeUsers: [{ id: toClaudeUserId(3), email: 'new@x.org' }], usage: [] }
    expect(await storage.writeDay(account, token, withNewEmail)).toBe(true)
    expect((await storage.listClaudeUsers(account)).find(({ id }) => id === toClaudeUserId(3))?.email).toBe('new@x.org')
  })

  test('replaces null with any e-mail, and an e-mail only with one from the same day or a later day', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const writeEmail = async (day: Day, email: string | null) => {
      const claudeUsers = [{ id: toClaudeUserId(1), email }]
      const areLinksStale = await storage.writeDay(account, token, {
        entry: createLedgerEntry(day),
        claudeUsers,
        usage: [],
      })
      return [areLinksStale, (await storage.listClaudeUsers(account))[0]?.email]
    }
    expect(await writeEmail('2026-11-09', null)).toEqual([true, null])
    expect(await writeEmail('2026-11-05', 'new@x.org')).toEqual([true, 'new@x.org'])
    expect(await writeEmail('2026-11-04', 'old@x.org')).toEqual([false, 'new@x.org'])
    expect(await writeEmail('2026-11-05', 'newer@x.org')).toEqual([true, 'newer@x.org'])
    expect(await writeEmail('2026-11-20', 'newest@x.org')).toEqual([true, 'newest@x.org'])
    expect(await writeEmail('2026-11-06', 'newer@x.org')).toEqual([false, 'newest@x.org'])
    expect(await writeEmail('2026-11-21', null)).toEqual([false, 'newest@x.org'])
  })

  test('returns true from writeDay when a Claude user is new or has a new e-mail', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const writeUsers = (...claudeUsers: readonly ClaudeUser[]) =>
      storage.writeDay(account, token, { entry: createLedgerEntry('2026-11-01'), claudeUsers, usage: [] })
    const [firstId, secondId] = [toClaudeUserId(1), toClaudeUserId(2)]
    expect(await writeUsers()).toBe(false)
    expect(await writeUsers({ id: firstId, email: null })).toBe(true)
    expect(await writeUsers({ id: firstId, email: null })).toBe(false)
    expect(
      await writeUsers({ id: firstId, email: 'one@example.com' }, { id: secondId, email: 'two@example.com' }),
    ).toBe(true)
    expect(await writeUsers({ id: secondId, email: null }, { id: firstId, email: 'one@example.com' })).toBe(false)
    expect(
      await writeUsers({ id: secondId, email: 'two@example.com' }, { id: firstId, email: 'uno@example.com' }),
    ).toBe(true)
    // If a Claude user is listed twice, a null e-mail does not replace the other e-mail.
    expect(await writeUsers({ id: firstId, email: 'uno@example.com' }, { id: firstId, email: null })).toBe(false)
    expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(
      sortByJson([
        { id: firstId, email: 'uno@example.com' },
        { id: secondId, email: 'two@example.com' },
      ]),
    )
  })

  test('keeps unchanged rows of a re-read, and adds new Claude users even if they have only null counts', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const storedRows = [
      createUsageDay(1, { chat_messages: 5 }),
      createUsageDay(2, { chat_messages: null }),
      createUsageDay(3),
    ]
    const nullRow = { claudeUserId: toClaudeUserId('all null'), counters: mapCounters(() => null) }
    await storage.writeDay(account, token, createDayReading('2026-11-01', storedRows))
    await storage.writeDay(account, token, createDayReading('2026-11-02', [createUsageDay(1), createUsageDay(4)]))
    const rereadRows = [
      ...storedRows.slice(0, 2),
      createUsageDay(3, { chat_messages: null }),
      createUsageDay(4),
      nullRow,
    ]
    await storage.writeDay(account, token, createDayReading('2026-11-01', rereadRows))
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual(sortByJson(rereadRows))
    expect(sortByJson(await storage.readUsage(account, '2026-11-02'))).toEqual(
      sortByJson([createUsageDay(1), createUsageDay(4)]),
    )
  })

  test('replaces rows of a day that the ledger no longer marks as read', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(
      account,
      token,
      createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: 5 }), createUsageDay(2)]),
    )
    await storage.writeLedgerEntry(account, token, createLedgerEntry('2026-11-01', { read: null }))
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: 6 })]))
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual([
      createUsageDay(1, { chat_messages: 6 }),
      createUsageDay(2),
    ])
  })

  test('stores a ledger entry for a day without usage', async (storage) => {
    const account = createAccountId()
    await storage.writeDay(account, await acquireLongLease(storage, account), createDayReading('2026-11-01', []))
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(['2026-11-01'])
  })

  test('keeps the last of several rows for one Claude user, and the last of their e-mails that is not null', async (storage) => {
    const account = createAccountId()
    const rows = [createUsageDay(1, { chat_messages: 1 }), createUsageDay(1, { chat_messages: 2 })]
    const id = toClaudeUserId(1)
    const claudeUsers = [
      { id, email: 'a@x.org' },
      { id, email: 'b@x.org' },
      { id, email: null },
    ]
    await storage.writeDay(account, await acquireLongLease(storage, account), {
      entry: createLedgerEntry('2026-11-01'),
      claudeUsers,
      usage: rows,
    })
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([createUsageDay(1, { chat_messages: 2 })])
    expect(await storage.listClaudeUsers(account)).toEqual([{ id, email: 'b@x.org' }])
  })

  test('rejects a day with an invalid id or count, stores nothing of it, and accepts a valid day afterwards', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const invalidId = createDayReading('2026-11-01', [createUsageDay(1), createUsageDay('\0')])
    expect(await getRejectionCode(storage.writeDay(account, token, invalidId))).toBe('id_invalid')
    for (const chat_messages of [0.5, -1, 2 ** 31, Number.NaN]) {
      const invalidCount = createDayReading('2026-11-01', [createUsageDay(1), createUsageDay(2, { chat_messages })])
      expect(await getRejectionCode(storage.writeDay(account, token, invalidCount))).toBe('count_invalid')
    }
    expect(await storage.readLedger(account)).toEqual([])
    expect(await storage.listClaudeUsers(account)).toEqual([])
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([createUsageDay(1)])
  })

  test('returns the ledger in date order, limited to a period if given, across year ends and leap days', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const days: Day[] = ['2026-01-01', '2025-12-31', '2028-02-29', '2028-03-01', '2026-12-31', '2027-01-01']
    for (const day of days) await storage.writeLedgerEntry(account, token, createLedgerEntry(day))
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual([...days].sort())
    const period = { from: '2025-12-31', to: '2026-12-31' } as const
    expect((await storage.readLedger(account, period)).map(({ day }) => day)).toEqual([
      '2025-12-31',
      '2026-01-01',
      '2026-12-31',
    ])
    expect(await storage.readLedger(account, { from: '2030-01-01', to: '2030-12-31' })).toEqual([])
  })

  test('replaces the whole ledger entry when only the entry is written', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const failed = createLedgerEntry('2026-11-01', {
      read: null,
      failure: { at: 3, code: 'http_503', attempts: 1, dueAt: 4 },
    })
    for (const entry of [
      failed,
      failed,
      createLedgerEntry('2026-11-01'),
      createLedgerEntry('2026-11-01', { read: null }),
    ]) {
      await storage.writeLedgerEntry(account, token, entry)
      expect(await storage.readLedger(account)).toEqual([entry])
    }
  })

  test('separates accounts that share days and Claude user ids', async (storage) => {
    const accounts = [createAccountId(), createAccountId()]
    for (const [index, account] of accounts.entries()) {
      const usage = [createUsageDay(1, { chat_messages: index })]
      await storage.writeDay(account, await acquireLongLease(storage, account), createDayReading('2026-11-01', usage))
    }
    for (const [index, account] of accounts.entries()) {
      expect(await storage.readUsage(account, '2026-11-01')).toEqual([createUsageDay(1, { chat_messages: index })])
    }
  })

  test('stores all days that are written concurrently', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const days = Array.from({ length: 12 }, (_, index) => `2026-11-${String(index + 10)}` as Day)
    const usage = Array.from({ length: 20 }, (_, index) => createUsageDay(index, { chat_messages: index }))
    const rotatedUsage = days.map((_, shift) => [...usage.slice(shift), ...usage.slice(0, shift)])
    await Promise.all(
      days.map((day, index) => storage.writeDay(account, token, createDayReading(day, rotatedUsage[index] ?? []))),
    )
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(days)
    for (const day of days) expect(sortByJson(await storage.readUsage(account, day))).toEqual(sortByJson(usage))
  })

  test('stores a day of twelve thousand rows', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const usage = Array.from({ length: 12_000 }, (_, index) =>
      createUsageDay(index, { code_commits: index % 9 || null }),
    )
    await storage.writeDay(account, token, createDayReading('2026-11-01', usage))
    const stored = new Map(
      (await storage.readUsage(account, '2026-11-01')).map((row) => [row.claudeUserId, row.counters]),
    )
    expect(stored.size).toBe(usage.length)
    expect(stored.get(toClaudeUserId(11_999))).toEqual(createCounters({ code_commits: 2 }))
    expect((await storage.countPeople(account)).claudeUsers).toBe(usage.length)
  })
}
