import {
  type ClaudeUserId,
  type Day,
  type Employee,
  employeeId,
  type LinkRequest,
  type Participation,
  type Permission,
  permissions,
} from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { ClaudeEvent } from '../events/claude-event.ts'
import type { HostViewer } from '../host-viewer.ts'
import { findLastLinked, listLikelyOwners } from '../people/list-likely-owners.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import type { SchedulerJobs } from '../sync/scheduler.ts'
import { createSyncHost, plaintextVault } from '../test/sync-host.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import {
  createDayReading,
  createDirectReport,
  createEmployee,
  createUsageDay,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from '../testing/fixtures.ts'
import type { StatsRow } from './build-stats-rows.ts'

const today: Day = '2026-11-22'
const latestDay: Day = '2026-11-20'
const days: readonly Day[] = ['2026-10-20', '2026-11-02', '2026-11-10', '2026-11-19']
const periods = [
  { from: '2026-11-01', to: '2026-11-20' },
  { from: '2026-11-01', to: '2026-11-05' },
  { from: '2026-11-19', to: '2026-11-19' },
] as const

/** The manager of each employee. `subject` has people above, beside and below. */
const managers: Readonly<Record<string, string | null>> = {
  top: null,
  lead: 'top',
  subject: 'lead',
  peer: 'lead',
  report: 'subject',
  below: 'report',
  other: 'top',
}
const ids = Object.keys(managers)
/** Each employee has a Claude user with their address, and `subject` has one more, with an address that nobody has. */
const users = [...ids, 'alias']
const emails = { alias: 'somebody@elsewhere.example' }

interface HostData {
  /** Chat messages of each Claude user on each of `days`. Null means that no row is stored. */
  readonly messages: Readonly<Record<string, readonly (number | null)[]>>
  readonly facts: Readonly<Record<string, Partial<Employee>>>
}

/** Returns the usage of several products on a day with so many chat messages. */
const toCounters = (messages: number) => ({
  chat_messages: messages,
  ...(messages > 0 && { code_edits_accepted: messages, code_edits_rejected: 1, excel_sessions: 1 }),
})

const createEntry = (id: string, facts: Partial<Employee> = {}): Employee => {
  const manager = managers[id]
  return manager ? createDirectReport(id, manager, facts) : createEmployee(id, facts)
}

interface Host extends TestHost {
  readonly clock: ReturnType<typeof createVirtualClock>
  /** Returns all events that the host has received, without their random ids. */
  readonly readEvents: () => Promise<readonly unknown[]>
  /** Changes employees in the host's directory, and pushes them to the integration. */
  readonly upsert: (...employees: readonly Employee[]) => Promise<void>
}

const createHost = async ({ messages, facts }: HostData): Promise<Host> => {
  const clock = createVirtualClock(Date.parse(`${today}T15:00:00Z`))
  const directory = new Map(ids.map((id) => [id, createEntry(id, facts[id])]))
  const events: Omit<ClaudeEvent, 'id'>[] = []
  let jobs: SchedulerJobs | undefined
  const host = createTestHost({
    clock,
    directory: { listEmployees: () => [...directory.values()] },
    scheduler: {
      start: async (given) => {
        jobs = given
      },
      request: async () => {},
      getNextRunAt: () => null,
      stop: async () => {},
    },
    onEvent: ({ id: _, ...event }) => void events.push(event),
  })
  await host.claude.start()
  for (const [index, day] of days.entries()) {
    const usage = users.flatMap((id) => {
      const count = messages[id]?.[index]
      return count == null ? [] : [[id, toCounters(count)] as const]
    })
    await storeDay(host.storage, day, Object.fromEntries(usage), latestDay, emails)
  }
  await host.claude.directory.refresh(acme)
  await host.claude.links
    .decide(acme, 'user_alias', { decision: 'link', employeeId: 'subject' }, { by: 'host' })
    .catch(() => {})
  return {
    ...host,
    clock,
    async readEvents() {
      await jobs?.syncRequestedAccounts()
      const listWaiting = () => host.storage.listAccountsWithUnsentEntries(0)
      await vi.waitFor(async () => expect(await listWaiting()).toEqual([]), { timeout: 10_000, interval: 1 })
      return sortByJson(events)
    },
    async upsert(...employees) {
      for (const employee of employees) directory.set(employee.id, employee)
      await host.claude.directory.upsert(acme, employees)
    },
  }
}

/** Returns the answer, or the code of the problem. */
const readAnswerOrProblem = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    const answer = await call
    return answer instanceof ReadableStream ? await new Response(answer).text() : answer
  } catch (error) {
    const { code, field } = error as { readonly code?: string; readonly field?: string }
    if (code === undefined) throw error
    return { code, field }
  }
}

/** Reads all pages of a log. Entries of the same time come in random order, so they are sorted. */
const readPages = async <Page extends { readonly entries: readonly unknown[]; readonly next: string | null }>(
  readPage: (page?: string) => Promise<Page>,
): Promise<unknown> => {
  const firstPage = await readPage()
  const entries: unknown[] = []
  for (let page = firstPage; ; page = await readPage(page.next)) {
    entries.push(...page.entries)
    if (page.next === null) return { ...firstPage, next: null, entries: sortByJson(entries) }
  }
}

const trends = [
  ['chat.messages', 'week'],
  ['code.edit_acceptance_rate', 'day'],
] as const

/** Reads what the host's own tables get from a cursor on. */
const readFeed = async ({ stats }: Host['claude'], after: string | null) => {
  const { cursor: _, ...changes } = await stats.changes(acme, { after })
  const rows: StatsRow[] = []
  for await (const page of stats.read(acme, changes)) rows.push(...page)
  return { changes, rows: sortByJson(rows) }
}

/** Calls every reading function of `claude.api` as a viewer, with all ids. */
const readEverything = async ({ claude, clock }: Host, viewer: HostViewer): Promise<Record<string, unknown>> => {
  const { api } = claude
  const answers: Record<string, unknown> = {}
  const read = async (name: string, call: Promise<unknown>) => {
    // Log entries of the same time are listed in random order.
    clock.set(clock.now() + 1)
    answers[name] = await readAnswerOrProblem(call)
  }
  await read('viewer', api.viewer(viewer))
  await read('connection', api.connection(viewer))
  for (const period of periods) {
    for (const scope of [undefined, 'company', ...ids]) {
      await read(`adoption ${scope} ${period.to}`, api.adoption(viewer, { ...period, bucket: 'week', scope }))
      const byDepartment = { ...period, bucket: 'day', by: 'department', scope } as const
      await read(`adoption by department ${scope} ${period.to}`, api.adoption(viewer, byDepartment))
      await read(`export ${scope} ${period.to}`, api.exportCsv(viewer, { ...period, scope }))
    }
    for (const id of ids) {
      await read(`stats ${id} ${period.to}`, api.employeeStats(viewer, id, { ...period, bucket: 'day' }))
      await read(`days ${id} ${period.to}`, api.employeeDays(viewer, id, period))
      await read(`observations ${id} ${period.to}`, api.observations(viewer, id, period))
      for (const [trend, bucket] of trends) {
        await read(`team ${id} ${trend} ${period.to}`, api.teamStats(viewer, id, { ...period, trend, bucket }))
      }
    }
  }
  await read('totals', api.totals(viewer))
  await read('reconciliation', api.reconciliation(viewer))
  await read('findings', api.reconciliationFindings(viewer))
  await read('feed', readFeed(claude, null))
  await read(
    'log',
    readPages((page) => api.log(viewer, { page })),
  )
  const readData = async (id: string) => {
    const { logAbout, logBy, ...data } = await api.employeeData(viewer, id)
    return { ...data, logAbout: sortByJson(logAbout), logBy: sortByJson(logBy) }
  }
  for (const id of ids) await read(`data ${id}`, readData(id))
  for (const id of ids)
    await read(
      `access ${id}`,
      readPages((page) => api.access(viewer, id, { page })),
    )
  for (const id of [...users, 'nobody']) {
    await read(`claude user ${id}`, api.claudeUser(viewer, `user_${id}`))
    await read(`found users ${id}`, api.claudeUsers(viewer, { search: id }))
    await read(`found employees ${id}`, api.employees(viewer, { search: id }))
  }
  for (const state of [undefined, 'unmatched', 'conflict', 'flagged', 'ignored', 'matched'] as const) {
    await read(`claude users ${state}`, api.claudeUsers(viewer, { state }))
  }
  return answers
}

/** Picks the answers with figures. */
const pickFigures = (answers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(answers).filter(([name]) => /^(adoption|export|stats|observations|team|totals|feed)\b/.test(name)),
  )

const anyMessages = fc.tuple(...days.map(() => fc.constantFrom(null, 0, 1, 500)))
const anyUsage = fc
  .tuple(...users.map(() => anyMessages))
  .map((all) => Object.fromEntries(users.map((id, index) => [id, all[index] ?? []])))
/** Adds a row of zeros on the first day, so that every Claude user exists. */
const addFirstDay = (messages: HostData['messages']): HostData['messages'] =>
  Object.fromEntries(users.map((id) => [id, [0, ...(messages[id] ?? []).slice(1)]]))
const anyFacts = fc
  .tuple(
    ...ids.map(() =>
      fc.record({
        archivedOn: fc.constantFrom<(Day | null)[]>(null, null, null, '2026-11-05'),
        startedOn: fc.constantFrom<(Day | null)[]>(null, null, '2026-11-02', '2026-11-06'),
        participation: fc.constantFrom<Participation[]>('included', 'included', 'included', 'totals', 'excluded'),
        attributes: fc.constantFrom({}, { department: 'Sales' }, { department: 'Support' }),
        // Reporting lines may be cyclic.
        otherManager: fc.constantFrom<(string | undefined)[]>(undefined, undefined, undefined, 'nobody', ...ids),
      }),
    ),
  )
  .map((all) => Object.fromEntries(ids.map((id, index) => [id, all[index] ? toFacts(all[index]) : {}])))
const toFacts = ({ otherManager, ...facts }: Partial<Employee> & { readonly otherManager: string | undefined }) => ({
  ...facts,
  ...(otherManager !== undefined && { managerId: otherManager === 'nobody' ? null : employeeId(otherManager) }),
})
/** Any viewer but the subject, with any combination of permissions and of managers to stand in for. */
const anyViewer: fc.Arbitrary<HostViewer> = fc.record({
  accountId: fc.constant(acme as string),
  employeeId: fc.constantFrom(...ids.filter((id) => id !== 'subject'), 'stranger'),
  permissions: fc.oneof(
    fc.constant<readonly Permission[]>([]),
    fc.constantFrom(...permissions.map((permission) => [permission])),
    fc.constant(permissions),
    fc.subarray([...permissions]),
  ),
  actsFor: fc.subarray(['subject', 'lead', 'top']),
})
const anyLimited = fc.constantFrom<Participation[]>('totals', 'excluded')

const anyRequest: fc.Arbitrary<LinkRequest> = fc.oneof(
  fc.constantFrom<LinkRequest[]>(
    { decision: 'unlink' },
    { decision: 'ignore' },
    { decision: 'automatic' },
    { decision: 'undo' },
  ),
  fc.constantFrom(...ids).map((id): LinkRequest => ({ decision: 'link', employeeId: id })),
)
/** A decision of a person about a link, or a directory in which somebody else gets the subject's address. */
const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      user: fc.constantFrom(...users),
      request: anyRequest,
      by: fc.constantFrom('other', 'peer', 'matcher'),
    }),
  },
  { weight: 1, arbitrary: fc.constant('pass the address on' as const) },
)
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

/** Applies a step, and returns the answer to whoever made it. */
const applyStep = async ({ claude, upsert }: Host, step: Step, subject: Employee): Promise<unknown> => {
  if (step !== 'pass the address on') {
    const viewer: HostViewer = { accountId: acme, employeeId: step.by, permissions: ['users:match', 'people:view'] }
    return await readAnswerOrProblem(claude.api.decideLink(viewer, `user_${step.user}`, step.request))
  }
  await upsert({ ...subject, emails: [] }, createEntry('peer', { emails: ['peer@example.com', 'subject@example.com'] }))
  return null
}

/** Lists the Claude users that may be the subject's, by the stored links and their history. */
const listUsersOfSubject = async ({ storage }: TestHost): Promise<readonly string[]> => {
  const links = new Map((await storage.listLinks(acme)).map((link) => [link.claudeUserId, link.employeeId]))
  const areOwned = await Promise.all(
    users.map(async (id) => {
      const claudeUserId: ClaudeUserId = toClaudeUserId(id)
      const changes = await storage.listLinkChanges(acme, claudeUserId)
      const addressOwners = id === 'alias' ? [] : [toEmployeeId(id)]
      return listLikelyOwners(links.get(claudeUserId), addressOwners, findLastLinked(changes)).includes(
        employeeId('subject'),
      )
    }),
  )
  return users.filter((_, index) => areOwned[index])
}

test('the tests below call every function of claude.api that reads', async () => {
  const called = new Set<string>()
  const host = await createHost({ messages: {}, facts: {} })
  const api = new Proxy(host.claude.api, {
    get: (target, name, receiver) => {
      called.add(String(name))
      return Reflect.get(target, name, receiver)
    },
  })
  await readEverything(
    { ...host, claude: { ...host.claude, api } },
    { accountId: acme, employeeId: 'top', role: 'admin' },
  )
  const writes = ['connect', 'decideLink', 'disconnect', 'invite', 'requestReconciliation', 'revokeInvitation', 'sync']
  // A preview has a test of its own, since it reads from Claude.
  expect([...called, ...writes, 'preview'].sort()).toEqual(Object.keys(host.claude.api).sort())
})

describe('the usage of someone who counts in the totals only, or is excluded', () => {
  test('changes no answer to anyone else, no event and no message to the logger', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyUsage,
        anyUsage,
        anyFacts,
        anyLimited,
        anyViewer,
        async (usage, otherUsage, facts, limited, viewer) => {
          const hidden = { ...facts, subject: { ...facts.subject, participation: limited } }
          const observe = async ({ subject = [], alias = [] }: HostData['messages']) => {
            const messages = { ...usage, subject, alias }
            const host = await createHost({ messages, facts: hidden })
            const answers = await readEverything(host, viewer)
            return { answers, events: await host.readEvents(), log: host.log }
          }
          const observed = await observe(addFirstDay(usage))
          expect(await observe(addFirstDay(otherUsage))).toEqual(observed)
          // No figure depends on whether the subject has Claude users. Viewers with `users:match` see the Claude users
          // of someone who counts in the totals only, and the log has an entry about the Claude users of someone
          // excluded.
          const withoutUsers = (await observe({})).answers
          expect(pickFigures(withoutUsers)).toEqual(pickFigures(observed.answers))
          if (limited === 'excluded' && !viewer.permissions?.includes('audit:view'))
            expect(withoutUsers).toEqual(observed.answers)
        },
      ),
      { numRuns: 10 },
    )
  })

  test('changes no answer to anyone else, no event and no message to the logger, whichever links change before and after the participation', async () => {
    const anyCase = fc.record({
      usage: anyUsage,
      otherUsage: anyUsage,
      before: fc.array(anyStep, { maxLength: 4 }),
      after: fc.array(anyStep, { minLength: 1, maxLength: 5 }),
      limited: anyLimited,
      viewer: anyViewer,
      facts: anyFacts,
    })
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ usage, otherUsage, before, after, limited, viewer, facts }) => {
        const messagesOfAll = addFirstDay(usage)
        const included = createEntry('subject', { ...facts.subject, participation: 'included' })
        const subject = { ...included, participation: limited }
        const playSteps = async (messages: HostData['messages']) => {
          const host = await createHost({ messages, facts: { ...facts, subject: included } })
          for (const step of before) await applyStep(host, step, included)
          const ownedUsers = await listUsersOfSubject(host)
          await host.upsert(subject)
          const { cursor } = await host.claude.stats.changes(acme)
          const answers: unknown[] = []
          for (const step of after) {
            answers.push(await applyStep(host, step, subject), await readFeed(host.claude, cursor))
            for (const scope of ['company', 'lead'] as const) {
              answers.push(await readAnswerOrProblem(host.claude.api.adoption(viewer, { ...periods[0], scope })))
            }
          }
          answers.push(await readEverything(host, viewer), await host.readEvents(), host.log)
          return { ownedUsers, answers }
        }
        const firstRun = await playSteps(messagesOfAll)
        const changed = Object.fromEntries(
          firstRun.ownedUsers.map((id) => [id, addFirstDay(otherUsage)[id] ?? []] as const),
        )
        expect((await playSteps({ ...messagesOfAll, ...changed })).answers).toEqual(firstRun.answers)
      }),
      { numRuns: 10 },
    )
  })
})

const period = { ...periods[0], bucket: 'day' } as const
const createViewer = (id: string, ...viewerPermissions: readonly Permission[]): HostViewer => ({
  accountId: acme,
  employeeId: id,
  permissions: viewerPermissions,
})
const usedByAll = Object.fromEntries(users.map((id) => [id, [3, 3, 3, 3]]))
const createHostWith = (participation: Participation, messages: HostData['messages'] = usedByAll) =>
  createHost({ messages, facts: { subject: { participation } } })

describe('the figures of someone who counts in the totals only', () => {
  const deputy = { ...createViewer('other'), actsFor: ['lead'] }
  const viewersAbove = [createViewer('lead'), createViewer('top'), createViewer('stranger', ...permissions), deputy]

  test('are shown only to that person, and everyone above gets figures_not_shown, with or without a Claude account', async () => {
    for (const messages of [usedByAll, { ...usedByAll, subject: [], alias: [] }]) {
      const host = await createHostWith('totals', messages)
      for (const viewer of viewersAbove) {
        expect(await readAnswerOrProblem(host.claude.api.employeeStats(viewer, 'subject', period))).toEqual({
          code: 'figures_not_shown',
        })
      }
      for (const viewer of [createViewer('peer'), createViewer('report'), createViewer('stranger')]) {
        expect(await readAnswerOrProblem(host.claude.api.employeeStats(viewer, 'subject', period))).toEqual({
          code: 'not_found',
        })
      }
    }
    const { api } = (await createHostWith('totals')).claude
    const own = await api.employeeStats(createViewer('subject'), 'subject', period)
    expect([own.stats['chat.messages'].value, own.participation]).toEqual([9 + 9, 'totals'])
    expect(await api.access(createViewer('subject'), 'subject')).toMatchObject({ managers: [], onlySelf: true })
    expect(await api.access(createViewer('peer'), 'peer')).not.toHaveProperty('onlySelf')
  })

  test('are left out of teams and adoption, which say how many people are left out', async () => {
    const { api } = (await createHostWith('totals')).claude
    const team = await api.teamStats(createViewer('lead'), 'lead', period)
    expect([team.people.map(({ id }) => String(id)).sort(), team.notShown]).toEqual([['below', 'peer', 'report'], 1])
    const { people, linked, active, notShown, excluded } = await api.adoption(createViewer('lead'), period)
    expect([people, linked, active.any, notShown, excluded]).toEqual([3, 3, 3, 1, null])
    // Everyone above still sees the people below the subject, and so does the subject.
    expect((await api.teamStats(createViewer('subject'), 'subject', period)).people).toHaveLength(2)
    expect((await api.teamStats(createViewer('lead'), 'subject', period)).people).toHaveLength(2)
  })

  test('disappear and come back with the first request after the directory changes the participation', async () => {
    const host = await createHostWith('included')
    const read = async () => {
      const answer = await readAnswerOrProblem(host.claude.api.employeeStats(createViewer('lead'), 'subject', period))
      return (answer as { readonly code?: string }).code ?? 'shown'
    }
    for (const [participation, answer] of [
      ['included', 'shown'],
      ['totals', 'figures_not_shown'],
      ['excluded', 'shown'],
      ['totals', 'figures_not_shown'],
      ['included', 'shown'],
    ] as const) {
      await host.upsert(createEntry('subject', { participation }))
      expect([participation, await read()]).toEqual([participation, answer])
    }
  })
})

test('an excluded person looks like someone without a Claude account, and reads the reason on their own page', async () => {
  const { claude } = await createHostWith('excluded')
  const withoutUsers = await createHost({ messages: { ...usedByAll, subject: [], alias: [] }, facts: {} })
  for (const viewer of [createViewer('lead'), createViewer('stranger', 'people:view')]) {
    const answer = await claude.api.employeeStats(viewer, 'subject', period)
    expect(answer).toEqual(await withoutUsers.claude.api.employeeStats(viewer, 'subject', period))
    expect(answer.coverage.claudeUsers).toBe(0)
    expect(await claude.api.teamStats(viewer, 'lead', period)).toEqual(
      await withoutUsers.claude.api.teamStats(viewer, 'lead', period),
    )
  }
  const own = await claude.api.employeeStats(createViewer('subject'), 'subject', period)
  expect([own.participation, own.coverage.claudeUsers, own.stats['chat.messages'].value]).toEqual(['excluded', 0, null])
  const company = await claude.api.adoption(createViewer('stranger', 'people:view'), period)
  expect([company.people, company.linked, company.excluded, company.notShown]).toEqual([7, 6, 1, 0])
})

/** Stores a Claude user of the simulated organization like a sync does. */
const storeUser = async (storage: StorageAdapter, id = '', email: string | null = null) => {
  const token = (await storage.acquireLease(acme, 60_000)) ?? 0
  const claudeUser = toClaudeUserId(id.replace(/^user_/, ''))
  const reading = createDayReading('2026-03-01', [{ ...createUsageDay(0), claudeUserId: claudeUser }])
  await storage.writeDay(acme, token, { ...reading, claudeUsers: [{ id: claudeUser, email }] })
  await storage.releaseLease(acme, token)
}

test.each(['totals', 'excluded'] as const)(
  'a preview does not count people with the participation %s',
  async (participation) => {
    const directory = new Map<string, Employee>()
    const host = createSyncHost({ vault: plaintextVault, directory: { listEmployees: () => [...directory.values()] } })
    for (const { id, name, emails } of host.api.organization.directory)
      directory.set(id, createEmployee(id, { name, emails }))
    const { analytics } = host.api.keys
    const viewer = createViewer('stranger', 'connection:manage')
    const before = await host.claude.api.preview(viewer, analytics)
    expect(before.matched).toBeGreaterThan(2)
    const [activeUserId] = host.api.truth.day(host.api.truth.latestDay()).keys()
    const active = host.api.organization.claudeUsers.find(
      ({ id, employeeId: owner }) => id === activeUserId && owner !== null,
    )
    const hidden = directory.get(active?.employeeId ?? '')
    if (!hidden) throw new Error('Nobody in the directory was active on the latest day.')
    directory.set(hidden.id, { ...hidden, participation })
    const expected = { ...before, claudeUsers: before.claudeUsers - 1, matched: before.matched - 1 }
    expect(await host.claude.api.preview(viewer, analytics)).toEqual(expected)

    await storeUser(host.storage, active?.id, active?.email)
    await host.claude.directory.refresh(acme)
    directory.delete(hidden.id)
    expect(await host.claude.api.preview(viewer, analytics)).toEqual(expected)
    await host.storage.eraseAccount(acme)
    expect(await host.claude.api.preview(viewer, analytics)).toEqual(expected)
  },
)

test.each(['stored', 'not stored'])(
  'a preview does not count an erased person with a Claude user that is %s',
  async (state) => {
    const host = createSyncHost({ vault: plaintextVault })
    const { analytics } = host.api.keys
    const viewer = createViewer('stranger', 'connection:manage')
    const before = await host.claude.api.preview(viewer, analytics)
    const ids = new Set(host.api.truth.day(host.api.truth.latestDay()).keys())
    const user = host.api.organization.claudeUsers.find(({ id, employeeId: owner }) => ids.has(id) && owner !== null)
    if (state === 'stored') {
      await storeUser(host.storage, user?.id, user?.email)
      await host.claude.directory.refresh(acme)
    }
    await host.claude.employees.erase(acme, user?.employeeId ?? '', { by: 'boss' })
    const expected = { ...before, claudeUsers: before.claudeUsers - 1, matched: before.matched - 1 }
    expect(await host.claude.api.preview(viewer, analytics)).toEqual(expected)
  },
)

test('only viewers who may list the Claude users get their number', async () => {
  const { claude } = await createHost({ messages: usedByAll, facts: {} })
  const everythingElse = permissions.filter((permission) => permission !== 'users:match')
  expect(await claude.api.connection(createViewer('stranger', ...everythingElse))).not.toHaveProperty('people')
  expect(await claude.api.connection(createViewer('stranger', 'users:match'))).toHaveProperty('people')
})

describe('the Claude user of someone with a participation other than included', () => {
  const matcher = createViewer('other', 'users:match', 'people:view')
  const decide = (host: Host, user: string, request: LinkRequest) =>
    readAnswerOrProblem(host.claude.api.decideLink(matcher, `user_${user}`, request))
  const everyRequest: readonly LinkRequest[] = [
    { decision: 'link', employeeId: 'peer' },
    { decision: 'link', employeeId: 'subject' },
    { decision: 'unlink' },
    { decision: 'ignore' },
    { decision: 'automatic' },
    { decision: 'undo' },
  ]

  test.each<[Participation, string]>([
    ['totals', 'link_protected'],
    ['excluded', 'not_found'],
  ])(
    'can be moved only by the host if the participation is %s, and everyone else gets %s',
    async (participation, code) => {
      const host = await createHostWith(participation)
      for (const user of ['subject', 'alias']) {
        for (const request of everyRequest) expect(await decide(host, user, request)).toMatchObject({ code })
      }
      await host.claude.links.decide(acme, 'user_alias', { decision: 'link', employeeId: 'peer' }, { by: 'host' })
      const { stats } = await host.claude.api.employeeStats(createViewer('peer'), 'peer', period)
      expect(stats['chat.messages'].value).toBe(9 + 9)
    },
  )

  test.each(['totals', 'excluded'] as const)(
    'cannot be joined by another Claude user, and a refusal for another reason does not reveal that somebody is %s',
    async (participation) => {
      // Nobody has the address of `alias`, so only the participation prevents the move. An active employee has the
      // address of `peer`, so the move is refused anyway.
      const refusals = { alias: 'link_protected', peer: 'link_address_taken' }
      for (const [user, code] of Object.entries(refusals)) {
        const attempt = async (subjectParticipation: Participation) => {
          const host = await createHostWith(subjectParticipation)
          // Otherwise the Claude user `alias` is linked to `subject` already.
          await host.claude.links.decide(acme, 'user_alias', { decision: 'link', employeeId: 'report' }, { by: 'host' })
          return await decide(host, user, { decision: 'link', employeeId: 'subject' })
        }
        expect(await attempt(participation)).toMatchObject({ code })
        expect(await attempt('included')).toMatchObject(user === 'alias' ? { id: 'user_alias' } : { code })
      }
    },
  )

  test.each<readonly [string, readonly LinkRequest[]]>([
    ['alias', [{ decision: 'unlink' }]],
    ['alias', [{ decision: 'unlink' }, { decision: 'ignore' }, { decision: 'unlink' }]],
    ['subject', [{ decision: 'ignore' }]],
  ])('stays where it is if the link of user_%s was removed before: %j', async (user, requests) => {
    for (const participation of ['totals', 'excluded'] as const) {
      const host = await createHostWith('included')
      for (const request of requests) expect(await decide(host, user, request)).toMatchObject({ id: `user_${user}` })
      expect(await readAnswerOrProblem(host.claude.api.claudeUser(matcher, `user_${user}`))).toHaveProperty(
        'lastActiveOn',
      )
      await host.upsert(createEntry('subject', { participation }))
      for (const request of everyRequest) {
        expect(await decide(host, user, request)).toMatchObject({ code: 'link_protected' })
      }
      expect(await readAnswerOrProblem(host.claude.api.claudeUser(matcher, `user_${user}`))).not.toHaveProperty(
        'lastActiveOn',
      )
    }
  })

  test('stays where it is if the account was erased and connected again, which removed the link', async () => {
    const host = await createHostWith('totals')
    await host.storage.eraseAccount(acme)
    await host.storage.reopenAccount(acme)
    await storeDay(host.storage, latestDay, { alias: toCounters(9) }, latestDay, emails)
    await host.claude.directory.refresh(acme)
    expect(await host.storage.listLinks(acme)).toEqual([])
    for (const request of everyRequest) {
      expect(await decide(host, 'alias', request)).toMatchObject({ code: 'link_protected' })
    }
    expect(await readAnswerOrProblem(host.claude.api.claudeUser(matcher, 'user_alias'))).not.toHaveProperty(
      'lastActiveOn',
    )
  })
})
