import {
  addDays,
  type Day,
  type EmployeeId,
  type Engagement,
  listDays,
  type Period,
  previousPeriod,
  type Viewer,
} from '@windmill/claude-core'
import { type ActiveCounts, computeAdoption, mapAdoptionIds } from '@windmill/claude-core/internal'
import type { StorageAdapter } from '../storage/adapter.ts'
import {
  changeLinks,
  dayReading,
  employee,
  link,
  linkChanges,
  newAccount,
  personId,
  sortByJson,
  takeLease,
  usageRow,
} from './fixtures.ts'
import type { TestGroup } from './test-runner.ts'

const today = '2026-11-20'
const period = { from: '2026-11-04', to: '2026-11-10' } as const
/** Active counts that are 0 unless given. */
const activeCounts = (given: Partial<ActiveCounts> = {}): ActiveCounts => ({ ...mapAdoptionIds(() => 0), ...given })

interface RandomPerson {
  /** The active days of each linked Claude user. Some of these days are not read. */
  readonly activeDays: readonly (readonly Day[])[]
  readonly archivedOn: Day | null
}

/** Computes engagement person by person, straight from its definition. */
const computeExpectedEngagement = (
  people: readonly RandomPerson[],
  readDays: ReadonlySet<Day>,
  span: Period,
): Engagement => {
  const previousDays = listDays(previousPeriod(span))
  const currentDays = listDays(span)
  const readCount = currentDays.filter((day) => readDays.has(day)).length
  if (readCount === 0) return { new: null, regular: null, occasional: null, lapsed: null }
  const isPreviousRead = previousDays.every((day) => readDays.has(day))
  const engagement = { new: 0, regular: 0, occasional: 0, lapsed: 0 }
  for (const { activeDays, archivedOn } of people) {
    const counted = new Set(
      activeDays.flat().filter((day) => readDays.has(day) && (archivedOn === null || day <= archivedOn)),
    )
    const activeCount = currentDays.filter((day) => counted.has(day)).length
    if (activeCount === 0) {
      const isEmployed = archivedOn === null || archivedOn >= span.to
      if (isEmployed && previousDays.some((day) => counted.has(day))) engagement.lapsed += 1
    } else if (isPreviousRead && [...counted].every((day) => day >= span.from)) engagement.new += 1
    else engagement[activeCount / readCount >= 2 / 7 ? 'regular' : 'occasional'] += 1
  }
  return isPreviousRead ? engagement : { ...engagement, new: null, lapsed: null }
}

export const adoptionTests = ({ test, expect, fc }: TestGroup): void => {
  const readAdoption = async (
    storage: StorageAdapter,
    account: Viewer['accountId'],
    id: string,
    role: Viewer['role'] = 'employee',
  ) => storage.sumAdoption({ accountId: account, employeeId: personId(id), role }, period, 'week', today)

  test('gives adoption only to managers and admins, and counts no one in an empty directory', async (storage) => {
    const account = newAccount()
    expect((await readAdoption(storage, account, 'admin', 'admin'))?.people).toBe(0)
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee('report', { managerId: personId('boss') }),
      employee('left', { archivedOn: today }),
      employee('report of left', { managerId: personId('left') }),
      employee('one', { managerId: personId('other') }),
      employee('other', { managerId: personId('one') }),
    ])
    for (const id of ['report', 'left', 'report of left', 'one', 'stranger', '\0'])
      expect(await readAdoption(storage, account, id)).toBe(null)
    expect(await readAdoption(storage, account, 'left', 'admin')).toBe(null)
    expect((await readAdoption(storage, account, 'boss'))?.people).toBe(1)
    expect((await readAdoption(storage, account, 'report', 'admin'))?.people).toBe(6)
  })

  test('counts people once per product they used while employed; zero and null are not activity', async (storage) => {
    const account = newAccount()
    const token = await takeLease(storage, account)
    const underBoss = { managerId: personId('boss') }
    await storage.replaceDirectory(account, [
      employee('boss'),
      employee('twice', underBoss),
      employee('idle', underBoss),
      employee('leaver', { ...underBoss, archivedOn: '2026-11-05' }),
      employee('gone', { ...underBoss, archivedOn: '2026-11-03' }),
      employee('unlinked', underBoss),
    ])
    const links = [link('a', 'twice'), link('b', 'twice'), link('c', 'idle'), link('d', 'leaver'), link('e', 'gone')]
    await changeLinks(storage, account, linkChanges({ set: [...links, link('boss', 'boss')] }))
    const idle = usageRow('c', { chat_messages: null })
    const write = (day: `2026-${number}-${number}`, ...usage: ReturnType<typeof usageRow>[]) =>
      storage.writeDay(account, token, dayReading(day, [idle, usageRow('boss', { chat_messages: 1 }), ...usage]))
    await write('2026-11-09', usageRow('a', { chat_messages: 1 }), usageRow('b', { chat_messages: 4, excel_skills: 1 }))
    await write('2026-11-06', usageRow('d', { chat_messages: 1 }), usageRow('e', { chat_messages: 1 }))
    await write('2026-11-05', usageRow('d', { code_edits_rejected: 1 }), usageRow('a', { unified_artifacts: 1 }))
    await write('2026-11-03', usageRow('e', { connector_invocations: 2 }), usageRow('d', { chat_messages: 2 }))
    await write('2026-10-27', usageRow('a', { chat_messages: 2 }))

    const adoption = await readAdoption(storage, account, 'boss')
    expect(adoption?.people).toBe(4)
    expect(adoption?.linked).toBe(3)
    expect(adoption?.active).toEqual(activeCounts({ any: 2, chat: 1, code: 1, excel: 1 }))
    expect(adoption?.previousActive).toEqual(activeCounts({ any: 2, chat: 1, usage: 1 }))
    expect([...(adoption?.series ?? [])].sort()).toEqual([
      ['2026-11-04', activeCounts({ any: 2, chat: 1, code: 1 })],
      ['2026-11-09', activeCounts({ any: 1, chat: 1, excel: 1 })],
    ])
    // A day with two active Claude users counts once. Someone who left is not lapsed.
    expect(sortByJson(adoption?.engagement.active ?? [])).toEqual([
      { isNew: false, days: 1, people: 1 },
      { isNew: false, days: 2, people: 1 },
    ])
    expect(adoption?.engagement.lapsed).toBe(0)
    expect(adoption?.days.map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-05', '2026-11-06', '2026-11-09'])
  })

  test('puts everyone in one team, led by a direct report or, for admins, by someone directly below the top', async (storage) => {
    const account = newAccount()
    const below = (manager: string) => ({ managerId: personId(manager) })
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
    // The team without a manager holds those at the top and everyone on or below a management cycle.
    const readTeamSizes = async (id: string, role?: Viewer['role']) => {
      const adoption = await readAdoption(storage, account, id, role)
      return new Map(adoption?.teams.map(({ manager, people }) => [manager?.id ?? null, people]))
    }
    expect(await readTeamSizes('anyone', 'admin')).toEqual(
      new Map<EmployeeId | null, number>([
        [null, 6],
        [personId('a'), 4],
        [personId('b'), 1],
        [personId('c'), 1],
        [personId('d'), 1],
      ]),
    )
    expect(await readTeamSizes('ceo')).toEqual(
      new Map([
        [personId('a'), 4],
        [personId('b'), 1],
      ]),
    )
    expect(await readTeamSizes('a')).toEqual(
      new Map([
        [personId('a1'), 2],
        [personId('a2'), 1],
      ]),
    )
    expect(await readTeamSizes('one')).toEqual(new Map([[personId('under one'), 1]]))
  })

  test('counts new, regular, occasional and lapsed people as defined, for random activity', async (storage) => {
    const first = addDays(period.from, -12)
    const span = fc.integer({ min: 1, max: 9 }).map(
      (length): Period => ({
        from: period.from,
        to: addDays(period.from, length - 1),
      }),
    )
    const day = fc.integer({ min: 0, max: 21 }).map((offset) => addDays(first, offset))
    const randomPerson = fc.record({
      // Few days, so that many people are inactive for long before or during the period.
      activeDays: fc.array(fc.array(day, { maxLength: 5 }), { maxLength: 2 }),
      archivedOn: fc.option(day, { freq: 2 }),
    })
    const randomCase = fc.record({
      span,
      people: fc.array(randomPerson, { minLength: 1, maxLength: 12 }),
      unreadDays: fc.array(day, { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(randomCase, async ({ span, people, unreadDays }) => {
        const account = newAccount()
        const token = await takeLease(storage, account)
        const underBoss = { managerId: personId('boss') }
        await storage.replaceDirectory(account, [
          employee('boss'),
          ...people.map(({ archivedOn }, index) => employee(index, { ...underBoss, archivedOn })),
        ])
        const links = people.flatMap(({ activeDays }, index) =>
          activeDays.map((_, number) => link(`${index}-${number}`, index)),
        )
        await changeLinks(storage, account, linkChanges({ set: links }))
        const readDays = new Set(
          listDays({ from: first, to: addDays(first, 21) }).filter((each) => !unreadDays.includes(each)),
        )
        for (const each of readDays) {
          const usage = people.flatMap(({ activeDays }, index) =>
            activeDays.map((days, number) =>
              usageRow(`${index}-${number}`, { chat_messages: days.includes(each) ? 1 : 0 }),
            ),
          )
          await storage.writeDay(account, token, dayReading(each, usage))
        }
        const viewer: Viewer = { accountId: account, employeeId: personId('boss'), role: 'employee' }
        const usage = await storage.sumAdoption(viewer, span, 'week', today)
        const adoption = usage && computeAdoption({ ...usage, period: span, bucket: 'week', latestDay: null })
        expect(adoption?.engagement).toEqual(computeExpectedEngagement(people, readDays, span))
        const { new: added, regular, occasional } = adoption?.engagement ?? {}
        if (regular !== null) expect((added ?? 0) + (regular ?? 0) + (occasional ?? 0)).toBe(adoption?.active.any)
      }),
      { numRuns: 25 },
    )
  })
}
