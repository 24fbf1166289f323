import {
  type ClaudeUserResponse,
  type ClaudeUsersResponse,
  type Day,
  type Employee,
  type EmployeeStatsResponse,
  type EmployeesResponse,
  employeeId,
  type Link,
  type LinkRequest,
  type MappingState,
  type Problem,
} from '@windmill/claude-core'
import { claudeUserSchema, claudeUsersSchema, employeesSchema } from '@windmill/claude-core/contract'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, employee, storeDay, type TestHost } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const today: Day = '2026-11-20'

const employees = [
  employee('root', { name: 'Root Admin' }),
  employee('maya', { name: 'Maya Lind', managerId: employeeId('root') }),
  employee('bo', { name: 'Bo Ek' }),
  employee('left', { name: 'Lee Left', archivedOn: '2026-06-30' }),
]

interface MappingHost extends TestHost {
  /** Requests the mapping list as an admin. */
  readonly list: (query?: string) => Promise<ClaudeUsersResponse>
  readonly user: (id: string) => Promise<ClaudeUserResponse>
  /** Makes a decision as an admin. Returns the Claude user, or the problem code. */
  readonly decide: (id: string, request: LinkRequest) => Promise<ClaudeUserResponse | string>
  /** Returns an employee's chat messages since 2026-11-01. */
  readonly messages: (subject: string) => Promise<number | null>
  readonly clock: ReturnType<typeof virtualClock>
}

const createPut = (body: unknown): RequestInit => ({
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const linkPath = (id: string) => `/claude-users/user_${id}/link`

const createMappingHost = (storage: StorageAdapter, options: Partial<ClaudeIntegrationOptions> = {}): MappingHost => {
  const clock = virtualClock(now)
  const host = createTestHost({ storage, clock, employees, ...options })
  const json = async <Answer>(path: string, init?: RequestInit) =>
    (await (await host.request('admin:root', path, init)).json()) as Answer
  return {
    ...host,
    clock,
    list: (query = '') => json(`/claude-users${query}`),
    user: (id) => json(linkPath(id)),
    decide: async (id, request) => {
      clock.set(clock.now() + 1_000)
      const answer = await json<ClaudeUserResponse | Problem>(linkPath(id), createPut(request))
      return 'code' in answer ? answer.code : answer
    },
    messages: async (subject) => {
      const stats = await json<EmployeeStatsResponse>(`/employees/${subject}/stats?from=2026-11-01&to=${today}`)
      return stats.stats['chat.messages'].value
    },
  }
}

/** Stores two active days with 5 messages each, for every Claude user in `emails`. */
const storeActivity = async (
  storage: StorageAdapter,
  emails: Readonly<Record<string, string | null>>,
): Promise<void> => {
  const usage = Object.fromEntries(Object.keys(emails).map((id) => [id, { chat_messages: 5 }]))
  for (const day of ['2026-11-02', today] as const) await storeDay(storage, day, usage, today, emails)
}

describe.each(stores)('Claude users, on %s', (_, create, numRuns) => {
  const storage = useStore(create)

  test('are listed with their employee, the reason, the last active day and the last change', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'MAYA@example.com', stranger: 'stranger@elsewhere.org', nameless: null })
    await host.claude.directory.refresh(acme)
    const list = await host.list()
    expect(claudeUsersSchema.safeParse(list).error).toBeUndefined()
    expect(list).toMatchObject({
      counts: { unmatched: 2, conflict: 0, flagged: 0, ignored: 0, matched: 1 },
      next: null,
      directory: { employees: 4, heldBack: null, problems: [] },
    })
    // States that need work come first.
    expect(list.claudeUsers.map(({ id, reason }) => [id, reason.code])).toEqual([
      ['user_nameless', 'no_email'],
      ['user_stranger', 'nobody_has_it'],
      ['user_maya', 'same_email'],
    ])
    expect(list.claudeUsers.at(-1)).toMatchObject({
      email: 'MAYA@example.com',
      state: 'matched',
      employee: { id: 'maya', name: 'Maya Lind', emails: ['maya@example.com'], archivedOn: null },
      method: 'email',
      lastActiveOn: today,
      lastChange: {
        at: new Date(now).toISOString(),
        by: null,
        from: { employee: null, method: null, ignored: false },
        to: { employee: { id: 'maya', name: 'Maya Lind' }, method: 'email', ignored: false },
      },
    })
    expect(list.claudeUsers[0]).toMatchObject({ employee: null, method: null, lastChange: null })
  })

  test('move with their whole history when an admin links them, and back on undo', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    expect(await host.messages('maya')).toBeNull()
    const linked = await host.decide('stranger', { decision: 'link', employeeId: 'maya' })
    expect(claudeUserSchema.safeParse(linked).error).toBeUndefined()
    expect(linked).toMatchObject({
      state: 'matched',
      reason: { code: 'chosen' },
      employee: { id: 'maya' },
      method: 'manual',
    })
    expect(await host.messages('maya')).toBe(10)

    const undone = await host.decide('stranger', { decision: 'undo' })
    expect(undone).toMatchObject({ state: 'unmatched', employee: null })
    expect(await host.messages('maya')).toBeNull()
    const root = { id: 'root', name: 'Root Admin' }
    const unlinked = { employee: null, method: null, ignored: false }
    const maya = { employee: { id: 'maya', name: 'Maya Lind' }, method: 'manual', ignored: false }
    expect((await host.user('stranger')).changes).toEqual([
      { at: new Date(now + 2_000).toISOString(), by: root, from: maya, to: unlinked },
      { at: new Date(now + 1_000).toISOString(), by: root, from: unlinked, to: maya },
    ])
    // Undoing the undo restores the link.
    expect(await host.decide('stranger', { decision: 'undo' })).toMatchObject({ employee: { id: 'maya' } })
    expect(await host.messages('maya')).toBe(10)
  })

  test.each<[string, LinkRequest, MappingState, string]>([
    ['linked to another employee', { decision: 'link', employeeId: 'bo' }, 'matched', 'chosen'],
    ['linked to an archived employee', { decision: 'link', employeeId: 'left' }, 'matched', 'chosen'],
    ['unlinked', { decision: 'unlink' }, 'unmatched', 'taken_off'],
    ['ignored', { decision: 'ignore' }, 'ignored', 'set_aside'],
  ])(
    'keep an admin’s decision, whatever their address, until the admin returns them to the rules: %s',
    async (__, request, state, reason) => {
      const host = createMappingHost(storage)
      await storeActivity(storage, { maya: 'maya@example.com' })
      await host.claude.directory.refresh(acme)
      expect(await host.messages('maya')).toBe(10)
      expect(await host.decide('maya', request)).toMatchObject({ state, reason: { code: reason }, method: 'manual' })
      for (const relink of [host.claude.directory.refresh, host.claude.directory.acceptShrunk]) {
        await relink(acme)
        expect(await host.user('maya')).toMatchObject({ state, reason: { code: reason } })
        expect(await host.messages('maya')).toBeNull()
      }
      expect(await host.decide('maya', { decision: 'automatic' })).toMatchObject({ state: 'matched', method: 'email' })
      expect(await host.messages('maya')).toBe(10)
      // Returning to the rules is a decision too, so it can be undone.
      expect(await host.decide('maya', { decision: 'undo' })).toMatchObject({ state, reason: { code: reason } })
    },
  )

  test('have nothing to undo when the rules made the newest change, or when there is none', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'maya@example.com', stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    for (const id of ['maya', 'stranger']) {
      const before = await host.user(id)
      const response = await host.request('admin:root', linkPath(id), createPut({ decision: 'undo' }))
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({ code: 'nothing_to_undo' })
      expect(await host.user(id)).toEqual(before)
    }
  })

  test('follow the rules as of now after an undo', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'maya@example.com' })
    await host.claude.directory.refresh(acme)
    await host.decide('maya', { decision: 'ignore' })
    // The address moves to another employee.
    await host.claude.directory.upsert(acme, [
      employee('maya', { emails: [] }),
      employee('bo', { emails: ['maya@example.com'] }),
    ])
    expect(await host.decide('maya', { decision: 'undo' })).toMatchObject({ employee: { id: 'bo' }, method: 'email' })
    expect([await host.messages('maya'), await host.messages('bo')]).toEqual([null, 10])
  })

  test('with one shared address need one decision: linking one to the former owner lets the rules link the other', async () => {
    const sharedEmails = ['old@example.com']
    const host = createMappingHost(storage, {
      directory: {
        listEmployees: () => [
          ...employees,
          employee('former', { emails: sharedEmails, archivedOn: '2026-06-30' }),
          employee('new', { emails: sharedEmails }),
        ],
      },
    })
    await storeActivity(storage, { one: 'old@example.com', two: 'old@example.com' })
    const { counts, claudeUsers } = await host.list()
    expect(counts.conflict).toBe(2)
    expect(claudeUsers[0]).toMatchObject({
      reason: { code: 'several_accounts' },
      candidates: [{ id: 'new' }, { id: 'former' }],
    })
    await host.decide('one', { decision: 'link', employeeId: 'former' })
    expect(await host.user('two')).toMatchObject({ state: 'matched', employee: { id: 'new' } })
    expect(await host.messages('new')).toBe(10)
    const { changes } = await host.user('two')
    expect(changes.map(({ by }) => by)).toEqual([null])
  })

  describe('with the address of a former owner, who was active on the 2nd and left on the 10th,', () => {
    const maya = employee('maya', { name: 'Maya Lind' })
    const left = { ...maya, archivedOn: '2026-11-10' } as const
    const heir = employee('heir', { emails: maya.emails })
    const root = employee('root')

    /** Creates a host, and refreshes it with each of the directories in turn. */
    const createHostAfter = async (...directories: readonly (readonly Employee[])[]): Promise<MappingHost> => {
      let current: readonly Employee[] = []
      const host = createMappingHost(storage, { directory: { listEmployees: () => current } })
      await storeActivity(storage, { maya: 'maya@example.com' })
      for (const directory of directories) {
        current = [root, ...directory]
        await host.claude.directory.acceptShrunk(acme)
      }
      return host
    }

    test.each<[string, readonly (readonly Employee[])[]]>([
      ['was never linked', [[left, heir]]],
      ['was linked and is archived late', [[maya], [maya, heir], [left, heir]]],
    ])('stay unlinked until an admin decides, when the former owner %s', async (__, directories) => {
      const host = await createHostAfter(...directories)
      expect(await host.user('maya')).toMatchObject({
        state: 'conflict',
        reason: { code: 'former_owner' },
        employee: null,
        candidates: [{ id: 'heir' }, { id: 'maya' }],
      })
      expect([await host.messages('heir'), await host.messages('maya')]).toEqual([null, null])
      for (const decision of ['automatic', 'undo'] as const) {
        await host.decide('maya', { decision: 'link', employeeId: 'heir' })
        expect(await host.messages('heir')).toBe(10)
        expect(await host.decide('maya', { decision })).toMatchObject({ reason: { code: 'former_owner' } })
      }
      await host.decide('maya', { decision: 'link', employeeId: 'maya' })
      expect([await host.messages('heir'), await host.messages('maya')]).toEqual([null, 5])
    })

    test('stay with a former owner who is removed from the directory, until an admin links the heir', async () => {
      for (const directories of [
        [[maya], [heir]],
        [[maya], [], [heir]],
        [[maya], [heir, { ...heir, id: employeeId('twin') }]],
      ]) {
        const host = await createHostAfter(...directories)
        const user = await host.user('maya')
        expect(user).toMatchObject({ state: 'flagged', reason: { code: 'employee_gone' }, employee: { id: 'maya' } })
        expect(user.candidates[0]?.id).toBe('heir')
        expect(await host.messages('heir')).toBeNull()
        await host.decide('maya', { decision: 'link', employeeId: 'heir' })
        expect(await host.messages('heir')).toBe(10)
        await storage.eraseAccount(acme)
      }
    })

    test('leave the heir once activity from the former owner’s time is read', async () => {
      const host = createMappingHost(storage, { directory: { listEmployees: () => [root, left, heir] } })
      await storeDay(storage, today, { maya: { chat_messages: 5 } })
      await host.claude.directory.refresh(acme)
      expect(await host.messages('heir')).toBe(5)
      await storeDay(storage, '2026-11-11', { maya: { chat_messages: 5 } })
      await storeDay(storage, '2026-11-10', { maya: { chat_messages: 0 } })
      await host.claude.directory.refresh(acme)
      expect(await host.messages('heir')).toBe(10)
      await storeDay(storage, '2026-11-09', { maya: { chat_messages: 5 } })
      await host.claude.directory.refresh(acme)
      expect(await host.user('maya')).toMatchObject({ reason: { code: 'former_owner' }, employee: null })
      expect(await host.messages('heir')).toBeNull()
    })

    test('stay with the heir when an admin linked them', async () => {
      const host = await createHostAfter([left, heir])
      await host.decide('maya', { decision: 'link', employeeId: 'heir' })
      await host.claude.directory.refresh(acme)
      expect(await host.messages('heir')).toBe(10)
    })
  })

  test('match by the host’s e-mail rules', async () => {
    const emails = { maya: 'maya@example.org', bo: 'bo+lab@example.com' }
    await storeActivity(storage, emails)
    expect((await createMappingHost(storage).list()).counts).toMatchObject({ unmatched: 2, matched: 0 })
    const emailRules = { aliasDomains: [['example.com', 'example.org']], plusTags: true }
    const host = createMappingHost(storage, { emailRules })
    expect((await host.list()).claudeUsers).toMatchObject([
      { id: 'user_bo', method: 'alias', reason: { code: 'plus_tag' } },
      { id: 'user_maya', method: 'alias', reason: { code: 'alias_domain' } },
    ])
    expect(await host.messages('maya')).toBe(10)
  })

  test('stay unchanged by a decision about an unknown Claude user or employee', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    const unknown = await host.request(
      'admin:root',
      linkPath('stranger'),
      createPut({ decision: 'link', employeeId: 'nobody' }),
    )
    expect(unknown.status).toBe(422)
    expect(await unknown.json()).toMatchObject({ code: 'employee_unknown', field: 'employeeId' })
    const requests: LinkRequest[] = [
      { decision: 'link', employeeId: 'maya' },
      { decision: 'unlink' },
      { decision: 'undo' },
    ]
    for (const id of ['nobody', '%00', "'%3B drop table x"]) {
      for (const request of requests) {
        const response = await host.request('admin:root', linkPath(id), createPut(request))
        expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'not_found'])
      }
      expect((await host.request('admin:root', linkPath(id))).status).toBe(404)
    }
    expect(await storage.listLinks(acme)).toEqual([])
  })

  test('are visible to admins of the account only, and not to archived ones', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    const requests: (readonly [string, RequestInit?])[] = [
      ['/claude-users'],
      [linkPath('stranger')],
      [linkPath('nobody')],
      [linkPath('stranger'), createPut({ decision: 'link', employeeId: 'bo' })],
      ['/employees?search=maya'],
    ]
    const readStatuses = async (viewer: string | null) =>
      await Promise.all(requests.map(async ([path, init]) => (await host.request(viewer, path, init)).status))
    expect(await readStatuses('maya')).toEqual([403, 403, 403, 403, 403])
    expect(await readStatuses('root')).toEqual([403, 403, 403, 403, 403])
    expect(await readStatuses('left')).toEqual([404, 404, 404, 404, 404])
    expect(await readStatuses('admin:left')).toEqual([404, 404, 404, 404, 404])
    expect(await readStatuses(null)).toEqual([401, 401, 401, 401, 401])
    // An admin of another account sees the employees of that account, which this host's directory gives the same ids.
    expect(await readStatuses('globex/admin:root')).toEqual([200, 404, 404, 404, 200])
    const otherList = (await (await host.request('globex/admin:root', '/claude-users')).json()) as ClaudeUsersResponse
    expect([otherList.claudeUsers, otherList.counts.unmatched]).toEqual([[], 0])
    expect(await storage.listLinks(acme)).toEqual([])
    expect(await readStatuses('admin:root')).toEqual([200, 200, 404, 200, 200])
  })

  test('are found by state, and by words of their address and their employee', async () => {
    const host = createMappingHost(storage)
    const names = ['ada', 'bob', 'cy', 'zoë']
    await storeActivity(storage, Object.fromEntries([...names, 'maya'].map((id) => [id, `${id}@example.com`])))
    await host.decide('bob', { decision: 'ignore' })
    await host.decide('cy', { decision: 'link', employeeId: 'bo' })
    const findIds = async (query: string) => (await host.list(query)).claudeUsers.map(({ id }) => id.slice(5))
    expect(await findIds('?state=unmatched')).toEqual(['ada', 'zoë'])
    expect(await findIds('?state=ignored')).toEqual(['bob'])
    expect(await findIds('?state=conflict')).toEqual([])
    expect(await findIds('?state=matched')).toEqual(['cy', 'maya'])
    expect(await findIds('?search=ZOE')).toEqual(['zoë'])
    expect(await findIds('?search=lind+MAYA')).toEqual(['maya'])
    expect(await findIds('?search=ek')).toEqual(['cy'])
    expect(await findIds('?search=example&state=matched')).toEqual(['cy', 'maya'])
    expect(await findIds('?search=nobody')).toEqual([])
    expect((await host.list('?search=nobody')).counts).toMatchObject({ unmatched: 2, ignored: 1, matched: 2 })
    for (const query of ['?state=lost', '?page=nonsense', '?page=W10', `?search=${'x'.repeat(5_000)}`]) {
      const response = await host.request('admin:root', `/claude-users${query}`)
      expect([query.slice(0, 9), response.status]).toEqual([query.slice(0, 9), 400])
    }
  })

  test('appear once across pages, even when some leave the list between two pages', async () => {
    const host = createMappingHost(storage)
    const ids = Array.from({ length: 120 }, (__, index) => `p${String(index).padStart(3, '0')}`)
    // Some share an address, so the address alone does not order the list.
    await storeActivity(
      storage,
      Object.fromEntries(ids.map((id, index) => [id, index % 3 ? `${id}@x.org` : 'same@x.org'])),
    )
    const walk = async (onPage: (page: ClaudeUsersResponse) => Promise<unknown>) => {
      const found: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const page: ClaudeUsersResponse = await host.list(`?state=unmatched${next && `&page=${next}`}`)
        found.push(...page.claudeUsers.map(({ id }) => id.slice(5)))
        await onPage(page)
        next = page.next
      }
      return found
    }
    const all = await walk(async () => {})
    expect(all.toSorted()).toEqual(ids)
    // The admin removes four entries of each page while going through it.
    const walkedWhileChanging = await walk(async ({ claudeUsers }) => {
      for (const { id } of claudeUsers.slice(0, 4)) await host.decide(id.slice(5), { decision: 'ignore' })
    })
    expect(walkedWhileChanging).toEqual(all)
    expect((await host.list()).counts).toMatchObject({ unmatched: 108, ignored: 12 })
  })

  test('have at most twenty employees to choose from, active employees first', async () => {
    const many = Array.from({ length: 30 }, (__, index) => employee(`m${index}`, { name: `Many ${index}` }))
    const host = createMappingHost(storage, {
      directory: { listEmployees: () => [...employees, ...many, employee('lefty')] },
    })
    const find = async (search: string) => {
      const answer = await (await host.request('admin:root', `/employees${search}`)).json()
      expect(employeesSchema.safeParse(answer).error).toBeUndefined()
      return (answer as EmployeesResponse).employees.map(({ id }) => id as string)
    }
    expect(await find('?search=LIND%20maya@')).toEqual(['maya'])
    expect(await find('?search=many')).toHaveLength(20)
    expect(await find('?search=left')).toEqual(['lefty', 'left'])
    expect(await find('?search=%25')).toEqual([])
    expect(await find('')).toHaveLength(20)
  })

  test('follow the admin’s decisions, and otherwise the rules, after any sequence of decisions and directories', async () => {
    const ids = ['a', 'b', 'c']
    const emails = { a: 'x@example.com', b: 'y@example.com', c: 'x@example.com' }
    const address = fc.constantFrom('x@example.com', 'y@example.com', 'z@example.com')
    const directory = fc.array(fc.record({ id: fc.constantFrom('p', 'q', 'r'), email: address, left: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    })
    const step = fc.oneof(
      fc.record({ directory }),
      fc.record({
        user: fc.constantFrom(...ids),
        request: fc.oneof(
          fc.constantFrom('p', 'q', 'r').map((employee): LinkRequest => ({ decision: 'link', employeeId: employee })),
          fc.constantFrom('unlink', 'ignore', 'automatic', 'undo').map((decision): LinkRequest => ({ decision })),
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        await storage.eraseAccount(acme)
        let entries = [employee('root')]
        const host = createMappingHost(storage, { directory: { listEmployees: () => entries } })
        await storeActivity(storage, emails)
        const findLink = async (id: string) =>
          (await storage.listLinks(acme)).find((link) => link.claudeUserId === `user_${id}`)
        /** The link of each Claude user before the last decision that changed it. */
        const previousLinks = new Map<string, Link | undefined>()
        for (const nextStep of steps) {
          if ('directory' in nextStep) {
            const decided = (await storage.listLinks(acme)).filter(({ method }) => method === 'manual')
            entries = nextStep.directory.map(({ id, email, left }) =>
              employee(id, { emails: [email], archivedOn: left ? '2026-06-30' : null }),
            )
            await host.claude.directory.acceptShrunk(acme)
            expect(await storage.listLinks(acme)).toEqual(expect.arrayContaining(decided))
            continue
          }
          const { user, request } = nextStep
          const before = await findLink(user)
          const isAccepted = typeof (await host.decide(user, request)) !== 'string'
          const after = await findLink(user)
          const previous = previousLinks.get(user)
          if (!isAccepted) expect(after).toEqual(before)
          else if (request.decision === 'link')
            expect(after).toMatchObject({ employeeId: request.employeeId, method: 'manual' })
          else if (request.decision === 'undo' && previous?.method === 'manual') expect(after).toEqual(previous)
          if (JSON.stringify(before) !== JSON.stringify(after)) previousLinks.set(user, before)
        }
        // Each Claude user has one link at most, and the rules have nothing left to change.
        const links = await storage.listLinks(acme)
        expect(new Set(links.map(({ claudeUserId }) => claudeUserId)).size).toBe(links.length)
        await host.claude.directory.acceptShrunk(acme)
        expect(await storage.listLinks(acme)).toEqual(links)
        // The list agrees with the stored links, which the stats are computed from.
        for (const { id, employee } of (await host.list()).claudeUsers) {
          expect(links.find((link) => link.claudeUserId === id)?.employeeId ?? null).toBe(employee?.id ?? null)
        }
      }),
      { numRuns },
    )
  })
})
