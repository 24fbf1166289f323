import { type ActiveCounts, type EmployeeId, eachAdoption, type Viewer } from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { employee, lease, link, linkChanges, newAccount, person, reading, usageOf } from './fixtures.ts'
import type { TestGroup } from './runner.ts'

const on = '2026-11-20'
const period = { from: '2026-11-04', to: '2026-11-10' } as const
const counts = (given: Partial<ActiveCounts> = {}): ActiveCounts => ({ ...eachAdoption(() => 0), ...given })

export const adoptionTests = ({ test, expect }: TestGroup): void => {
  const see = async (
    storage: StorageAdapter,
    account: Viewer['accountId'],
    id: string,
    role: Viewer['role'] = 'employee',
  ) => storage.sumAdoption({ accountId: account, employeeId: person(id), role }, period, 'week', on)

  test('adoption is for those with someone below them and for admins; an empty directory has nobody in it', async (storage) => {
    const account = newAccount()
    expect((await see(storage, account, 'admin', 'admin'))?.people).toBe(0)
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee('report', { managerId: person('boss') }),
      employee('left', { archivedOn: on }),
      employee('theirs', { managerId: person('left') }),
      employee('one', { managerId: person('other') }),
      employee('other', { managerId: person('one') }),
    ])
    for (const id of ['report', 'left', 'theirs', 'one', 'stranger', '\0'])
      expect(await see(storage, account, id)).toBe(null)
    expect(await see(storage, account, 'left', 'admin')).toBe(null)
    expect((await see(storage, account, 'boss'))?.people).toBe(1)
    expect((await see(storage, account, 'report', 'admin'))?.people).toBe(6)
  })

  test('people count once, where they did anything while they were there; neither zero nor unknown is activity', async (storage) => {
    const account = newAccount()
    const token = await lease(storage, account)
    const boss = { managerId: person('boss') }
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee('twice', boss),
      employee('idle', boss),
      employee('leaver', { ...boss, archivedOn: '2026-11-05' }),
      employee('gone', { ...boss, archivedOn: '2026-11-03' }),
      employee('unlinked', boss),
    ])
    const links = [link('a', 'twice'), link('b', 'twice'), link('c', 'idle'), link('d', 'leaver'), link('e', 'gone')]
    await storage.changeLinks(account, linkChanges({ set: [...links, link('boss', 'boss')] }))
    const idle = usageOf('c', { chat_messages: null })
    const write = (day: `2026-${number}-${number}`, ...usage: ReturnType<typeof usageOf>[]) =>
      storage.writeDay(account, token, reading(day, [idle, usageOf('boss', { chat_messages: 1 }), ...usage]))
    await write('2026-11-09', usageOf('a', { chat_messages: 1 }), usageOf('b', { chat_messages: 4, excel_skills: 1 }))
    await write('2026-11-06', usageOf('d', { chat_messages: 1 }), usageOf('e', { chat_messages: 1 }))
    await write('2026-11-05', usageOf('d', { code_edits_rejected: 1 }), usageOf('a', { unified_artifacts: 1 }))
    await write('2026-11-03', usageOf('e', { connector_invocations: 2 }), usageOf('d', { chat_messages: 2 }))
    await write('2026-10-27', usageOf('a', { chat_messages: 2 }))

    const adoption = await see(storage, account, 'boss')
    expect(adoption?.people).toBe(4)
    expect(adoption?.linked).toBe(3)
    expect(adoption?.active).toEqual(counts({ any: 2, chat: 1, code: 1, excel: 1 }))
    expect(adoption?.previousActive).toEqual(counts({ any: 2, chat: 1, usage: 1 }))
    expect([...(adoption?.series ?? [])].sort()).toEqual([
      ['2026-11-04', counts({ any: 2, chat: 1, code: 1 })],
      ['2026-11-09', counts({ any: 1, chat: 1, excel: 1 })],
    ])
    expect(adoption?.days.map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-05', '2026-11-06', '2026-11-09'])
  })

  test('everyone is in one team: of who is right below the viewer, or below the top; circles are in none', async (storage) => {
    const account = newAccount()
    const below = (manager: string) => ({ managerId: person(manager) })
    await storage.replaceDirectory(account, [
      employee('ceo'),
      employee('own boss', below('own boss')),
      employee('orphan', below('unknown')),
      ...['a', 'b'].map((id) => employee(id, below('ceo'))),
      ...['a1', 'a2'].map((id) => employee(id, below('a'))),
      employee('a11', below('a1')),
      employee('c', below('own boss')),
      employee('d', below('orphan')),
      employee('one', below('other')),
      employee('other', below('one')),
      employee('under one', below('one')),
    ])
    const teams = async (id: string, role?: Viewer['role']) => {
      const adoption = await see(storage, account, id, role)
      return new Map(adoption?.teams.map(({ manager, people }) => [manager?.id ?? null, people]))
    }
    const all: [EmployeeId | null, number][] = [
      ...[[null, 6] as [null, number], [person('a'), 4] as [EmployeeId, number]],
      ...(['b', 'c', 'd'] as const).map((id): [EmployeeId, number] => [person(id), 1]),
    ]
    expect(await teams('anyone', 'admin')).toEqual(new Map(all))
    expect(await teams('ceo')).toEqual(
      new Map([
        [person('a'), 4],
        [person('b'), 1],
      ]),
    )
    expect(await teams('a')).toEqual(
      new Map([
        [person('a1'), 2],
        [person('a2'), 1],
      ]),
    )
    expect(await teams('one')).toEqual(new Map([[person('under one'), 1]]))
  })
}
