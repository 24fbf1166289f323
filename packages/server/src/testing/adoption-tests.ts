import {
  type ActiveCounts,
  addDays,
  computeAdoption,
  type Day,
  daysOf,
  type EmployeeId,
  type Engagement,
  eachAdoption,
  type Period,
  previousPeriod,
  type Viewer,
} from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { employee, lease, link, linkChanges, newAccount, person, reading, sorted, usageOf } from './fixtures.ts'
import type { TestGroup } from './runner.ts'

const on = '2026-11-20'
const period = { from: '2026-11-04', to: '2026-11-10' } as const
const counts = (given: Partial<ActiveCounts> = {}): ActiveCounts => ({ ...eachAdoption(() => 0), ...given })

interface Life {
  /** The days on which each of their claude users did something, some of which are not read. */
  readonly users: readonly (readonly Day[])[]
  readonly archivedOn: Day | null
}

/** What engagement is by its definition, person by person. */
const defined = (lives: readonly Life[], read: ReadonlySet<Day>, span: Period): Engagement => {
  const before = daysOf(previousPeriod(span))
  const now = daysOf(span)
  const readNow = now.filter((day) => read.has(day)).length
  if (readNow === 0) return { new: null, regular: null, occasional: null, lapsed: null }
  const isKnown = before.every((day) => read.has(day))
  const found = { new: 0, regular: 0, occasional: 0, lapsed: 0 }
  for (const { users, archivedOn } of lives) {
    const theirs = new Set(users.flat().filter((day) => read.has(day) && (archivedOn === null || day <= archivedOn)))
    const times = now.filter((day) => theirs.has(day)).length
    if (times === 0) {
      const isHere = archivedOn === null || archivedOn >= span.to
      if (isHere && before.some((day) => theirs.has(day))) found.lapsed += 1
    } else if (isKnown && [...theirs].every((day) => day >= span.from)) found.new += 1
    else found[times / readNow >= 2 / 7 ? 'regular' : 'occasional'] += 1
  }
  return isKnown ? found : { ...found, new: null, lapsed: null }
}

export const adoptionTests = ({ test, expect, fc }: TestGroup): void => {
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
    // On a day with two claude users they were active once; who left is not lapsed.
    expect(sorted(adoption?.engagement.active ?? [])).toEqual([
      { isNew: false, days: 1, people: 1 },
      { isNew: false, days: 2, people: 1 },
    ])
    expect(adoption?.engagement.lapsed).toBe(0)
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

  test('who is new, regular, occasional or lapsed is by the definition, person by person', async (storage) => {
    const first = addDays(period.from, -12)
    const span = fc.integer({ min: 1, max: 9 }).map(
      (length): Period => ({
        from: period.from,
        to: addDays(period.from, length - 1),
      }),
    )
    const day = fc.integer({ min: 0, max: 21 }).map((offset) => addDays(first, offset))
    const life = fc.record({
      // Often with a long time of nothing before the period, or in it.
      users: fc.array(fc.array(day, { maxLength: 5 }), { maxLength: 2 }),
      archivedOn: fc.option(day, { freq: 2 }),
    })
    const world = fc.record({
      span,
      lives: fc.array(life, { minLength: 1, maxLength: 12 }),
      unread: fc.array(day, { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(world, async ({ span, lives, unread }) => {
        const account = newAccount()
        const token = await lease(storage, account)
        const boss = { managerId: person('boss') }
        await storage.replaceDirectory(account, [
          employee('boss'),
          ...lives.map(({ archivedOn }, index) => employee(index, { ...boss, archivedOn })),
        ])
        const links = lives.flatMap(({ users }, index) => users.map((_, each) => link(`${index}-${each}`, index)))
        await storage.changeLinks(account, linkChanges({ set: links }))
        const read = new Set(daysOf({ from: first, to: addDays(first, 21) }).filter((each) => !unread.includes(each)))
        for (const each of read) {
          const usage = lives.flatMap(({ users }, index) =>
            users.map((days, number) => usageOf(`${index}-${number}`, { chat_messages: days.includes(each) ? 1 : 0 })),
          )
          await storage.writeDay(account, token, reading(each, usage))
        }
        const viewer: Viewer = { accountId: account, employeeId: person('boss'), role: 'employee' }
        const usage = await storage.sumAdoption(viewer, span, 'week', on)
        const answer = usage && computeAdoption({ ...usage, period: span, bucket: 'week', latestDay: null })
        expect(answer?.engagement).toEqual(defined(lives, read, span))
        const { new: added, regular, occasional } = answer?.engagement ?? {}
        if (regular !== null) expect((added ?? 0) + (regular ?? 0) + (occasional ?? 0)).toBe(answer?.active.any)
      }),
      { numRuns: 25 },
    )
  })
}
