import type { ClaudeUser, Day } from '@windmill/claude-core'
import { eachCounter } from '@windmill/claude-core'
import { counters, entry, lease, newAccount, reading, sorted, usageOf, user } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './runner.ts'

export const dayTests = ({ test, expect }: TestGroup): void => {
  test('a day comes back as it was written, and null is not 0', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const usage = [
      usageOf('known', { chat_messages: 0, code_lines_added: 2_000_000_000 }),
      usageOf('null', { chat_messages: null, excel_sessions: 7 }),
      { claudeUserId: user('nothing'), counters: eachCounter(() => null) },
    ]
    const written = reading('2026-11-01', usage)
    for (let time = 0; time < 2; time += 1) {
      await storage.writeDay(account, token, written)
      expect(sorted(await storage.readUsage(account, '2026-11-01'))).toEqual(sorted(usage))
      expect(sorted(await storage.listClaudeUsers(account))).toEqual(sorted(written.claudeUsers))
      expect(await storage.readLedger(account)).toEqual([written.entry])
    }
    expect(await storage.readUsage(account, '2026-11-02')).toEqual([])
    expect(await storage.readUsage(newAccount(), '2026-11-01')).toEqual([])
  })

  test('a re-read replaces rows, keeps missing ones, and no null replaces an e-mail', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const first = reading('2026-11-01', [usageOf(1, { chat_messages: 5 }), usageOf(2)])
    expect(await storage.writeDay(account, token, first)).toBe(true)
    const again = entry('2026-11-01', { failure: { at: 1, code: 'timeout', times: 2, dueAt: 9 } })
    await storage.writeDay(account, token, {
      entry: again,
      claudeUsers: [
        { id: user(1), email: null },
        { id: user(3), email: null },
        { id: user(4), email: 'four@example.com' },
      ],
      usage: [usageOf(1, { chat_messages: null, chat_artifacts: 2 })],
    })
    expect(sorted(await storage.readUsage(account, '2026-11-01'))).toEqual([
      usageOf(1, { chat_messages: null, chat_artifacts: 2 }),
      usageOf(2),
    ])
    expect(sorted(await storage.listClaudeUsers(account))).toEqual(
      sorted([
        { id: user(1), email: 'user_1@example.com' },
        { id: user(2), email: 'user_2@example.com' },
        { id: user(3), email: null },
        { id: user(4), email: 'four@example.com' },
      ]),
    )
    expect(await storage.readLedger(account)).toEqual([again])
    const renamed = { entry: again, claudeUsers: [{ id: user(3), email: 'new@x.org' }], usage: [] }
    expect(await storage.writeDay(account, token, renamed)).toBe(true)
    expect((await storage.listClaudeUsers(account)).find(({ id }) => id === user(3))?.email).toBe('new@x.org')
  })

  test('an e-mail is replaced by one of the same day or a later one, not by that of an older day', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const write = async (day: Day, email: string | null) => {
      const claudeUsers = [{ id: user(1), email }]
      const news = await storage.writeDay(account, token, { entry: entry(day), claudeUsers, usage: [] })
      return [news, (await storage.listClaudeUsers(account))[0]?.email]
    }
    expect(await write('2026-11-09', null)).toEqual([true, null])
    expect(await write('2026-11-05', 'new@x.org')).toEqual([true, 'new@x.org'])
    expect(await write('2026-11-04', 'old@x.org')).toEqual([false, 'new@x.org'])
    expect(await write('2026-11-05', 'newer@x.org')).toEqual([true, 'newer@x.org'])
    expect(await write('2026-11-20', 'newest@x.org')).toEqual([true, 'newest@x.org'])
    expect(await write('2026-11-06', 'newer@x.org')).toEqual([false, 'newest@x.org'])
    expect(await write('2026-11-21', null)).toEqual([false, 'newest@x.org'])
  })

  test('says whether anyone came or has another e-mail', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const news = (...claudeUsers: readonly ClaudeUser[]) =>
      storage.writeDay(account, token, { entry: entry('2026-11-01'), claudeUsers, usage: [] })
    const [one, two] = [user(1), user(2)]
    expect(await news()).toBe(false)
    expect(await news({ id: one, email: null })).toBe(true)
    expect(await news({ id: one, email: null })).toBe(false)
    expect(await news({ id: one, email: 'one@example.com' }, { id: two, email: 'two@example.com' })).toBe(true)
    expect(await news({ id: two, email: null }, { id: one, email: 'one@example.com' })).toBe(false)
    expect(await news({ id: two, email: 'two@example.com' }, { id: one, email: 'uno@example.com' })).toBe(true)
    // Of the same one twice, the known e-mail counts.
    expect(await news({ id: one, email: 'uno@example.com' }, { id: one, email: null })).toBe(false)
    expect(sorted(await storage.listClaudeUsers(account))).toEqual(
      sorted([
        { id: one, email: 'uno@example.com' },
        { id: two, email: 'two@example.com' },
      ]),
    )
  })

  test('a re-read leaves the rows that are as they were, and adds who is new, also without a single count', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const known = [usageOf(1, { chat_messages: 5 }), usageOf(2, { chat_messages: null }), usageOf(3)]
    const nothing = { claudeUserId: user('nothing'), counters: eachCounter(() => null) }
    await storage.writeDay(account, token, reading('2026-11-01', known))
    await storage.writeDay(account, token, reading('2026-11-02', [usageOf(1), usageOf(4)]))
    const again = [...known.slice(0, 2), usageOf(3, { chat_messages: null }), usageOf(4), nothing]
    await storage.writeDay(account, token, reading('2026-11-01', again))
    expect(sorted(await storage.readUsage(account, '2026-11-01'))).toEqual(sorted(again))
    expect(sorted(await storage.readUsage(account, '2026-11-02'))).toEqual(sorted([usageOf(1), usageOf(4)]))
  })

  test('rows of a day that the ledger no longer takes for read are replaced as well', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    await storage.writeDay(account, token, reading('2026-11-01', [usageOf(1, { chat_messages: 5 }), usageOf(2)]))
    await storage.writeLedgerEntry(account, token, entry('2026-11-01', { read: null }))
    await storage.writeDay(account, token, reading('2026-11-01', [usageOf(1, { chat_messages: 6 })]))
    expect(sorted(await storage.readUsage(account, '2026-11-01'))).toEqual([
      usageOf(1, { chat_messages: 6 }),
      usageOf(2),
    ])
  })

  test('a day without anyone is a day that was read', async (storage) => {
    const account = newAccount()
    await storage.writeDay(account, await lease(storage, account), reading('2026-11-01', []))
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
    expect((await storage.readLedger(account)).length).toBe(1)
  })

  test('of several rows of one claude user the last one counts', async (storage) => {
    const account = newAccount()
    const twice = [usageOf(1, { chat_messages: 1 }), usageOf(1, { chat_messages: 2 })]
    const id = user(1)
    const claudeUsers = [
      { id, email: 'a@x.org' },
      { id, email: 'b@x.org' },
      { id, email: null },
    ]
    await storage.writeDay(account, await lease(storage, account), {
      entry: entry('2026-11-01'),
      claudeUsers,
      usage: twice,
    })
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([usageOf(1, { chat_messages: 2 })])
    expect(await storage.listClaudeUsers(account)).toEqual([{ id, email: 'b@x.org' }])
  })

  test('a day that cannot be stored leaves nothing of it, and the next one works', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const broken = reading('2026-11-01', [usageOf(1), usageOf('\0')])
    expect(await rejectionCode(storage.writeDay(account, token, broken))).toBe('id_invalid')
    const tooMuch = reading('2026-11-01', [usageOf(1), usageOf(2, { chat_messages: 0.5 })])
    expect(await rejectionCode(storage.writeDay(account, token, tooMuch))).toBe('count_invalid')
    expect(await storage.readLedger(account)).toEqual([])
    expect(await storage.listClaudeUsers(account)).toEqual([])
    await storage.writeDay(account, token, reading('2026-11-01', [usageOf(1)]))
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([usageOf(1)])
  })

  test('the ledger is in order, cut to the span, and knows year ends and leap days', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const days: Day[] = ['2026-01-01', '2025-12-31', '2028-02-29', '2028-03-01', '2026-12-31', '2027-01-01']
    for (const day of days) await storage.writeLedgerEntry(account, token, entry(day))
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual([...days].sort())
    const span = { from: '2025-12-31', to: '2026-12-31' } as const
    expect((await storage.readLedger(account, span)).map(({ day }) => day)).toEqual([
      '2025-12-31',
      '2026-01-01',
      '2026-12-31',
    ])
    expect(await storage.readLedger(account, { from: '2030-01-01', to: '2030-12-31' })).toEqual([])
  })

  test('an entry alone is replaced as a whole', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const failed = entry('2026-11-01', { read: null, failure: { at: 3, code: 'http_503', times: 1, dueAt: 4 } })
    for (const next of [failed, failed, entry('2026-11-01'), entry('2026-11-01', { read: null, gone: true })]) {
      await storage.writeLedgerEntry(account, token, next)
      expect(await storage.readLedger(account)).toEqual([next])
    }
  })

  test('the same day and people of two accounts are apart', async (storage) => {
    const accounts = [newAccount(), newAccount()]
    for (const [index, account] of accounts.entries()) {
      const usage = [usageOf(1, { chat_messages: index })]
      await storage.writeDay(account, await lease(storage, account), reading('2026-11-01', usage))
    }
    for (const [index, account] of accounts.entries()) {
      expect(await storage.readUsage(account, '2026-11-01')).toEqual([usageOf(1, { chat_messages: index })])
    }
  })

  test('days that are written at once are all there', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const days = Array.from({ length: 12 }, (_, index) => `2026-11-${String(index + 10)}` as Day)
    const usage = Array.from({ length: 20 }, (_, index) => usageOf(index, { chat_messages: index }))
    const shuffled = days.map((_, shift) => [...usage.slice(shift), ...usage.slice(0, shift)])
    await Promise.all(days.map((day, index) => storage.writeDay(account, token, reading(day, shuffled[index] ?? []))))
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(days)
    for (const day of days) expect(sorted(await storage.readUsage(account, day))).toEqual(sorted(usage))
  })

  test('twelve thousand rows are one day', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const usage = Array.from({ length: 12_000 }, (_, index) => usageOf(index, { code_commits: index % 9 || null }))
    await storage.writeDay(account, token, reading('2026-11-01', usage))
    const stored = new Map(
      (await storage.readUsage(account, '2026-11-01')).map((row) => [row.claudeUserId, row.counters]),
    )
    expect(stored.size).toBe(usage.length)
    expect(stored.get(user(11_999))).toEqual(counters({ code_commits: 11_999 % 9 }))
    expect((await storage.countPeople(account)).claudeUsers).toBe(usage.length)
  })
}
