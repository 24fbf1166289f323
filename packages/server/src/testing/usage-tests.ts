import { type Day, getStat, listDays, type Viewer } from '@windmill/claude-core'
import { emptySums, pickSums, sumCounters } from '@windmill/claude-core/internal'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createCounters,
  createDayReading,
  createEmployee,
  createLedgerEntry,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

export const registerUsageTests = ({ test, expect }: TestContext): void => {
  test('returns empty sums and the days that were read for an employee without Claude users', async (storage) => {
    const account = createAccountId()
    await storage.writeDay(
      account,
      await acquireLongLease(storage, account),
      createDayReading('2026-11-01', [createUsageDay(1)]),
    )
    const period = { from: '2026-11-01', to: '2026-11-02' } as const
    expect(await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'day')).toEqual({
      sums: { previous: emptySums, buckets: new Map() },
      claudeUsers: 0,
      userKeptFrom: [],
      keptFrom: null,
      startedOn: null,
      archivedOn: null,
      activeDays: [],
      participation: 'included',
      days: [
        { day: '2026-11-01', latestDay: '2026-11-20', skills: 'report', connectors: 'users', unattributedRows: 0 },
      ],
    })
  })

  test('sums all Claude users of an employee, counts unknown rows, and ignores other employees and accounts', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const [accountId, factor] of [
      [account, 1],
      [other, 100],
    ] as const) {
      const token = await acquireLongLease(storage, accountId)
      const rows = [
        createUsageDay(1, {
          chat_messages: 1 * factor,
          unified_messages: null,
          code_commits: null,
          excel_skills: null,
        }),
        createUsageDay(2, { chat_messages: null, code_commits: 3, excel_skills: null }),
        createUsageDay(3, { chat_messages: 40 * factor }),
      ]
      await storage.writeDay(accountId, token, createDayReading('2026-11-02', rows))
      await storage.writeDay(
        accountId,
        token,
        createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: 7 * factor })]),
      )
      await storage.writeLedgerEntry(accountId, token, createLedgerEntry('2026-10-31', { read: null }))
      await changeLinks(
        storage,
        accountId,
        createLinkChanges({ set: [createLink(1, 1), createLink(2, 1), createLink(3, 3)] }),
      )
    }
    const period = { from: '2026-11-02', to: '2026-11-02' } as const
    const usage = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'day')
    const currentRows = [
      createCounters({ chat_messages: 1, unified_messages: null, code_commits: null, excel_skills: null }),
      createCounters({ chat_messages: null, code_commits: 3, excel_skills: null }),
    ]
    expect(usage.sums.buckets).toEqual(new Map([['2026-11-02', sumCounters(currentRows)]]))
    expect(usage.sums.buckets.get('2026-11-02')?.sum.excel_skills).toBe(null)
    expect(usage.sums.buckets.get('2026-11-02')?.unknown['excel.skills']).toBe(2)
    // Each row has a null in one of the stat’s two counters.
    expect(usage.sums.buckets.get('2026-11-02')?.unknown['chat.messages']).toBe(2)
    expect(usage.sums.previous).toEqual(sumCounters([createCounters({ chat_messages: 7 })]))
    expect(usage.claudeUsers).toBe(2)
    expect(usage.days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02'])
  })

  test('compares a whole quarter with the quarter before, for an employee, a team and a company', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createEmployee(1, { managerId: toEmployeeId('boss') }),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
    const usage: readonly (readonly [Day, number])[] = [
      ['2026-09-30', 100],
      ['2026-10-01', 3],
      ['2027-01-01', 5],
    ]
    for (const [day, chat_messages] of usage)
      await storage.writeDay(account, token, createDayReading(day, [createUsageDay(1, { chat_messages })]))
    // This quarter has 90 days, and the quarter before has 92.
    const period = { from: '2027-01-01', to: '2027-03-31' } as const
    const expected = {
      previous: sumCounters([createCounters({ chat_messages: 3 })]),
      days: ['2026-10-01', '2027-01-01'],
    }

    const { sums, days } = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'month')
    expect({ previous: sums.previous, days: days.map(({ day }) => day) }).toEqual(expected)
    const viewer = createViewer(account, 'boss')
    const team = await storage.sumTeamUsage(viewer, viewer.employeeId, { period }, '2027-04-10')
    expect({ previous: team?.members[0]?.previous, days: team?.days.map(({ day }) => day) }).toEqual(expected)
    const scope = { below: viewer.employeeId }
    const adoption = await storage.sumAdoption(viewer, scope, { period, bucket: 'month' }, '2027-04-10')
    expect(adoption?.previousActive.any).toBe(1)
    expect(adoption?.days.map(({ day }) => day)).toEqual(expected.days)
  })

  test('compares the first days of a period with as many days before, for an employee and a team', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const boss = toEmployeeId('boss')
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      ...[1, 2, 3].map((id) => createEmployee(id, { managerId: boss })),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [1, 2, 3].map((id) => createLink(id, id)) }))
    const usage: readonly (readonly [Day, readonly number[]])[] = [
      ['2026-10-30', [1_000, 1_000, 1_000]],
      ['2026-10-31', [100, 100, 100]],
      ['2026-11-01', [200, 200, 200]],
      ['2026-11-02', [1]],
      ['2026-11-03', [2]],
      ['2026-11-04', [4, 4]],
      ['2026-11-05', [8, 8]],
    ]
    const createSums = (...messages: readonly number[]) =>
      sumCounters(messages.map((chat_messages) => createCounters({ chat_messages })))
    for (const [day, messages] of usage) {
      const rows = messages.map((chat_messages, index) => createUsageDay(index + 1, { chat_messages }))
      await storage.writeDay(account, token, createDayReading(day, rows))
    }
    const period = { from: '2026-11-02', to: '2026-11-05' } as const
    const days = ['2026-10-31', ...listDays({ from: '2026-11-01', to: period.to })]

    for (const [bucket, buckets] of [
      ['month', { '2026-11-02': createSums(1, 2, 4, 8) }],
      [
        'day',
        {
          '2026-11-02': createSums(1),
          '2026-11-03': createSums(2),
          '2026-11-04': createSums(4),
          '2026-11-05': createSums(8),
        },
      ],
    ] as const) {
      const answer = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, bucket, '2026-11-03')
      expect(answer.sums).toEqual({
        previous: createSums(100, 200),
        compared: createSums(1, 2),
        buckets: new Map(Object.entries(buckets)),
      })
      expect(answer.days.map(({ day }) => day)).toEqual(days)
      expect(answer.activeDays.map(({ day }) => day)).toEqual(days)
    }

    const viewer = createViewer(account, 'boss')
    const trend = { stat: 'chat.messages', bucket: 'month' } as const
    const query = { period, comparedTo: '2026-11-03', trend } as const
    const team = await storage.sumTeamUsage(viewer, boss, query, '2026-11-10')
    const createTrend = (...messages: readonly number[]) =>
      new Map([['2026-11-02', pickSums(createSums(...messages), [getStat('chat.messages')])]])
    expect(team?.days.map(({ day }) => day)).toEqual(days)
    const sums = team?.members
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ current, compared, previous, trend: memberTrend }) => ({
        current,
        compared,
        previous,
        trend: memberTrend,
      }))
    expect(sums).toEqual([
      {
        current: createSums(1, 2, 4, 8),
        compared: createSums(1, 2),
        previous: createSums(100, 200),
        trend: createTrend(1, 2, 4, 8),
      },
      { current: createSums(4, 8), compared: emptySums, previous: createSums(100, 200), trend: createTrend(4, 8) },
      { current: emptySums, compared: emptySums, previous: createSums(100, 200), trend: new Map() },
    ])
  })

  test('counts the rows on days with unattributed rows, until the day is read again without them', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createEmployee(1, { managerId: toEmployeeId('boss') }),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1), createLink(2, 1)] }))
    const period = { from: '2026-11-02', to: '2026-11-03' } as const
    const { read } = createLedgerEntry('2026-11-02')
    const writeDay = async (day: Day, unattributedRows: number, ids: readonly number[]) =>
      await storage.writeDay(account, token, {
        ...createDayReading(
          day,
          ids.map((id) => createUsageDay(id, { chat_messages: 1 })),
        ),
        entry: createLedgerEntry(day, { read: read && { ...read, unattributedRows, changedRows: 7 } }),
      })
    const readCounts = async () => {
      const { sums, days } = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'day')
      const viewer: Viewer = createViewer(account, 'boss')
      const trend = { stat: 'chat.messages', bucket: 'week' } as const
      const team = await storage.sumTeamUsage(viewer, viewer.employeeId, { period, trend }, '2026-11-20')
      const [member] = team?.members ?? []
      return {
        previous: sums.previous.rowsOnUnattributedDays,
        buckets: [...sums.buckets].map(([day, { rowsOnUnattributedDays }]) => [day, rowsOnUnattributedDays]),
        unattributedRows: days.map(({ day, unattributedRows }) => [day, unattributedRows]),
        member: member?.current.rowsOnUnattributedDays,
        trend: [...(member?.trend ?? [])].map(([day, { rowsOnUnattributedDays }]) => [day, rowsOnUnattributedDays]),
      }
    }
    await writeDay('2026-11-01', 1, [1])
    await writeDay('2026-11-02', 3, [1, 2])
    await writeDay('2026-11-03', 0, [1])
    expect((await storage.readLedger(account)).map((entry) => entry.read?.changedRows)).toEqual([7, 7, 7])
    expect(await readCounts()).toEqual({
      previous: 1,
      buckets: [
        ['2026-11-02', 2],
        ['2026-11-03', 0],
      ],
      unattributedRows: [
        ['2026-11-01', 1],
        ['2026-11-02', 3],
        ['2026-11-03', 0],
      ],
      member: 2,
      trend: [['2026-11-02', 2]],
    })
    await writeDay('2026-11-02', 0, [1])
    const { member, trend } = await readCounts()
    expect({ member, trend }).toEqual({ member: 0, trend: [['2026-11-02', 0]] })
  })

  test('returns the active days of both periods, each with the products that any Claude user of the employee used', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1), createLink(2, 1)] }))
    await storage.replaceDirectory(account, [createEmployee(1, { startedOn: '2026-10-30' })])
    for (const [day, rows] of [
      ['2026-10-30', [createUsageDay(1, { chat_messages: 5 })]],
      // The day before the previous period.
      ['2026-10-29', [createUsageDay(1, { chat_messages: 5 })]],
      ['2026-11-01', [createUsageDay(1, { code_edits_rejected: 1 }), createUsageDay(2, { excel_skills: 2 })]],
      ['2026-11-02', [createUsageDay(1, { chat_messages: 0, code_commits: null })]],
      ['2026-11-03', [createUsageDay(2, { chat_messages: null, skill_invocations: 1 }), createUsageDay(3)]],
    ] as const) {
      await storage.writeDay(account, token, createDayReading(day, rows))
    }
    const period = { from: '2026-11-02', to: '2026-11-04' } as const
    for (const bucket of ['day', 'week'] as const) {
      const usage = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, bucket)
      expect(usage.startedOn).toBe('2026-10-30')
      expect(usage.activeDays).toEqual([
        { day: '2026-10-30', products: ['chat'] },
        { day: '2026-11-01', products: ['code', 'excel'] },
        { day: '2026-11-03', products: ['usage'] },
      ])
    }
  })

  test('ignores activity after the archived date, even when the whole period is after it', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    for (const day of ['2026-11-01', '2026-11-02', '2026-11-03'] as const) {
      await storage.writeDay(account, token, createDayReading(day, [createUsageDay(1, { chat_messages: 1 })]))
    }
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
    await storage.replaceDirectory(account, [createEmployee(1, { archivedOn: '2026-11-02' })])
    const period = { from: '2026-11-01', to: '2026-11-03' } as const
    const usage = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'day')
    expect([...usage.sums.buckets.keys()]).toEqual(['2026-11-01', '2026-11-02'])
    expect(usage.archivedOn).toBe('2026-11-02')
    expect(usage.activeDays.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02'])
    expect(usage.days.length).toBe(3)
    const later = await storage.sumEmployeeUsage(
      account,
      toEmployeeId(1),
      { from: '2026-11-03', to: '2026-11-03' },
      'day',
    )
    expect(later.sums.buckets.size).toBe(0)
    expect(later.sums.previous.sum.chat_messages).toBe(1)
  })

  test('cuts weeks, which start on Monday, and months to the period, across a year end', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    // A Sunday, a Monday, the last and the first day of a year, and days in the next two months.
    for (const day of ['2026-12-27', '2026-12-28', '2026-12-31', '2027-01-01', '2027-01-04', '2027-02-01'] as const) {
      await storage.writeDay(account, token, createDayReading(day, [createUsageDay(1, { chat_messages: 1 })]))
    }
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
    const period = { from: '2026-12-30', to: '2027-02-01' } as const
    const sumByStart = async (bucket: 'day' | 'week' | 'month') => {
      const { sums } = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, bucket)
      expect(sums.previous.sum.chat_messages).toBe(2)
      return [...sums.buckets].map(([start, { sum }]) => `${start} ${sum.chat_messages}`)
    }
    expect(await sumByStart('day')).toEqual(['2026-12-31 1', '2027-01-01 1', '2027-01-04 1', '2027-02-01 1'])
    expect(await sumByStart('week')).toEqual(['2026-12-30 2', '2027-01-04 1', '2027-02-01 1'])
    expect(await sumByStart('month')).toEqual(['2026-12-30 1', '2027-01-01 2', '2027-02-01 1'])
  })

  test('returns sums above the maximum of a 32-bit integer', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    for (const day of ['2026-11-01', '2026-11-02'] as const) {
      await storage.writeDay(
        account,
        token,
        createDayReading(day, [createUsageDay(1, { code_lines_added: 2_000_000_000 })]),
      )
    }
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
    const period = { from: '2026-11-01', to: '2026-11-02' } as const
    const { sums } = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'month')
    expect(sums.buckets.get('2026-11-01')?.sum.code_lines_added).toBe(4_000_000_000)
  })
}
