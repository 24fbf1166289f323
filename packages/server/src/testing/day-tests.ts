import type { ClaudeUser, Day } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { counters, dayReading, ledgerEntry, newAccount, sortByJson, takeLease, usageRow, userId } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './test-runner.ts'

export const dayTests = ({ test, expect }: TestGroup): void => {
  test('returns a day as it was written, and keeps null apart from 0', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const usage = [
      usageRow('known', { chat_messages: 0, code_lines_added: 2_000_000_000 }),
      usageRow('null', { chat_messages: null, excel_sessions: 7 }),
      { claudeUserId: userId('nothing'), counters: mapCounters(() => null) },
    ]
    const written = dayReading('2026-11-01', usage)
    for (let run = 0; run < 2; run += 1) {
      await storage.writeDay(account, token, written)
      expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual(sortByJson(usage))
      expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(sortByJson(written.claudeUsers))
      expect(await storage.readLedger(account)).toEqual([written.entry])
    }
    expect(await storage.readUsage(account, '2026-11-02')).toEqual([])
    expect(await storage.readUsage(newAccount(), '2026-11-01')).toEqual([])
  })

  test('a re-read replaces rows, keeps rows missing from it, and never replaces an e-mail with null', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const first = dayReading('2026-11-01', [usageRow(1, { chat_messages: 5 }), usageRow(2)])
    expect(await storage.writeDay(account, token, first)).toBe(true)
    const again = ledgerEntry('2026-11-01', { failure: { at: 1, code: 'timeout', attempts: 2, dueAt: 9 } })
    await storage.writeDay(account, token, {
      entry: again,
      claudeUsers: [
        { id: userId(1), email: null },
        { id: userId(3), email: null },
        { id: userId(4), email: 'four@example.com' },
      ],
      usage: [usageRow(1, { chat_messages: null, chat_artifacts: 2 })],
    })
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual([
      usageRow(1, { chat_messages: null, chat_artifacts: 2 }),
      usageRow(2),
    ])
    expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(
      sortByJson([
        { id: userId(1), email: 'user_1@example.com' },
        { id: userId(2), email: 'user_2@example.com' },
        { id: userId(3), email: null },
        { id: userId(4), email: 'four@example.com' },
      ]),
    )
    expect(await storage.readLedger(account)).toEqual([again])
    const renamed = { entry: again, claudeUsers: [{ id: userId(3), email: 'new@x.org' }], usage: [] }
    expect(await storage.writeDay(account, token, renamed)).toBe(true)
    expect((await storage.listClaudeUsers(account)).find(({ id }) => id === userId(3))?.email).toBe('new@x.org')
  })

  test('replaces an e-mail only with one from the same day or a later day', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const write = async (day: Day, email: string | null) => {
      const claudeUsers = [{ id: userId(1), email }]
      const hasNews = await storage.writeDay(account, token, { entry: ledgerEntry(day), claudeUsers, usage: [] })
      return [hasNews, (await storage.listClaudeUsers(account))[0]?.email]
    }
    expect(await write('2026-11-09', null)).toEqual([true, null])
    expect(await write('2026-11-05', 'new@x.org')).toEqual([true, 'new@x.org'])
    expect(await write('2026-11-04', 'old@x.org')).toEqual([false, 'new@x.org'])
    expect(await write('2026-11-05', 'newer@x.org')).toEqual([true, 'newer@x.org'])
    expect(await write('2026-11-20', 'newest@x.org')).toEqual([true, 'newest@x.org'])
    expect(await write('2026-11-06', 'newer@x.org')).toEqual([false, 'newest@x.org'])
    expect(await write('2026-11-21', null)).toEqual([false, 'newest@x.org'])
  })

  test('writeDay returns true when a Claude user is new or has a different e-mail', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const writeUsers = (...claudeUsers: readonly ClaudeUser[]) =>
      storage.writeDay(account, token, { entry: ledgerEntry('2026-11-01'), claudeUsers, usage: [] })
    const [one, two] = [userId(1), userId(2)]
    expect(await writeUsers()).toBe(false)
    expect(await writeUsers({ id: one, email: null })).toBe(true)
    expect(await writeUsers({ id: one, email: null })).toBe(false)
    expect(await writeUsers({ id: one, email: 'one@example.com' }, { id: two, email: 'two@example.com' })).toBe(true)
    expect(await writeUsers({ id: two, email: null }, { id: one, email: 'one@example.com' })).toBe(false)
    expect(await writeUsers({ id: two, email: 'two@example.com' }, { id: one, email: 'uno@example.com' })).toBe(true)
    // When a Claude user is listed twice, the known e-mail wins.
    expect(await writeUsers({ id: one, email: 'uno@example.com' }, { id: one, email: null })).toBe(false)
    expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(
      sortByJson([
        { id: one, email: 'uno@example.com' },
        { id: two, email: 'two@example.com' },
      ]),
    )
  })

  test('a re-read keeps unchanged rows and adds new Claude users, even those with only null counts', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const known = [usageRow(1, { chat_messages: 5 }), usageRow(2, { chat_messages: null }), usageRow(3)]
    const nothing = { claudeUserId: userId('nothing'), counters: mapCounters(() => null) }
    await storage.writeDay(account, token, dayReading('2026-11-01', known))
    await storage.writeDay(account, token, dayReading('2026-11-02', [usageRow(1), usageRow(4)]))
    const again = [...known.slice(0, 2), usageRow(3, { chat_messages: null }), usageRow(4), nothing]
    await storage.writeDay(account, token, dayReading('2026-11-01', again))
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual(sortByJson(again))
    expect(sortByJson(await storage.readUsage(account, '2026-11-02'))).toEqual(sortByJson([usageRow(1), usageRow(4)]))
  })

  test('replaces rows of a day that the ledger no longer marks as read', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    await storage.writeDay(account, token, dayReading('2026-11-01', [usageRow(1, { chat_messages: 5 }), usageRow(2)]))
    await storage.writeLedgerEntry(account, token, ledgerEntry('2026-11-01', { read: null }))
    await storage.writeDay(account, token, dayReading('2026-11-01', [usageRow(1, { chat_messages: 6 })]))
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual([
      usageRow(1, { chat_messages: 6 }),
      usageRow(2),
    ])
  })

  test('a day without any usage still counts as read', async (storage) => {
    const account = newAccount()
    await storage.writeDay(account, await takeLease(storage, account), dayReading('2026-11-01', []))
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
    expect((await storage.readLedger(account)).length).toBe(1)
  })

  test('keeps the last of several rows for one Claude user', async (storage) => {
    const account = newAccount()
    const rows = [usageRow(1, { chat_messages: 1 }), usageRow(1, { chat_messages: 2 })]
    const id = userId(1)
    const claudeUsers = [
      { id, email: 'a@x.org' },
      { id, email: 'b@x.org' },
      { id, email: null },
    ]
    await storage.writeDay(account, await takeLease(storage, account), {
      entry: ledgerEntry('2026-11-01'),
      claudeUsers,
      usage: rows,
    })
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([usageRow(1, { chat_messages: 2 })])
    expect(await storage.listClaudeUsers(account)).toEqual([{ id, email: 'b@x.org' }])
  })

  test('stores nothing of an invalid day, and the next write succeeds', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const invalidId = dayReading('2026-11-01', [usageRow(1), usageRow('\0')])
    expect(await rejectionCode(storage.writeDay(account, token, invalidId))).toBe('id_invalid')
    const invalidCount = dayReading('2026-11-01', [usageRow(1), usageRow(2, { chat_messages: 0.5 })])
    expect(await rejectionCode(storage.writeDay(account, token, invalidCount))).toBe('count_invalid')
    expect(await storage.readLedger(account)).toEqual([])
    expect(await storage.listClaudeUsers(account)).toEqual([])
    await storage.writeDay(account, token, dayReading('2026-11-01', [usageRow(1)]))
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([usageRow(1)])
  })

  test('lists the ledger in date order, limited to the span, across year ends and leap days', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const days: Day[] = ['2026-01-01', '2025-12-31', '2028-02-29', '2028-03-01', '2026-12-31', '2027-01-01']
    for (const day of days) await storage.writeLedgerEntry(account, token, ledgerEntry(day))
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual([...days].sort())
    const span = { from: '2025-12-31', to: '2026-12-31' } as const
    expect((await storage.readLedger(account, span)).map(({ day }) => day)).toEqual([
      '2025-12-31',
      '2026-01-01',
      '2026-12-31',
    ])
    expect(await storage.readLedger(account, { from: '2030-01-01', to: '2030-12-31' })).toEqual([])
  })

  test('writing a ledger entry alone replaces the whole entry', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const failed = ledgerEntry('2026-11-01', {
      read: null,
      failure: { at: 3, code: 'http_503', attempts: 1, dueAt: 4 },
    })
    for (const next of [
      failed,
      failed,
      ledgerEntry('2026-11-01'),
      ledgerEntry('2026-11-01', { read: null, isGone: true }),
    ]) {
      await storage.writeLedgerEntry(account, token, next)
      expect(await storage.readLedger(account)).toEqual([next])
    }
  })

  test('separates accounts that share days and Claude user ids', async (storage) => {
    const accounts = [newAccount(), newAccount()]
    for (const [index, account] of accounts.entries()) {
      const usage = [usageRow(1, { chat_messages: index })]
      await storage.writeDay(account, await takeLease(storage, account), dayReading('2026-11-01', usage))
    }
    for (const [index, account] of accounts.entries()) {
      expect(await storage.readUsage(account, '2026-11-01')).toEqual([usageRow(1, { chat_messages: index })])
    }
  })

  test('stores all days that are written concurrently', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const days = Array.from({ length: 12 }, (_, index) => `2026-11-${String(index + 10)}` as Day)
    const usage = Array.from({ length: 20 }, (_, index) => usageRow(index, { chat_messages: index }))
    const shuffled = days.map((_, shift) => [...usage.slice(shift), ...usage.slice(0, shift)])
    await Promise.all(
      days.map((day, index) => storage.writeDay(account, token, dayReading(day, shuffled[index] ?? []))),
    )
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(days)
    for (const day of days) expect(sortByJson(await storage.readUsage(account, day))).toEqual(sortByJson(usage))
  })

  test('stores a day of twelve thousand rows', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const usage = Array.from({ length: 12_000 }, (_, index) => usageRow(index, { code_commits: index % 9 || null }))
    await storage.writeDay(account, token, dayReading('2026-11-01', usage))
    const stored = new Map(
      (await storage.readUsage(account, '2026-11-01')).map((row) => [row.claudeUserId, row.counters]),
    )
    expect(stored.size).toBe(usage.length)
    expect(stored.get(userId(11_999))).toEqual(counters({ code_commits: 2 }))
    expect((await storage.countPeople(account)).claudeUsers).toBe(usage.length)
  })
}
