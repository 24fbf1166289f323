import type { Day, Viewer } from '@windmill/claude-core'
import { emptySums, sumCounters } from '@windmill/claude-core/internal'
import type { TeamUsageQuery, UsageDay } from '../storage/adapter.ts'
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
  createUsageDay,
  createViewer,
  sortByJson,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

const today = '2026-11-20'
const period = { from: '2026-11-02', to: '2026-11-03' } as const

export const registerTeamTests = ({ test, expect }: TestContext): void => {
  test('returns everyone below a manager, but not the manager, and only to viewers who may see that manager', async (storage) => {
    const account = createAccountId()
    const chain = [0, 1, 2, 3].map((id) => createEmployee(id, { managerId: id === 0 ? null : toEmployeeId(id - 1) }))
    await storage.replaceDirectory(account, [...chain, createDirectReport('peer', 0)])
    const listMemberIds = async (
      id: number | string,
      manager: number | string,
      role: 'employee' | 'admin' = 'employee',
    ) => {
      const viewer: Viewer = createViewer(account, id, role)
      const team = await storage.sumTeamUsage(viewer, toEmployeeId(manager), { period }, today)
      return team?.members.map((member) => member.id).sort() ?? null
    }
    for (const id of [0, 1]) expect(await listMemberIds(id, 1)).toEqual([toEmployeeId(2), toEmployeeId(3)])
    for (const id of [2, 3, 'peer', 'stranger']) expect(await listMemberIds(id, 1)).toBe(null)
    expect(await listMemberIds('stranger', 1, 'admin')).toEqual([toEmployeeId(2), toEmployeeId(3)])
    expect(await listMemberIds('stranger', 'stranger', 'admin')).toBe(null)
    expect(await listMemberIds(3, 3)).toEqual([])
    expect(await listMemberIds('\0', 1)).toBe(null)
    expect(await listMemberIds(1, '\0', 'admin')).toBe(null)
  })

  test('sums all Claude users of each member over both periods, up to the archived date', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const [accountId, factor] of [
      [account, 1],
      [other, 100],
    ] as const) {
      const token = await acquireLongLease(storage, accountId)
      const createUsage = (count: number) => [
        createUsageDay(1, { chat_messages: count * factor, excel_skills: null }),
        createUsageDay(2, { chat_messages: 10 * count * factor }),
        createUsageDay(3, { chat_messages: 1_000 * factor }),
        createUsageDay('unlinked', { chat_messages: 5_000 }),
      ]
      await storage.writeDay(accountId, token, createDayReading('2026-11-03', createUsage(1)))
      await storage.writeDay(accountId, token, createDayReading('2026-11-02', createUsage(2)))
      await storage.writeDay(accountId, token, createDayReading('2026-11-01', createUsage(3)))
      await storage.writeDay(accountId, token, createDayReading('2026-10-30', createUsage(9)))
      await changeLinks(
        storage,
        accountId,
        createLinkChanges({ set: [createLink(1, 1), createLink(2, 1), createLink(3, 3)] }),
      )
    }
    const manager = toEmployeeId('boss')
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createEmployee(1, { managerId: manager }),
      createDirectReport(2, 1),
      createEmployee(3, { managerId: manager, archivedOn: '2026-11-02' }),
    ])
    await storage.replaceDirectory(other, [createEmployee('boss'), createEmployee(4, { managerId: manager })])

    const team = await storage.sumTeamUsage(createViewer(account, manager), manager, { period }, today)
    const createRowCounters = (chat_messages: number, excel_skills: number | null = 0) =>
      createCounters({ chat_messages, excel_skills })
    expect(team?.manager).toEqual({ id: manager, name: 'Person boss' })
    expect(team?.days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
    expect(team?.members.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      {
        id: toEmployeeId(1),
        name: 'Person 1',
        managerId: manager,
        startedOn: null,
        archivedOn: null,
        claudeUsers: 2,
        userKeptFrom: [],
        current: sumCounters([
          createRowCounters(1, null),
          createRowCounters(10),
          createRowCounters(2, null),
          createRowCounters(20),
        ]),
        previous: sumCounters([createRowCounters(3, null), createRowCounters(30)]),
      },
      {
        id: toEmployeeId(2),
        name: 'Person 2',
        managerId: toEmployeeId(1),
        startedOn: null,
        archivedOn: null,
        claudeUsers: 0,
        userKeptFrom: [],
        current: emptySums,
        previous: emptySums,
      },
      {
        id: toEmployeeId(3),
        name: 'Person 3',
        managerId: manager,
        startedOn: null,
        archivedOn: '2026-11-02',
        claudeUsers: 1,
        userKeptFrom: [],
        current: sumCounters([createRowCounters(1_000)]),
        previous: sumCounters([createRowCounters(1_000)]),
      },
    ])
  })

  test('returns the first day of a member, unless they were active before it in either period', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const createMember = (id: number, startedOn: Day) => createDirectReport(id, 'boss', { startedOn })
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createMember(1, '2026-11-04'),
      createMember(2, '2026-11-04'),
      createMember(3, '2026-11-04'),
      createMember(4, '2026-10-01'),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [1, 2, 3, 4].map((id) => createLink(id, id)) }))
    const write = (day: Day, ...usage: readonly UsageDay[]) =>
      storage.writeDay(account, token, createDayReading(day, usage))
    await write('2026-10-31', createUsageDay(3, { chat_messages: 1 }), createUsageDay(4, { chat_messages: 1 }))
    await write('2026-11-01', createUsageDay(2, { chat_messages: 1 }), createUsageDay(1))
    await write('2026-11-04', createUsageDay(1, { chat_messages: 1 }))
    const period = { from: '2026-11-03', to: '2026-11-04' } as const
    const team = await storage.sumTeamUsage(createViewer(account, 'boss'), toEmployeeId('boss'), { period }, today)
    const startedOn = new Map(team?.members.map((member) => [member.id, member.startedOn]))
    expect([1, 2, 3, 4].map((id) => startedOn.get(toEmployeeId(id)))).toEqual([
      '2026-11-04',
      null,
      '2026-11-04',
      '2026-10-01',
    ])
  })

  test('sums only the requested stats, and returns only the first members by name', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const usage = [1, 2, 3].map((id) => createUsageDay(id, { chat_messages: id, code_edits_accepted: null }))
    await storage.writeDay(account, token, createDayReading('2026-11-02', usage))
    await changeLinks(storage, account, createLinkChanges({ set: [1, 2, 3].map((id) => createLink(id, id)) }))
    const boss = createEmployee('boss')
    const names = [
      [1, 'Zoe'],
      [2, 'Élodie'],
      [3, 'anna'],
    ] as const
    await storage.replaceDirectory(account, [
      boss,
      ...names.map(([id, name]) => createDirectReport(id, 'boss', { name })),
      createDirectReport('limited', 'boss', { name: 'Abe', participation: 'totals' }),
    ])
    const readTeam = async (query: Omit<TeamUsageQuery, 'period'>) => {
      const team = await storage.sumTeamUsage(createViewer(account, 'boss'), boss.id, { period, ...query }, today)
      return { ...team, members: sortByJson(team?.members ?? []) }
    }
    const limitedTeam = await readTeam({ stats: ['chat.messages', 'code.edit_acceptance_rate'], limit: 2 })
    expect([limitedTeam.size, limitedTeam.notShown]).toEqual([3, 1])
    expect(limitedTeam.members.map(({ name }) => name)).toEqual(['Élodie', 'anna'])
    expect(limitedTeam.members[0]?.current).toEqual({
      sum: { chat_messages: 2, unified_messages: 0, code_edits_accepted: null, code_edits_rejected: 0 },
      unknown: { 'chat.messages': 0, 'code.edit_acceptance_rate': 1 },
      rowsOnUnattributedDays: 0,
    })
    expect(limitedTeam.members[0]?.previous).toEqual({
      sum: { chat_messages: null, unified_messages: null, code_edits_accepted: null, code_edits_rejected: null },
      unknown: { 'chat.messages': 0, 'code.edit_acceptance_rate': 0 },
      rowsOnUnattributedDays: 0,
    })
    const noStats = await readTeam({ stats: [] })
    expect(noStats.members.map(({ current }) => current.sum)).toEqual([{}, {}, {}])
    expect((await readTeam({ limit: 3 })).members).toEqual((await readTeam({})).members)
  })

  test('leaves out members who left before the period’s first day, but not their reports', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createDirectReport('left before', 'boss', { archivedOn: '2026-11-01' }),
      createDirectReport('left on first day', 'left before', { archivedOn: '2026-11-02' }),
      createDirectReport('current', 'left before'),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 'left before')] }))
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: 3 })]))
    const viewer: Viewer = createViewer(account, 'boss')
    const memberIds = [toEmployeeId('current'), toEmployeeId('left on first day')]
    for (const [checkedPeriod, ids] of [
      [period, memberIds],
      [{ from: '2026-11-01', to: '2026-11-03' }, [...memberIds, toEmployeeId('left before')]],
    ] as const) {
      for (const trend of [null, { stat: 'chat.messages', bucket: 'day' }] as const) {
        const team = await storage.sumTeamUsage(viewer, toEmployeeId('boss'), { period: checkedPeriod, trend }, today)
        expect(team?.members.map(({ id }) => id).sort()).toEqual(ids.toSorted())
      }
      expect(
        (
          await storage.sumAdoption(
            viewer,
            { below: viewer.employeeId },
            { period: checkedPeriod, bucket: 'day' },
            today,
          )
        )?.people,
      ).toBe(ids.length)
    }
    // The team of a manager who left can still be read.
    const formerTeam = await storage.sumTeamUsage(viewer, toEmployeeId('left before'), { period }, today)
    expect(formerTeam?.manager.id).toBe(toEmployeeId('left before'))
    expect(formerTeam?.members.map(({ id }) => id).sort()).toEqual(memberIds)
  })

  test('sums the counters of the trend’s stat for each bucket that has rows, up to the archived date', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const createEdits = (code_edits_accepted: number | null, code_edits_rejected: number) =>
      createUsageDay(1, { code_edits_accepted, code_edits_rejected, chat_messages: 5 })
    // 2026-10-30 is a Friday before the period. 2026-11-02 and 2026-11-09 are Mondays.
    await storage.writeDay(account, token, createDayReading('2026-10-30', [createEdits(9, 9)]))
    await storage.writeDay(
      account,
      token,
      createDayReading('2026-11-02', [createEdits(3, 1), createUsageDay(2, { code_edits_accepted: 1 })]),
    )
    await storage.writeDay(account, token, createDayReading('2026-11-03', [createEdits(null, 2)]))
    await storage.writeDay(account, token, createDayReading('2026-11-09', [createEdits(7, 0), createUsageDay(3)]))
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [createLink(1, 1), createLink(2, 1), createLink(3, 2)] }),
    )
    const manager = toEmployeeId('boss')
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createEmployee(1, { managerId: manager, archivedOn: '2026-11-08' }),
      createEmployee(2, { managerId: manager }),
      createEmployee(3, { managerId: manager }),
    ])
    const readTrends = async (bucket: 'day' | 'week' | 'month') => {
      const viewer = createViewer(account, manager)
      const trendPeriod = { from: '2026-11-02', to: '2026-11-10' } as const
      const trend = { stat: 'code.edit_acceptance_rate', bucket } as const
      const team = await storage.sumTeamUsage(viewer, manager, { period: trendPeriod, trend }, today)
      return Object.fromEntries((team?.members ?? []).map(({ id, trend: sums }) => [id, sums]))
    }
    const createSums = (accepted: number | null, rejected: number, unknown = 0) => ({
      sum: { code_edits_accepted: accepted, code_edits_rejected: rejected },
      unknown: { 'code.edit_acceptance_rate': unknown },
      rowsOnUnattributedDays: 0,
    })
    expect(await readTrends('day')).toEqual({
      [toEmployeeId(1)]: new Map([
        ['2026-11-02', createSums(4, 1)],
        ['2026-11-03', createSums(null, 2, 1)],
      ]),
      [toEmployeeId(2)]: new Map([['2026-11-09', createSums(0, 0)]]),
      [toEmployeeId(3)]: new Map(),
    })
    expect((await readTrends('week'))[toEmployeeId(1)]).toEqual(new Map([['2026-11-02', createSums(4, 3, 1)]]))
    expect((await readTrends('month'))[toEmployeeId(1)]).toEqual(new Map([['2026-11-02', createSums(4, 3, 1)]]))
  })
}
