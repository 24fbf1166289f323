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
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, resetAccount, storeDay, type TestHost } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const latestDay: Day = '2026-11-20'

const employees = [
  createEmployee('root', { name: 'Root Admin' }),
  createEmployee('maya', { name: 'Maya Lind', managerId: employeeId('root') }),
  createEmployee('bo', { name: 'Bo Ek' }),
  createEmployee('left', { name: 'Lee Left', archivedOn: '2026-06-30' }),
]

/** A test host with requests as the admin `root`. An `id` stands for the Claude user `user_<id>`. */
interface MappingHost extends TestHost {
  readonly listClaudeUsers: (query?: string) => Promise<ClaudeUsersResponse>
  readonly getClaudeUser: (id: string) => Promise<ClaudeUserResponse>
  /** Advances the clock by a second and decides a link. Returns the Claude user, or the problem code. */
  readonly decideLink: (id: string, request: LinkRequest) => Promise<ClaudeUserResponse | string>
  /** Decides a link in process, as the host. */
  readonly decideLinkAsHost: (id: string, request: LinkRequest) => Promise<ClaudeUserResponse>
  /** Returns the number of chat messages of an employee from 2026-11-01 to the latest day. */
  readonly countMessages: (subject: string) => Promise<number | null>
  readonly clock: ReturnType<typeof createVirtualClock>
}

const createPutInit = (body: unknown): RequestInit => ({
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const getLinkPath = (id: string) => `/claude-users/user_${id}/link`

const createMappingHost = (
  storage: StorageAdapter,
  options: Partial<ClaudeIntegrationOptions> & { readonly employees?: readonly Employee[] } = {},
): MappingHost => {
  const clock = createVirtualClock(now)
  const host = createTestHost({ storage, clock, employees, ...options })
  const fetchJson = async <Answer>(path: string, init?: RequestInit) =>
    (await (await host.request('admin:root', path, init)).json()) as Answer
  return {
    ...host,
    clock,
    listClaudeUsers: (query = '') => fetchJson(`/claude-users${query}`),
    getClaudeUser: (id) => fetchJson(getLinkPath(id)),
    decideLink: async (id, request) => {
      clock.set(clock.now() + 1_000)
      const answer = await fetchJson<ClaudeUserResponse | Problem>(getLinkPath(id), createPutInit(request))
      return 'code' in answer ? answer.code : answer
    },
    decideLinkAsHost: async (id, request) => {
      await host.claude.links.decide(acme, `user_${id}`, request, { by: 'root' })
      return await fetchJson(getLinkPath(id))
    },
    countMessages: async (subject) => {
      const stats = await fetchJson<EmployeeStatsResponse>(
        `/employees/${subject}/stats?from=2026-11-01&to=${latestDay}`,
      )
      return stats.stats['chat.messages'].value
    },
  }
}

/** Stores two days with 5 chat messages each, for every Claude user in `emails`. */
const storeActivity = async (
  storage: StorageAdapter,
  emails: Readonly<Record<string, string | null>>,
): Promise<void> => {
  const usage = Object.fromEntries(Object.keys(emails).map((id) => [id, { chat_messages: 5 }]))
  for (const day of ['2026-11-02', latestDay] as const) await storeDay(storage, day, usage, latestDay, emails)
}

describe.each(testStorages)('with %s, Claude users', (_, create, numRuns) => {
  const storage = setUpStorage(create)

  test('are listed with their employee, the reason, the last active day and the last change', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'MAYA@example.com', stranger: 'stranger@elsewhere.org', nameless: null })
    await host.claude.directory.refresh(acme)
    const response = await host.listClaudeUsers()
    expect(claudeUsersSchema.safeParse(response).error).toBeUndefined()
    expect(response).toMatchObject({
      counts: { unmatched: 2, conflict: 0, flagged: 0, ignored: 0, matched: 1 },
      next: null,
      directory: { employees: 4, heldBack: null, problems: [] },
    })
    // States that need work come first.
    expect(response.claudeUsers.map(({ id, reason }) => [id, reason.code])).toEqual([
      ['user_nameless', 'no_email'],
      ['user_stranger', 'nobody_has_it'],
      ['user_maya', 'same_email'],
    ])
    expect(response.claudeUsers.at(-1)).toMatchObject({
      email: 'MAYA@example.com',
      state: 'matched',
      employee: { id: 'maya', name: 'Maya Lind', emails: ['maya@example.com'], archivedOn: null },
      method: 'email',
      lastActiveOn: latestDay,
      lastChange: {
        at: new Date(now).toISOString(),
        by: null,
        from: { employee: null, method: null, ignored: false },
        to: { employee: { id: 'maya', name: 'Maya Lind' }, method: 'email', ignored: false },
      },
    })
    expect(response.claudeUsers[0]).toMatchObject({ employee: null, method: null, lastChange: null })
  })

  test('move with their whole history when an admin links them, and back when the admin undoes that', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    expect(await host.countMessages('maya')).toBeNull()
    const linked = await host.decideLink('stranger', { decision: 'link', employeeId: 'maya' })
    expect(claudeUserSchema.safeParse(linked).error).toBeUndefined()
    expect(linked).toMatchObject({
      state: 'matched',
      reason: { code: 'chosen' },
      employee: { id: 'maya' },
      method: 'manual',
    })
    expect(await host.countMessages('maya')).toBe(10)

    const undone = await host.decideLink('stranger', { decision: 'undo' })
    expect(undone).toMatchObject({ state: 'unmatched', employee: null })
    expect(await host.countMessages('maya')).toBeNull()
    const root = { id: 'root', name: 'Root Admin' }
    const unlinked = { employee: null, method: null, ignored: false }
    const maya = { employee: { id: 'maya', name: 'Maya Lind' }, method: 'manual', ignored: false }
    expect((await host.getClaudeUser('stranger')).changes).toEqual([
      { at: new Date(now + 2_000).toISOString(), by: root, from: maya, to: unlinked },
      { at: new Date(now + 1_000).toISOString(), by: root, from: unlinked, to: maya },
    ])
    // Undoing the undo restores the link.
    expect(await host.decideLink('stranger', { decision: 'undo' })).toMatchObject({ employee: { id: 'maya' } })
    expect(await host.countMessages('maya')).toBe(10)
  })

  test.each<[title: string, id: string, request: LinkRequest, code: string]>([
    ['the admin’s own to nobody', 'root', { decision: 'unlink' }, 'link_own'],
    ['the admin’s own to the choice of the rules', 'root', { decision: 'automatic' }, 'link_own'],
    ['a colleague’s to the admin', 'maya', { decision: 'link', employeeId: 'root' }, 'link_own'],
    ['an unlinked one to the admin', 'stranger', { decision: 'link', employeeId: 'root' }, 'link_own'],
    ['a colleague’s to a third person', 'maya', { decision: 'link', employeeId: 'bo' }, 'link_address_taken'],
    ['a colleague’s to someone who has left', 'maya', { decision: 'link', employeeId: 'left' }, 'link_address_taken'],
    ['an alias match to a third person', 'alias', { decision: 'link', employeeId: 'bo' }, 'link_address_taken'],
  ])('keep the link if moving it would show figures to another person: %s', async (_title, id, request, code) => {
    const host = createMappingHost(storage, { emailRules: { aliasDomains: [['example.com', 'example.org']] } })
    await storeActivity(storage, {
      root: 'root@example.com',
      maya: 'maya@example.com',
      alias: 'maya@example.org',
      stranger: 'stranger@elsewhere.org',
    })
    await host.claude.directory.refresh(acme)
    const before = await host.getClaudeUser(id)
    expect(await host.decideLink(id, request)).toBe(code)
    expect(await host.getClaudeUser(id)).toEqual(before)
    // The host may make the same change in process, and the history names who decided.
    await host.decideLinkAsHost(id, request)
    if (request.decision !== 'automatic') {
      expect((await host.getClaudeUser(id)).changes[0]).toMatchObject({ by: { id: 'root' } })
    }
  })

  test('can be linked to the owner of their address, unlinked or ignored, but an undo cannot take them from the owner', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'maya@example.com' })
    await host.claude.directory.refresh(acme)
    await host.decideLinkAsHost('maya', { decision: 'link', employeeId: 'bo' })
    expect(await host.decideLink('maya', { decision: 'link', employeeId: 'maya' })).toMatchObject({ state: 'matched' })
    expect(await host.decideLink('maya', { decision: 'undo' })).toBe('link_address_taken')
    expect(await host.decideLink('maya', { decision: 'unlink' })).toMatchObject({ employee: null })
    expect(await host.decideLink('maya', { decision: 'ignore' })).toMatchObject({ state: 'ignored' })
  })

  test('can be linked in process only with an actor and a valid request', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'maya@example.com' })
    await host.claude.directory.refresh(acme)
    const { decide } = host.claude.links
    const invalid = { problem: expect.objectContaining({ code: 'invalid_request' }) }
    await expect(decide(acme, 'user_maya', { decision: 'unlink' }, {} as never)).rejects.toMatchObject(invalid)
    await expect(decide(acme, 'user_maya', { decision: 'give' } as never, { by: 'root' })).rejects.toMatchObject(
      invalid,
    )
    await expect(decide(acme, 'user_nobody', { decision: 'unlink' }, { by: 'root' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    })
  })

  test.each<[string, LinkRequest, MappingState, string]>([
    ['linked to another employee', { decision: 'link', employeeId: 'bo' }, 'matched', 'chosen'],
    ['linked to an archived employee', { decision: 'link', employeeId: 'left' }, 'matched', 'chosen'],
    ['unlinked', { decision: 'unlink' }, 'unmatched', 'taken_off'],
    ['ignored', { decision: 'ignore' }, 'ignored', 'set_aside'],
  ])(
    'stay %s after a decision of the host, whatever their address is, until somebody lets the matching rules decide',
    async (__, request, state, reason) => {
      const host = createMappingHost(storage)
      await storeActivity(storage, { maya: 'maya@example.com' })
      await host.claude.directory.refresh(acme)
      expect(await host.countMessages('maya')).toBe(10)
      expect(await host.decideLinkAsHost('maya', request)).toMatchObject({
        state,
        reason: { code: reason },
        method: 'manual',
      })
      const { refresh, acceptShrunk } = host.claude.directory
      for (const relink of [refresh, (id: string) => acceptShrunk(id, { by: 'root' })]) {
        await relink(acme)
        expect(await host.getClaudeUser('maya')).toMatchObject({ state, reason: { code: reason } })
        expect(await host.countMessages('maya')).toBeNull()
      }
      expect(await host.decideLink('maya', { decision: 'automatic' })).toMatchObject({
        state: 'matched',
        method: 'email',
      })
      expect(await host.countMessages('maya')).toBe(10)
      // Letting the rules decide is a decision too, so it can be undone.
      expect(await host.decideLinkAsHost('maya', { decision: 'undo' })).toMatchObject({
        state,
        reason: { code: reason },
      })
    },
  )

  test('have nothing to undo if the rules made the newest change, or if there is none', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'maya@example.com', stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    for (const id of ['maya', 'stranger']) {
      const before = await host.getClaudeUser(id)
      const response = await host.request('admin:root', getLinkPath(id), createPutInit({ decision: 'undo' }))
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({ code: 'nothing_to_undo' })
      expect(await host.getClaudeUser(id)).toEqual(before)
    }
  })

  test('have nothing to undo from before the account was erased, but keep those changes in their history', async () => {
    const host = createMappingHost(storage)
    const connect = async () => {
      await storage.reopenAccount(acme)
      await storeActivity(storage, { maya: 'maya@example.com', stranger: 'stranger@elsewhere.org' })
      await host.claude.directory.refresh(acme)
    }
    await connect()
    await host.decideLink('stranger', { decision: 'link', employeeId: 'bo' })
    await host.decideLink('stranger', { decision: 'automatic' })
    expect(await host.getClaudeUser('stranger')).toMatchObject({ employee: null, lastChange: { by: { id: 'root' } } })
    await storage.eraseAccount(acme)
    await connect()
    const erased = await host.getClaudeUser('stranger')
    expect(erased).toMatchObject({ employee: null, lastChange: null })
    expect(erased.changes.length).toBe(2)
    expect(await host.decideLink('stranger', { decision: 'undo' })).toBe('nothing_to_undo')
    await expect(host.decideLinkAsHost('stranger', { decision: 'undo' })).rejects.toMatchObject({
      problem: { code: 'nothing_to_undo' },
    })
    expect(await host.getClaudeUser('stranger')).toEqual(erased)
    expect(await host.countMessages('bo')).toBeNull()
    // Decisions from now on can be undone.
    await host.decideLink('stranger', { decision: 'ignore' })
    expect(await host.decideLink('stranger', { decision: 'undo' })).toMatchObject({
      employee: null,
      state: 'unmatched',
    })
  })

  test('cannot be given back to an erased employee by an undo', async () => {
    const directory = { listEmployees: () => [...employees, createEmployee('erased')] }
    const host = createMappingHost(storage, { directory })
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    for (const id of ['erased', 'maya']) await host.decideLink('stranger', { decision: 'link', employeeId: id })
    await host.claude.employees.erase(acme, 'erased', { by: 'root' })
    expect(await host.decideLink('stranger', { decision: 'undo' })).toBe('nothing_to_undo')
    expect((await storage.listLinks(acme)).map(({ employeeId: id }) => id)).toEqual(['maya'])
  })

  test('follow the current directory when an admin undoes a decision', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'maya@example.com' })
    await host.claude.directory.refresh(acme)
    await host.decideLink('maya', { decision: 'ignore' })
    // The address moves to another employee.
    await host.claude.directory.upsert(acme, [
      createEmployee('maya', { emails: [] }),
      createEmployee('bo', { emails: ['maya@example.com'] }),
    ])
    expect(await host.decideLink('maya', { decision: 'undo' })).toMatchObject({
      employee: { id: 'bo' },
      method: 'email',
    })
    expect([await host.countMessages('maya'), await host.countMessages('bo')]).toEqual([null, 10])
  })

  test('that share an address are both linked after an admin links one of them to the former owner', async () => {
    const sharedEmails = ['old@example.com']
    const host = createMappingHost(storage, {
      directory: {
        listEmployees: () => [
          ...employees,
          createEmployee('former', { emails: sharedEmails, archivedOn: '2026-06-30' }),
          createEmployee('new', { emails: sharedEmails }),
        ],
      },
    })
    await storeActivity(storage, { first: 'old@example.com', second: 'old@example.com' })
    const { counts, claudeUsers } = await host.listClaudeUsers()
    expect(counts.conflict).toBe(2)
    expect(claudeUsers[0]).toMatchObject({
      reason: { code: 'several_accounts' },
      candidates: [{ id: 'new' }, { id: 'former' }],
    })
    await host.decideLink('first', { decision: 'link', employeeId: 'former' })
    expect(await host.getClaudeUser('second')).toMatchObject({ state: 'matched', employee: { id: 'new' } })
    expect(await host.countMessages('new')).toBe(10)
    const { changes } = await host.getClaudeUser('second')
    expect(changes.map(({ by }) => by)).toEqual([null])
  })

  // Maya is active on 2026-11-02 and leaves on 2026-11-10. Then the successor gets her address.
  describe('with the address of a former employee', () => {
    const maya = createEmployee('maya', { name: 'Maya Lind' })
    const formerMaya = { ...maya, archivedOn: '2026-11-10' } as const
    const successor = createEmployee('successor', { emails: maya.emails })
    const root = createEmployee('root')

    /** Creates a host that has read each of the directories in turn. */
    const createHostWithDirectories = async (
      ...directories: readonly (readonly Employee[])[]
    ): Promise<MappingHost> => {
      let current: readonly Employee[] = []
      const host = createMappingHost(storage, { directory: { listEmployees: () => current } })
      await storeActivity(storage, { maya: 'maya@example.com' })
      for (const directory of directories) {
        current = [root, ...directory]
        await host.claude.directory.acceptShrunk(acme, { by: 'root' })
      }
      return host
    }

    test.each<[string, readonly (readonly Employee[])[]]>([
      ['was never linked to them', [[formerMaya, successor]]],
      [
        'was linked to them and is archived only after the successor has joined',
        [[maya], [maya, successor], [formerMaya, successor]],
      ],
    ])('stay unlinked until an admin decides, if the former employee %s', async (__, directories) => {
      const host = await createHostWithDirectories(...directories)
      expect(await host.getClaudeUser('maya')).toMatchObject({
        state: 'conflict',
        reason: { code: 'former_owner' },
        employee: null,
        candidates: [{ id: 'successor' }, { id: 'maya' }],
      })
      expect([await host.countMessages('successor'), await host.countMessages('maya')]).toEqual([null, null])
      for (const decision of ['automatic', 'undo'] as const) {
        await host.decideLink('maya', { decision: 'link', employeeId: 'successor' })
        expect(await host.countMessages('successor')).toBe(10)
        expect(await host.decideLink('maya', { decision })).toMatchObject({ reason: { code: 'former_owner' } })
      }
      await host.decideLink('maya', { decision: 'link', employeeId: 'maya' })
      expect([await host.countMessages('successor'), await host.countMessages('maya')]).toEqual([null, 5])
    })

    test('stay linked to a former employee who leaves the directory, until an admin decides', async () => {
      for (const directories of [
        [[maya], [successor]],
        [[maya], [], [successor]],
        [[maya], [successor, { ...successor, id: employeeId('twin') }]],
      ]) {
        const host = await createHostWithDirectories(...directories)
        const claudeUser = await host.getClaudeUser('maya')
        expect(claudeUser).toMatchObject({
          state: 'flagged',
          reason: { code: 'employee_gone' },
          employee: { id: 'maya' },
        })
        expect(claudeUser.candidates[0]?.id).toBe('successor')
        expect(await host.countMessages('successor')).toBeNull()
        await host.decideLink('maya', { decision: 'link', employeeId: 'successor' })
        expect(await host.countMessages('successor')).toBe(10)
        await resetAccount(storage, acme)
      }
    })

    test('are unlinked from the successor when activity before the former employee’s last day is read', async () => {
      const host = createMappingHost(storage, { directory: { listEmployees: () => [root, formerMaya, successor] } })
      await storeDay(storage, latestDay, { maya: { chat_messages: 5 } })
      await host.claude.directory.refresh(acme)
      expect(await host.countMessages('successor')).toBe(5)
      await storeDay(storage, '2026-11-11', { maya: { chat_messages: 5 } })
      await storeDay(storage, '2026-11-10', { maya: { chat_messages: 0 } })
      await host.claude.directory.refresh(acme)
      expect(await host.countMessages('successor')).toBe(10)
      await storeDay(storage, '2026-11-09', { maya: { chat_messages: 5 } })
      await host.claude.directory.refresh(acme)
      expect(await host.getClaudeUser('maya')).toMatchObject({ reason: { code: 'former_owner' }, employee: null })
      expect(await host.countMessages('successor')).toBeNull()
    })

    test('stay linked to the successor if an admin linked them', async () => {
      const host = await createHostWithDirectories([formerMaya, successor])
      await host.decideLink('maya', { decision: 'link', employeeId: 'successor' })
      await host.claude.directory.refresh(acme)
      expect(await host.countMessages('successor')).toBe(10)
    })
  })

  test('are linked by the host’s e-mail rules', async () => {
    const emails = { maya: 'maya@example.org', bo: 'bo+lab@example.com' }
    await storeActivity(storage, emails)
    expect((await createMappingHost(storage).listClaudeUsers()).counts).toMatchObject({ unmatched: 2, matched: 0 })
    const emailRules = { aliasDomains: [['example.com', 'example.org']], plusTags: true }
    const host = createMappingHost(storage, { emailRules })
    expect((await host.listClaudeUsers()).claudeUsers).toMatchObject([
      { id: 'user_bo', method: 'alias', reason: { code: 'plus_tag' } },
      { id: 'user_maya', method: 'alias', reason: { code: 'alias_domain' } },
    ])
    expect(await host.countMessages('maya')).toBe(10)
  })

  test('do not change when a decision names an unknown Claude user or employee', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    const response = await host.request(
      'admin:root',
      getLinkPath('stranger'),
      createPutInit({ decision: 'link', employeeId: 'nobody' }),
    )
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'employee_unknown', field: 'employeeId' })
    const requests: LinkRequest[] = [
      { decision: 'link', employeeId: 'maya' },
      { decision: 'unlink' },
      { decision: 'undo' },
    ]
    for (const id of ['nobody', '%00', "'%3B drop table x"]) {
      for (const request of requests) {
        const refused = await host.request('admin:root', getLinkPath(id), createPutInit(request))
        expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([404, 'not_found'])
      }
      expect((await host.request('admin:root', getLinkPath(id))).status).toBe(404)
    }
    expect(await storage.listLinks(acme)).toEqual([])
  })

  test('are visible only to admins of the account who are not archived', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    const requests: (readonly [string, RequestInit?])[] = [
      ['/claude-users'],
      [getLinkPath('stranger')],
      [getLinkPath('nobody')],
      [getLinkPath('stranger'), createPutInit({ decision: 'link', employeeId: 'bo' })],
      ['/employees?search=maya'],
    ]
    const readStatuses = async (viewer: string | null) =>
      await Promise.all(requests.map(async ([path, init]) => (await host.request(viewer, path, init)).status))
    expect(await readStatuses('maya')).toEqual([403, 403, 403, 403, 403])
    expect(await readStatuses('root')).toEqual([403, 403, 403, 403, 403])
    expect(await readStatuses('left')).toEqual([404, 404, 404, 404, 404])
    expect(await readStatuses('admin:left')).toEqual([404, 404, 404, 404, 404])
    expect(await readStatuses(null)).toEqual([401, 401, 401, 401, 401])
    // The other account has employees with the same ids, so its admin finds Maya there.
    expect(await readStatuses('globex/admin:root')).toEqual([200, 404, 404, 404, 200])
    const otherAccount = (await (
      await host.request('globex/admin:root', '/claude-users')
    ).json()) as ClaudeUsersResponse
    expect([otherAccount.claudeUsers, otherAccount.counts.unmatched]).toEqual([[], 0])
    expect(await storage.listLinks(acme)).toEqual([])
    expect(await readStatuses('admin:root')).toEqual([200, 200, 404, 200, 200])
  })

  test('are found by state, and by words of their address and of their employee’s name', async () => {
    const host = createMappingHost(storage)
    const names = ['ada', 'bob', 'cy', 'zoë']
    await storeActivity(storage, Object.fromEntries([...names, 'maya'].map((id) => [id, `${id}@example.com`])))
    await host.decideLink('bob', { decision: 'ignore' })
    await host.decideLink('cy', { decision: 'link', employeeId: 'bo' })
    const findIds = async (query: string) =>
      (await host.listClaudeUsers(query)).claudeUsers.map(({ id }) => id.slice(5))
    expect(await findIds('?state=unmatched')).toEqual(['ada', 'zoë'])
    expect(await findIds('?state=ignored')).toEqual(['bob'])
    expect(await findIds('?state=conflict')).toEqual([])
    expect(await findIds('?state=matched')).toEqual(['cy', 'maya'])
    expect(await findIds('?search=ZOE')).toEqual(['zoë'])
    expect(await findIds('?search=lind+MAYA')).toEqual(['maya'])
    expect(await findIds('?search=ek')).toEqual(['cy'])
    expect(await findIds('?search=example&state=matched')).toEqual(['cy', 'maya'])
    expect(await findIds('?search=nobody')).toEqual([])
    expect((await host.listClaudeUsers('?search=nobody')).counts).toMatchObject({
      unmatched: 2,
      ignored: 1,
      matched: 2,
    })
    const cursors = [
      [9, '', ''],
      [-1, '', ''],
      ['1e400', '', ''],
      [0, '\0', ''],
      [0, '', '\ud800'],
      [0, 1, ''],
      ['0', '', ''],
    ]
    const malformedPages = cursors.map((cursor) => `?page=${Buffer.from(JSON.stringify(cursor)).toString('base64url')}`)
    const longSearches = ['x'.repeat(5_000), 'a%20'.repeat(11), encodeURIComponent('ﷺ'.repeat(4))].map(
      (text) => `?search=${text}`,
    )
    for (const query of ['?state=lost', '?page=nonsense', '?page=W10', ...malformedPages, ...longSearches]) {
      const response = await host.request('admin:root', `/claude-users${query}`)
      expect([query.slice(0, 9), response.status]).toEqual([query.slice(0, 9), 400])
    }
  })

  test('appear once across pages, even if other Claude users leave the list between two pages', async () => {
    const host = createMappingHost(storage)
    const ids = Array.from({ length: 120 }, (__, index) => `p${String(index).padStart(3, '0')}`)
    // Some share an address, so the address alone does not order the list.
    await storeActivity(
      storage,
      Object.fromEntries(ids.map((id, index) => [id, index % 3 ? `${id}@x.org` : 'same@x.org'])),
    )
    const readAllPages = async (onPage: (page: ClaudeUsersResponse) => Promise<unknown>) => {
      const found: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const page: ClaudeUsersResponse = await host.listClaudeUsers(`?state=unmatched${next && `&page=${next}`}`)
        found.push(...page.claudeUsers.map(({ id }) => id.slice(5)))
        await onPage(page)
        next = page.next
      }
      return found
    }
    const allIds = await readAllPages(async () => {})
    expect(allIds.toSorted()).toEqual(ids)
    // The admin ignores four Claude users of each page, which removes them from the list.
    const idsWhileChanging = await readAllPages(async ({ claudeUsers }) => {
      for (const { id } of claudeUsers.slice(0, 4)) await host.decideLink(id.slice(5), { decision: 'ignore' })
    })
    expect(idsWhileChanging).toEqual(allIds)
    expect((await host.listClaudeUsers()).counts).toMatchObject({ unmatched: 108, ignored: 12 })
  })

  test('can be linked to employees found by name or address: at most twenty, current employees first', async () => {
    const many = Array.from({ length: 30 }, (__, index) => createEmployee(`m${index}`, { name: `Many ${index}` }))
    const host = createMappingHost(storage, {
      directory: { listEmployees: () => [...employees, ...many, createEmployee('lefty')] },
    })
    const findEmployeeIds = async (search: string) => {
      const answer = await (await host.request('admin:root', `/employees${search}`)).json()
      expect(employeesSchema.safeParse(answer).error).toBeUndefined()
      return (answer as EmployeesResponse).employees.map(({ id }) => id as string)
    }
    expect(await findEmployeeIds('?search=LIND%20maya@')).toEqual(['maya'])
    expect(await findEmployeeIds('?search=many')).toHaveLength(20)
    expect(await findEmployeeIds('?search=left')).toEqual(['lefty', 'left'])
    expect(await findEmployeeIds('?search=%25')).toEqual([])
    expect(await findEmployeeIds('')).toHaveLength(20)
    const words = 'm '.repeat(11)
    expect((await host.request('admin:root', `/employees?search=${words}`)).status).toBe(400)
    const viewer = { accountId: 'acme', employeeId: 'root', role: 'admin' } as const
    for (const answer of [
      host.claude.api.employees(viewer, { search: words }),
      host.claude.api.claudeUsers(viewer, { search: words }),
    ]) {
      await expect(answer).rejects.toMatchObject({ code: 'invalid_request', problem: { field: 'search' } })
    }
  })

  test('are found by their first suggested employee, but not by the viewer’s own id', async () => {
    const host = createMappingHost(storage, { employees: [...employees, createEmployee('bo2', { name: 'Bo Ekk' })] })
    await storeActivity(storage, {
      other: 'other@elsewhere.org',
      maya: 'maya@elsewhere.org',
      lind: 'maya.lind@elsewhere.org',
      bo: 'bo@elsewhere.org',
      // Suggests Bo Ekk first, and Bo Ek second.
      ekk: 'bo.ekk@elsewhere.org',
      root: 'root@elsewhere.org',
      matched: 'maya@example.com',
    })
    await host.claude.directory.refresh(acme)
    const findSuggestedFor = async (id: string, queryRest = '') => {
      const { claudeUsers } = await host.listClaudeUsers(`?state=unmatched&suggestedFor=${id}${queryRest}`)
      return claudeUsers.map((user) => user.id)
    }
    expect((await host.getClaudeUser('ekk')).suggestions.map(({ id }) => id)).toEqual(['bo2', 'bo'])
    expect(await findSuggestedFor('maya')).toEqual(['user_lind', 'user_maya'])
    expect(await findSuggestedFor('maya', '&search=lind')).toEqual(['user_lind'])
    expect(await findSuggestedFor('bo')).toEqual(['user_bo'])
    expect(await findSuggestedFor('bo2')).toEqual(['user_ekk'])
    expect((await host.getClaudeUser('root')).suggestions.map(({ id }) => id)).toEqual(['root'])
    expect(await findSuggestedFor('root')).toEqual([])
    expect(await findSuggestedFor('nobody')).toEqual([])
    expect(await findSuggestedFor('a%00b')).toEqual([])
    await host.decideLink('lind', { decision: 'link', employeeId: 'maya' })
    expect(await findSuggestedFor('maya')).toEqual(['user_maya'])
  })

  test('that are new or have another address since the last decision are listed with their current state', async () => {
    const host = createMappingHost(storage)
    await storeActivity(storage, { maya: 'nobody@example.com' })
    expect((await host.listClaudeUsers()).counts).toMatchObject({ unmatched: 1, matched: 0 })
    await storeActivity(storage, { maya: 'maya@example.com', bo: 'bo@example.com' })
    expect(await host.getClaudeUser('bo')).toMatchObject({ state: 'matched', employee: { id: 'bo' } })
    const { counts, claudeUsers } = await host.listClaudeUsers()
    expect(counts).toMatchObject({ unmatched: 0, matched: 2 })
    expect(claudeUsers).toMatchObject([{ email: 'bo@example.com' }, { email: 'maya@example.com' }])
  })

  test('are listed without loading all of them, and the directory is loaded only for suggestions', async () => {
    const calls: string[] = []
    const observed = new Proxy(storage, {
      get: (target, name: keyof StorageAdapter) => {
        const value: unknown = target[name]
        if (typeof value !== 'function') return value
        return (...args: readonly unknown[]) => {
          calls.push(name === 'listEmployees' && args[1] === undefined ? 'listEmployees of everyone' : name)
          return value.apply(target, args)
        }
      },
    })
    const host = createMappingHost(observed)
    await storeActivity(storage, { maya: 'maya@example.com', bo: 'bo@example.com', stranger: 's@elsewhere.org' })
    await host.listClaudeUsers()
    const readsOfEveryone = ['listClaudeUsers', 'listLinks', 'decideLinks', 'listEmployees of everyone']
    const findReadsOfEveryone = async (read: () => Promise<unknown>) => {
      calls.length = 0
      await read()
      return calls.filter((call) => readsOfEveryone.includes(call))
    }
    expect(await findReadsOfEveryone(() => host.listClaudeUsers('?state=matched&search=maya'))).toEqual([])
    expect(await findReadsOfEveryone(() => host.getClaudeUser('maya'))).toEqual([])
    expect(await findReadsOfEveryone(() => host.listClaudeUsers())).toEqual(['listEmployees of everyone'])
  })

  test('follow decisions, and otherwise the rules, after any sequence of decisions and directories', async () => {
    const ids = ['a', 'b', 'c']
    const emails = { a: 'x@example.com', b: 'y@example.com', c: 'x@example.com' }
    const anyAddress = fc.constantFrom('x@example.com', 'y@example.com', 'z@example.com')
    const anyEntry = fc.record({ id: fc.constantFrom('p', 'q', 'r'), email: anyAddress, isArchived: fc.boolean() })
    const anyDirectory = fc.array(anyEntry, { minLength: 1, maxLength: 3 })
    const anyStep = fc.oneof(
      fc.record({ directory: anyDirectory }),
      fc.record({
        claudeUser: fc.constantFrom(...ids),
        request: fc.oneof(
          fc.constantFrom('p', 'q', 'r').map((id): LinkRequest => ({ decision: 'link', employeeId: id })),
          fc.constantFrom('unlink', 'ignore', 'automatic', 'undo').map((decision): LinkRequest => ({ decision })),
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 8 }), async (steps) => {
        await resetAccount(storage, acme)
        let entries = [createEmployee('root')]
        const host = createMappingHost(storage, { directory: { listEmployees: () => entries } })
        await storeActivity(storage, emails)
        const findLink = async (id: string) =>
          (await storage.listLinks(acme)).find((link) => link.claudeUserId === `user_${id}`)
        /** The link of each Claude user before the admin's last decision that changed it. */
        const previousLinks = new Map<string, Link | undefined>()
        for (const step of steps) {
          if ('directory' in step) {
            const manualLinks = (await storage.listLinks(acme)).filter(({ method }) => method === 'manual')
            entries = step.directory.map(({ id, email, isArchived }) =>
              createEmployee(id, { emails: [email], archivedOn: isArchived ? '2026-06-30' : null }),
            )
            await host.claude.directory.acceptShrunk(acme, { by: 'root' })
            expect(await storage.listLinks(acme)).toEqual(expect.arrayContaining(manualLinks))
            continue
          }
          const { claudeUser, request } = step
          const before = await findLink(claudeUser)
          const isAccepted = typeof (await host.decideLink(claudeUser, request)) !== 'string'
          const after = await findLink(claudeUser)
          const previous = previousLinks.get(claudeUser)
          if (!isAccepted) expect(after).toEqual(before)
          else if (request.decision === 'link')
            expect(after).toMatchObject({ employeeId: request.employeeId, method: 'manual' })
          else if (request.decision === 'undo' && previous?.method === 'manual') expect(after).toEqual(previous)
          if (JSON.stringify(before) !== JSON.stringify(after)) previousLinks.set(claudeUser, before)
        }
        // Each Claude user has one link at most, and the rules have nothing left to change.
        const links = await storage.listLinks(acme)
        expect(new Set(links.map(({ claudeUserId }) => claudeUserId)).size).toBe(links.length)
        await host.claude.directory.acceptShrunk(acme, { by: 'root' })
        expect(await storage.listLinks(acme)).toEqual(links)
        // The list agrees with the stored links, from which the stats are computed.
        for (const { id, employee } of (await host.listClaudeUsers()).claudeUsers) {
          expect(links.find((link) => link.claudeUserId === id)?.employeeId ?? null).toBe(employee?.id ?? null)
        }
      }),
      { numRuns },
    )
  })
})
