import { emptySums, sumCounters, type Viewer } from '@windmill/claude-core'
import { counters, employee, lease, link, linkChanges, newAccount, person, reading, usageOf } from './fixtures.ts'
import type { TestGroup } from './runner.ts'

const on = '2026-11-20'
const period = { from: '2026-11-02', to: '2026-11-03' } as const

export const teamTests = ({ test, expect }: TestGroup): void => {
  test('a team is everyone below a manager, without the manager, for those who may see the manager', async (storage) => {
    const account = newAccount()
    const chain = [0, 1, 2, 3].map((id) => employee(id, { managerId: id === 0 ? null : person(id - 1) }))
    await storage.replaceDirectory(account, [...chain, employee('peer', { managerId: person(0) })])
    const teamOf = async (id: number | string, manager: number | string, role: Viewer['role'] = 'employee') => {
      const viewer: Viewer = { accountId: account, employeeId: person(id), role }
      const team = await storage.sumTeamUsage(viewer, person(manager), period, on)
      return team?.members.map((member) => member.id).sort() ?? null
    }
    for (const id of [0, 1]) expect(await teamOf(id, 1)).toEqual([person(2), person(3)])
    for (const id of [2, 3, 'peer', 'stranger']) expect(await teamOf(id, 1)).toBe(null)
    expect(await teamOf('stranger', 1, 'admin')).toEqual([person(2), person(3)])
    expect(await teamOf('stranger', 'stranger', 'admin')).toBe(null)
    expect(await teamOf(3, 3)).toEqual([])
    expect(await teamOf('\0', 1)).toBe(null)
    expect(await teamOf(1, '\0', 'admin')).toBe(null)
  })

  test('a member’s sums are of all their claude users, of both periods, and of nothing after they left', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    for (const [each, factor] of [
      [account, 1],
      [other, 100],
    ] as const) {
      const token = await lease(storage, each)
      const usage = (count: number) => [
        usageOf(1, { chat_messages: count * factor, excel_skills: null }),
        usageOf(2, { chat_messages: 10 * count * factor }),
        usageOf(3, { chat_messages: 1_000 * factor }),
        usageOf('nobody', { chat_messages: 5_000 }),
      ]
      await storage.writeDay(each, token, reading('2026-11-03', usage(1)))
      await storage.writeDay(each, token, reading('2026-11-02', usage(2)))
      await storage.writeDay(each, token, reading('2026-11-01', usage(3)))
      await storage.writeDay(each, token, reading('2026-10-30', usage(9)))
      await storage.changeLinks(each, linkChanges({ set: [link(1, 1), link(2, 1), link(3, 3)] }))
    }
    const manager = person('boss')
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee(1, { managerId: manager }),
      employee(2, { managerId: person(1) }),
      employee(3, { managerId: manager, archivedOn: '2026-11-02' }),
    ])
    await storage.replaceDirectory(other, [employee('boss'), employee(4, { managerId: manager })])

    const team = await storage.sumTeamUsage(
      { accountId: account, employeeId: manager, role: 'employee' },
      manager,
      period,
      on,
    )
    const row = (chat_messages: number, excel_skills: number | null = 0) => counters({ chat_messages, excel_skills })
    expect(team?.manager).toEqual({ id: manager, name: 'Person boss' })
    expect(team?.days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
    expect(team?.members.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      {
        ...{ id: person(1), name: 'Person 1', managerId: manager, archivedOn: null, claudeUsers: 2 },
        current: sumCounters([row(1, null), row(10), row(2, null), row(20)]),
        previous: sumCounters([row(3, null), row(30)]),
      },
      {
        ...{ id: person(2), name: 'Person 2', managerId: person(1), archivedOn: null, claudeUsers: 0 },
        ...{ current: emptySums, previous: emptySums },
      },
      {
        ...{ id: person(3), name: 'Person 3', managerId: manager, archivedOn: '2026-11-02', claudeUsers: 1 },
        ...{ current: sumCounters([row(1_000)]), previous: sumCounters([row(1_000)]) },
      },
    ])
  })

  test('who left before the period’s first day is not in its team but in earlier ones; those below them stay in all', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const below = (manager: string) => ({ managerId: person(manager) })
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee('left before', { ...below('boss'), archivedOn: '2026-11-01' }),
      employee('left at once', { ...below('left before'), archivedOn: '2026-11-02' }),
      employee('stays', below('left before')),
    ])
    await storage.changeLinks(account, linkChanges({ set: [link(1, 'left before')] }))
    await storage.writeDay(account, token, reading('2026-11-01', [usageOf(1, { chat_messages: 3 })]))
    const viewer: Viewer = { accountId: account, employeeId: person('boss'), role: 'employee' }
    const those = [person('left at once'), person('stays')]
    for (const [span, ids] of [
      [period, those],
      [{ from: '2026-11-01', to: '2026-11-03' }, [...those, person('left before')]],
    ] as const) {
      for (const trend of [null, { stat: 'chat.messages', bucket: 'day' }] as const) {
        const team = await storage.sumTeamUsage(viewer, person('boss'), span, on, trend)
        expect(team?.members.map(({ id }) => id).sort()).toEqual(ids.toSorted())
      }
      expect((await storage.sumAdoption(viewer, span, 'day', on))?.people).toBe(ids.length)
    }
    // Whoever may see them still sees who is below them.
    const theirs = await storage.sumTeamUsage(viewer, person('left before'), period, on)
    expect(theirs?.manager.id).toBe(person('left before'))
    expect(theirs?.members.map(({ id }) => id).sort()).toEqual(those)
  })

  test('a trend has the sums of its stat’s counters by bucket, as far as there was activity and until they left', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const edits = (code_edits_accepted: number | null, code_edits_rejected: number) =>
      usageOf(1, { code_edits_accepted, code_edits_rejected, chat_messages: 5 })
    // A Friday, and from Monday to Wednesday of the next week.
    await storage.writeDay(account, token, reading('2026-10-30', [edits(9, 9)]))
    await storage.writeDay(account, token, reading('2026-11-02', [edits(3, 1), usageOf(2, { code_edits_accepted: 1 })]))
    await storage.writeDay(account, token, reading('2026-11-03', [edits(null, 2)]))
    await storage.writeDay(account, token, reading('2026-11-09', [edits(7, 0), usageOf(3)]))
    await storage.changeLinks(account, linkChanges({ set: [link(1, 1), link(2, 1), link(3, 2)] }))
    const manager = person('boss')
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee(1, { managerId: manager, archivedOn: '2026-11-08' }),
      employee(2, { managerId: manager }),
      employee(3, { managerId: manager }),
    ])
    const trendOf = async (bucket: 'day' | 'week' | 'month') => {
      const viewer = { accountId: account, employeeId: manager, role: 'employee' } as const
      const span = { from: '2026-11-02', to: '2026-11-10' } as const
      const trend = { stat: 'code.edit_acceptance_rate', bucket } as const
      const team = await storage.sumTeamUsage(viewer, manager, span, on, trend)
      return Object.fromEntries((team?.members ?? []).map(({ id, trend: sums }) => [id, sums]))
    }
    const sums = (accepted: number | null, rejected: number, unknown = 0) => ({
      sum: { code_edits_accepted: accepted, code_edits_rejected: rejected },
      unknown: { 'code.edit_acceptance_rate': unknown },
    })
    expect(await trendOf('day')).toEqual({
      [person(1)]: new Map([
        ['2026-11-02', sums(4, 1)],
        ['2026-11-03', sums(null, 2, 1)],
      ]),
      [person(2)]: new Map([['2026-11-09', sums(0, 0)]]),
      [person(3)]: new Map(),
    })
    expect((await trendOf('week'))[person(1)]).toEqual(new Map([['2026-11-02', sums(4, 3, 1)]]))
    expect((await trendOf('month'))[person(1)]).toEqual(new Map([['2026-11-02', sums(4, 3, 1)]]))
  })
}
