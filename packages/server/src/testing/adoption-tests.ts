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
  acquireLongLease,
  changeLinks,
  createAccountId,
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
const period = { from: '2026-11-04', to: '2026-11-10' } as const
/** Creates active counts that are 0 unless overridden. */
const createActiveCounts = (overrides: Partial<ActiveCounts> = {}): ActiveCounts => ({
  ...mapAdoptionIds(() => 0),
  ...overrides,
})

interface RandomPerson {
  /** The active days of each linked Claude user. Some of these days are not read. */
  readonly activeDays: readonly (readonly Day[])[]
  readonly archivedOn: Day | null
}

/** Computes engagement person by person, straight from its definition. */
const computeExpectedEngagement = (
  people: readonly RandomPerson[],
  readDays: ReadonlySet<Day>,
  period: Period,
): Engagement => {
  const previousDays = listDays(previousPeriod(period))
  const currentDays = listDays(period)
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
      const isEmployed = archivedOn === null || archivedOn >= period.to
      if (isEmployed && previousDays.some((day) => counted.has(day))) engagement.lapsed += 1
    } else if (isPreviousRead && [...counted].every((day) => day >= period.from)) engagement.new += 1
    else engagement[activeCount / readCount >= 2 / 7 ? 'regular' : 'occasional'] += 1
  }
  const isRead = readCount === currentDays.length
  return {
    ...engagement,
    new: isPreviousRead ? engagement.new : null,
    lapsed: isPreviousRead && isRead ? engagement.lapsed : null,
  }
}

export const registerAdoptionTests = ({ test, expect, fc }: TestContext): void => {
  const readAdoption = async (
    storage: StorageAdapter,
    account: Viewer['accountId'],
    id: string,
    role: 'employee' | 'admin' = 'employee',
  ) =>
    storage.sumAdoption(
      createViewer(account, id, role),
      role === 'admin' ? 'all' : { below: toEmployeeId(id) },
      { period, bucket: 'week' },
      today,
    )

  test('returns adoption only to managers and admins who are not archived, and counts nobody in an empty directory', async (storage) => {
    const account = createAccountId()
    expect((await readAdoption(storage, account, 'admin', 'admin'))?.people).toBe(0)
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createDirectReport('report', 'boss'),
      createEmployee('archived', { archivedOn: today }),
      createDirectReport('report of archived', 'archived'),
      createDirectReport('cycle 1', 'cycle 2'),
      createDirectReport('cycle 2', 'cycle 1'),
    ])
    for (const id of ['report', 'archived', 'report of archived', 'cycle 1', 'stranger', '\0'])
      expect(await readAdoption(storage, account, id)).toBe(null)
    expect(await readAdoption(storage, account, 'archived', 'admin')).toBe(null)
    expect((await readAdoption(storage, account, 'boss'))?.people).toBe(1)
    expect((await readAdoption(storage, account, 'report', 'admin'))?.people).toBe(6)
  })

  test('counts an employee once per product used while employed, and does not count 0 and null as activity', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.replaceDirectory(account, [
      createEmployee('boss'),
      createDirectReport('twice linked', 'boss'),
      createDirectReport('inactive', 'boss'),
      createDirectReport('left in period', 'boss', { archivedOn: '2026-11-05' }),
      createDirectReport('left before', 'boss', { archivedOn: '2026-11-03' }),
      createDirectReport('unlinked', 'boss'),
    ])
    const links = [
      createLink('a', 'twice linked'),
      createLink('b', 'twice linked'),
      createLink('c', 'inactive'),
      createLink('d', 'left in period'),
      createLink('e', 'left before'),
    ]
    await changeLinks(storage, account, createLinkChanges({ set: [...links, createLink('boss', 'boss')] }))
    const inactive = createUsageDay('c', { chat_messages: null })
    const writeDay = (day: `2026-${number}-${number}`, ...usage: ReturnType<typeof createUsageDay>[]) =>
      storage.writeDay(
        account,
        token,
        createDayReading(day, [inactive, createUsageDay('boss', { chat_messages: 1 }), ...usage]),
      )
    await writeDay(
      '2026-11-09',
      createUsageDay('a', { chat_messages: 1 }),
      createUsageDay('b', { chat_messages: 4, excel_skills: 1 }),
    )
    await writeDay('2026-11-06', createUsageDay('d', { chat_messages: 1 }), createUsageDay('e', { chat_messages: 1 }))
    await writeDay(
      '2026-11-05',
      createUsageDay('d', { code_edits_rejected: 1 }),
      createUsageDay('a', { unified_artifacts: 1 }),
    )
    await writeDay(
      '2026-11-03',
      createUsageDay('e', { connector_invocations: 2 }),
      createUsageDay('d', { chat_messages: 2 }),
    )
    await writeDay('2026-10-27', createUsageDay('a', { chat_messages: 2 }))

    const adoption = await readAdoption(storage, account, 'boss')
    expect(adoption?.people).toBe(4)
    expect(adoption?.linked).toBe(3)
    expect(adoption?.active).toEqual(createActiveCounts({ any: 2, chat: 1, code: 1, excel: 1 }))
    expect(adoption?.previousActive).toEqual(createActiveCounts({ any: 2, chat: 1, usage: 1 }))
    expect([...(adoption?.series ?? [])].sort()).toEqual([
      ['2026-11-04', createActiveCounts({ any: 2, chat: 1, code: 1 })],
      ['2026-11-09', createActiveCounts({ any: 1, chat: 1, excel: 1 })],
    ])
    // A day with two active Claude users counts once. Someone who left is not lapsed.
    expect(sortByJson(adoption?.engagement.active ?? [])).toEqual([
      { isNew: false, days: 1, people: 1 },
      { isNew: false, days: 2, people: 1 },
    ])
    expect(adoption?.engagement.lapsed).toBe(0)
    expect(adoption?.days.map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-05', '2026-11-06', '2026-11-09'])
  })

  test('divides people into teams, led by the direct reports of the viewer or, for admins, of the top-level employees', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [
      createEmployee('ceo'),
      createDirectReport('own boss', 'own boss'),
      createDirectReport('orphan', 'unknown'),
      ...['a', 'b'].map((id) => createDirectReport(id, 'ceo')),
      ...['a1', 'a2'].map((id) => createDirectReport(id, 'a')),
      createDirectReport('a11', 'a1'),
      createDirectReport('c', 'own boss'),
      createDirectReport('d', 'orphan'),
      createDirectReport('cycle 1', 'cycle 2'),
      createDirectReport('cycle 2', 'cycle 1'),
      createDirectReport('below cycle', 'cycle 1'),
    ])
    // The team without a manager has the managers of the teams, the top-level employees, and everyone in or below a
    // cycle of managers. A team has the same size as on its page, and an employee without reports has no team.
    const readTeamSizes = async (id: string, role?: 'employee' | 'admin') => {
      const adoption = await readAdoption(storage, account, id, role)
      return new Map(adoption?.teams.map(({ manager, people }) => [manager?.id ?? null, people]))
    }
    expect(await readTeamSizes('anyone', 'admin')).toEqual(
      new Map<EmployeeId | null, number>([
        [null, 10],
        [toEmployeeId('a'), 3],
      ]),
    )
    expect(await readTeamSizes('ceo')).toEqual(
      new Map<EmployeeId | null, number>([
        [null, 2],
        [toEmployeeId('a'), 3],
      ]),
    )
    expect(await readTeamSizes('a')).toEqual(
      new Map<EmployeeId | null, number>([
        [null, 2],
        [toEmployeeId('a1'), 1],
      ]),
    )
    expect(await readTeamSizes('cycle 1')).toEqual(new Map([[null, 1]]))
  })

  test('groups people by an attribute, and gives the active people of each group by bucket', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const createMember = (department: string, id: string) =>
      createDirectReport(id, 'boss', { attributes: { department, site: 'Bern' } })
    await storage.replaceDirectory(account, [
      createEmployee('boss', { attributes: { department: 'Sales' } }),
      createMember('Sales', 'ada'),
      createMember('Support', 'bob'),
      createDirectReport('cy', 'ada', { attributes: { site: 'Bern' } }),
    ])
    const links = ['ada', 'bob', 'cy', 'boss'].map((id) => createLink(id, id))
    await changeLinks(storage, account, createLinkChanges({ set: links }))
    const write = (day: Day, ...users: readonly string[]) =>
      storage.writeDay(
        account,
        token,
        createDayReading(
          day,
          users.map((user) => createUsageDay(user, { excel_skills: 1 })),
        ),
      )
    await write('2026-11-06', 'ada', 'cy', 'boss')
    await write('2026-11-09', 'ada', 'bob')
    const readGroups = async (viewer: Viewer, by: string) => {
      const scope = viewer.permissions.length > 0 ? 'all' : { below: viewer.employeeId }
      const usage = await storage.sumAdoption(viewer, scope, { period, bucket: 'week', by }, today)
      return Object.fromEntries(
        (usage?.teams ?? []).map(({ manager, value, people, series }) => [
          `${manager?.name ?? ''}${value}`,
          [people, ...['2026-11-04', '2026-11-09'].map((start) => series.get(start as Day)?.excel ?? 0)],
        ]),
      )
    }
    const admin = createViewer(account, 'stranger', 'admin')
    expect(await readGroups(admin, 'department')).toEqual({ Sales: [2, 2, 1], Support: [1, 0, 1], null: [1, 1, 0] })
    expect(await readGroups(createViewer(account, 'boss'), 'site')).toEqual({ Bern: [3, 2, 2] })
    for (const unknown of ['Department', 'constructor', '__proto__', '\0', "'"]) {
      expect(await readGroups(createViewer(account, 'boss'), unknown)).toEqual({ null: [3, 2, 2] })
    }
  })

  test('counts for each whole week the people who were employed in it, and how many of them were active', async (storage) => {
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const people = {
      ada: {},
      'started in second week': { startedOn: '2026-11-04' },
      'left in first week': { archivedOn: '2026-10-30' },
      'left before': { archivedOn: '2026-10-25' },
      'starts later': { startedOn: '2026-11-09' },
      unlinked: { startedOn: '2026-11-08' },
    } as const
    await storage.replaceDirectory(account, [
      createEmployee('ceo'),
      createDirectReport('boss', 'ceo'),
      ...Object.entries(people).map(([id, facts]) => createDirectReport(id, 'boss', facts)),
      createDirectReport('hidden', 'boss', { participation: 'totals' }),
    ])
    const linked = [...Object.keys(people), 'boss', 'hidden'].filter((id) => id !== 'unlinked')
    await changeLinks(storage, account, createLinkChanges({ set: linked.map((id) => createLink(id, id)) }))
    for (const day of listDays({ from: '2026-10-26', to: '2026-11-08' })) {
      const usage = linked.map((id) => createUsageDay(id, { chat_messages: 1 }))
      await storage.writeDay(account, token, createDayReading(day, usage))
    }
    const usage = await storage.sumAdoption(
      createViewer(account, 'ceo'),
      { below: toEmployeeId('ceo') },
      { period: { from: '2026-11-02', to: '2026-11-08' }, bucket: 'week' },
      today,
    )
    const listWeekCounts = (
      team: { readonly weeks: ReadonlyMap<Day, { people: number; active: ActiveCounts }> } | null,
    ) =>
      [...(team?.weeks ?? [])].sort().map(([monday, week]) => [monday, week.people, week.active.any, week.active.chat])
    const team = usage?.teams.find(({ manager }) => manager !== null) ?? null
    expect(listWeekCounts(team)).toEqual([
      ['2026-10-26', 2, 2, 2],
      ['2026-11-02', 3, 2, 2],
    ])
    // These counts include the manager of the team.
    expect(listWeekCounts(usage)).toEqual([
      ['2026-10-26', 3, 3, 3],
      ['2026-11-02', 4, 3, 3],
    ])
  })

  test('counts new, regular, occasional and lapsed employees as defined, for random activity', async (storage) => {
    const firstDay = addDays(period.from, -12)
    const randomPeriod = fc.integer({ min: 1, max: 9 }).map(
      (length): Period => ({
        from: period.from,
        to: addDays(period.from, length - 1),
      }),
    )
    const randomDay = fc.integer({ min: 0, max: 21 }).map((offset) => addDays(firstDay, offset))
    const randomPerson = fc.record({
      // Everyone has few active days, so that many people are new or lapsed.
      activeDays: fc.array(fc.array(randomDay, { maxLength: 5 }), { maxLength: 2 }),
      archivedOn: fc.option(randomDay, { freq: 2 }),
    })
    const randomCase = fc.record({
      randomPeriod,
      people: fc.array(randomPerson, { minLength: 1, maxLength: 12 }),
      unreadDays: fc.array(randomDay, { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(randomCase, async ({ randomPeriod, people, unreadDays }) => {
        const account = createAccountId()
        const token = await acquireLongLease(storage, account)
        await storage.replaceDirectory(account, [
          createEmployee('boss'),
          ...people.map(({ archivedOn }, index) => createDirectReport(index, 'boss', { archivedOn })),
        ])
        const links = people.flatMap(({ activeDays }, index) =>
          activeDays.map((_, number) => createLink(`${index}-${number}`, index)),
        )
        await changeLinks(storage, account, createLinkChanges({ set: links }))
        const readDays = new Set(
          listDays({ from: firstDay, to: addDays(firstDay, 21) }).filter((readDay) => !unreadDays.includes(readDay)),
        )
        for (const readDay of readDays) {
          const usage = people.flatMap(({ activeDays }, index) =>
            activeDays.map((days, number) =>
              createUsageDay(`${index}-${number}`, { chat_messages: days.includes(readDay) ? 1 : 0 }),
            ),
          )
          await storage.writeDay(account, token, createDayReading(readDay, usage))
        }
        const viewer = createViewer(account, 'boss')
        const usage = await storage.sumAdoption(
          viewer,
          { below: viewer.employeeId },
          { period: randomPeriod, bucket: 'week' },
          today,
        )
        const adoption = usage && computeAdoption({ ...usage, period: randomPeriod, bucket: 'week', latestDay: null })
        expect(adoption?.engagement).toEqual(computeExpectedEngagement(people, readDays, randomPeriod))
        const { new: added, regular, occasional } = adoption?.engagement ?? {}
        if (regular !== null) expect((added ?? 0) + (regular ?? 0) + (occasional ?? 0)).toBe(adoption?.active.any)
      }),
      { numRuns: 25 },
    )
  })
}
