import type { Viewer } from '@windmill/claude-core'
import { emptySums, sumCounters } from '@windmill/claude-core/internal'
import {
  changeLinks,
  counters,
  dayReading,
  employee,
  link,
  linkChanges,
  newAccount,
  personId,
  takeLease,
  usageRow,
} from './fixtures.ts'
import type { TestGroup } from './test-runner.ts'

const today = '2026-11-20'
const period = { from: '2026-11-02', to: '2026-11-03' } as const

export const teamTests = ({ test, expect }: TestGroup): void => {
  test('a team is everyone below a manager, without the manager, and readable by those who may see the manager', async (storage) => {
    const account = newAccount()
    const chain = [0, 1, 2, 3].map((id) => employee(id, { managerId: id === 0 ? null : personId(id - 1) }))
    await storage.replaceDirectory(account, [...chain, employee('peer', { managerId: personId(0) })])
    const readMemberIds = async (id: number | string, manager: number | string, role: Viewer['role'] = 'employee') => {
      const viewer: Viewer = { accountId: account, employeeId: personId(id), role }
      const team = await storage.sumTeamUsage(viewer, personId(manager), period, today)
      return team?.members.map((member) => member.id).sort() ?? null
    }
    for (const id of [0, 1]) expect(await readMemberIds(id, 1)).toEqual([personId(2), personId(3)])
    for (const id of [2, 3, 'peer', 'stranger']) expect(await readMemberIds(id, 1)).toBe(null)
    expect(await readMemberIds('stranger', 1, 'admin')).toEqual([personId(2), personId(3)])
    expect(await readMemberIds('stranger', 'stranger', 'admin')).toBe(null)
    expect(await readMemberIds(3, 3)).toEqual([])
    expect(await readMemberIds('\0', 1)).toBe(null)
    expect(await readMemberIds(1, '\0', 'admin')).toBe(null)
  })

  test('sums all Claude users of each member over both periods, until the member left', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    for (const [each, factor] of [
      [account, 1],
      [other, 100],
    ] as const) {
      const token = await takeLease(storage, each)
      const usage = (count: number) => [
        usageRow(1, { chat_messages: count * factor, excel_skills: null }),
        usageRow(2, { chat_messages: 10 * count * factor }),
        usageRow(3, { chat_messages: 1_000 * factor }),
        usageRow('unlinked', { chat_messages: 5_000 }),
      ]
      await storage.writeDay(each, token, dayReading('2026-11-03', usage(1)))
      await storage.writeDay(each, token, dayReading('2026-11-02', usage(2)))
      await storage.writeDay(each, token, dayReading('2026-11-01', usage(3)))
      await storage.writeDay(each, token, dayReading('2026-10-30', usage(9)))
      await changeLinks(storage, each, linkChanges({ set: [link(1, 1), link(2, 1), link(3, 3)] }))
    }
    const manager = personId('boss')
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee(1, { managerId: manager }),
      employee(2, { managerId: personId(1) }),
      employee(3, { managerId: manager, archivedOn: '2026-11-02' }),
    ])
    await storage.replaceDirectory(other, [employee('boss'), employee(4, { managerId: manager })])

    const team = await storage.sumTeamUsage(
      { accountId: account, employeeId: manager, role: 'employee' },
      manager,
      period,
      today,
    )
    const rowCounters = (chat_messages: number, excel_skills: number | null = 0) =>
      counters({ chat_messages, excel_skills })
    expect(team?.manager).toEqual({ id: manager, name: 'Person boss' })
    expect(team?.days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
    expect(team?.members.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      {
        id: personId(1),
        name: 'Person 1',
        managerId: manager,
        archivedOn: null,
        claudeUsers: 2,
        current: sumCounters([rowCounters(1, null), rowCounters(10), rowCounters(2, null), rowCounters(20)]),
        previous: sumCounters([rowCounters(3, null), rowCounters(30)]),
      },
      {
        id: personId(2),
        name: 'Person 2',
        managerId: personId(1),
        archivedOn: null,
        claudeUsers: 0,
        current: emptySums,
        previous: emptySums,
      },
      {
        id: personId(3),
        name: 'Person 3',
        managerId: manager,
        archivedOn: '2026-11-02',
        claudeUsers: 1,
        current: sumCounters([rowCounters(1_000)]),
        previous: sumCounters([rowCounters(1_000)]),
      },
    ])
  })

  test('leaves out members who left before the period’s first day, but keeps their reports', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const below = (manager: string) => ({ managerId: personId(manager) })
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee('left before', { ...below('boss'), archivedOn: '2026-11-01' }),
      employee('left at once', { ...below('left before'), archivedOn: '2026-11-02' }),
      employee('stays', below('left before')),
    ])
    await changeLinks(storage, account, linkChanges({ set: [link(1, 'left before')] }))
    await storage.writeDay(account, token, dayReading('2026-11-01', [usageRow(1, { chat_messages: 3 })]))
    const viewer: Viewer = { accountId: account, employeeId: personId('boss'), role: 'employee' }
    const present = [personId('left at once'), personId('stays')]
    for (const [span, ids] of [
      [period, present],
      [{ from: '2026-11-01', to: '2026-11-03' }, [...present, personId('left before')]],
    ] as const) {
      for (const trend of [null, { stat: 'chat.messages', bucket: 'day' }] as const) {
        const team = await storage.sumTeamUsage(viewer, personId('boss'), span, today, trend)
        expect(team?.members.map(({ id }) => id).sort()).toEqual(ids.toSorted())
      }
      expect((await storage.sumAdoption(viewer, span, 'day', today))?.people).toBe(ids.length)
    }
    // The team of a manager who left can still be read.
    const formerTeam = await storage.sumTeamUsage(viewer, personId('left before'), period, today)
    expect(formerTeam?.manager.id).toBe(personId('left before'))
    expect(formerTeam?.members.map(({ id }) => id).sort()).toEqual(present)
  })

  test('a trend sums its stat’s counters per active bucket, until the member left', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const edits = (code_edits_accepted: number | null, code_edits_rejected: number) =>
      usageRow(1, { code_edits_accepted, code_edits_rejected, chat_messages: 5 })
    // 2026-10-30 is a Friday before the span. 2026-11-02 and 2026-11-09 are Mondays.
    await storage.writeDay(account, token, dayReading('2026-10-30', [edits(9, 9)]))
    await storage.writeDay(
      account,
      token,
      dayReading('2026-11-02', [edits(3, 1), usageRow(2, { code_edits_accepted: 1 })]),
    )
    await storage.writeDay(account, token, dayReading('2026-11-03', [edits(null, 2)]))
    await storage.writeDay(account, token, dayReading('2026-11-09', [edits(7, 0), usageRow(3)]))
    await changeLinks(storage, account, linkChanges({ set: [link(1, 1), link(2, 1), link(3, 2)] }))
    const manager = personId('boss')
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee(1, { managerId: manager, archivedOn: '2026-11-08' }),
      employee(2, { managerId: manager }),
      employee(3, { managerId: manager }),
    ])
    const readTrends = async (bucket: 'day' | 'week' | 'month') => {
      const viewer = { accountId: account, employeeId: manager, role: 'employee' } as const
      const span = { from: '2026-11-02', to: '2026-11-10' } as const
      const trend = { stat: 'code.edit_acceptance_rate', bucket } as const
      const team = await storage.sumTeamUsage(viewer, manager, span, today, trend)
      return Object.fromEntries((team?.members ?? []).map(({ id, trend: sums }) => [id, sums]))
    }
    const sums = (accepted: number | null, rejected: number, unknown = 0) => ({
      sum: { code_edits_accepted: accepted, code_edits_rejected: rejected },
      unknown: { 'code.edit_acceptance_rate': unknown },
    })
    expect(await readTrends('day')).toEqual({
      [personId(1)]: new Map([
        ['2026-11-02', sums(4, 1)],
        ['2026-11-03', sums(null, 2, 1)],
      ]),
      [personId(2)]: new Map([['2026-11-09', sums(0, 0)]]),
      [personId(3)]: new Map(),
    })
    expect((await readTrends('week'))[personId(1)]).toEqual(new Map([['2026-11-02', sums(4, 3, 1)]]))
    expect((await readTrends('month'))[personId(1)]).toEqual(new Map([['2026-11-02', sums(4, 3, 1)]]))
  })
}
