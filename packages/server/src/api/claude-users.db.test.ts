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
  startOfDay,
} from '@windmill/claude-core'
import { claudeUserSchema, claudeUsersSchema, employeesSchema } from '@windmill/claude-core/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, person, storeDay, type TestHost } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const today: Day = '2026-11-20'

const employees = [
  person('root', { name: 'Root Admin' }),
  person('maya', { name: 'Maya Lind', managerId: employeeId('root') }),
  person('bo', { name: 'Bo Ek' }),
  person('left', { name: 'Lee Left', archivedOn: '2026-06-30' }),
]

interface MappingHost extends TestHost {
  readonly list: (query?: string) => Promise<ClaudeUsersResponse>
  readonly user: (id: string) => Promise<ClaudeUserResponse>
  /** An admin's decision; the answer, or the code of the problem. */
  readonly decide: (id: string, request: LinkRequest) => Promise<ClaudeUserResponse | string>
  /** All of someone's chat messages, before and after any decision. */
  readonly messages: (subject: string) => Promise<number | null>
  readonly clock: ReturnType<typeof virtualClock>
}

const put = (body: unknown): RequestInit => ({
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const linkOf = (id: string) => `/claude-users/user_${id}/link`

const mappingHost = (storage: StorageAdapter, options: Partial<ClaudeIntegrationOptions> = {}): MappingHost => {
  const clock = virtualClock(now)
  const host = createTestHost({ storage, clock, employees, ...options })
  const json = async <Answer>(path: string, init?: RequestInit) =>
    (await (await host.request('admin:root', path, init)).json()) as Answer
  return {
    ...host,
    clock,
    list: (query = '') => json(`/claude-users${query}`),
    user: (id) => json(linkOf(id)),
    decide: async (id, request) => {
      clock.set(clock.now() + 1_000)
      const answer = await json<ClaudeUserResponse | Problem>(linkOf(id), put(request))
      return 'code' in answer ? answer.code : answer
    },
    messages: async (subject) => {
      const stats = await json<EmployeeStatsResponse>(`/employees/${subject}/stats?from=2026-11-01&to=${today}`)
      return stats.stats['chat.messages'].value
    },
  }
}

/** Two days of activity: 5 messages each, for everyone named. */
const seen = async (storage: StorageAdapter, emails: Readonly<Record<string, string | null>>): Promise<void> => {
  const usage = Object.fromEntries(Object.keys(emails).map((id) => [id, { chat_messages: 5 }]))
  for (const day of ['2026-11-02', today] as const) await storeDay(storage, day, usage, today, emails)
}

describe.each(stores)('whose a claude user is, on %s', (_, create, numRuns) => {
  const storage = useStore(create)

  it('is said with its reason, whom it is, and when they were last active', async () => {
    const host = mappingHost(storage)
    await seen(storage, { maya: 'MAYA@example.com', stranger: 'stranger@elsewhere.org', nameless: null })
    await host.claude.directory.refresh(acme)
    const list = await host.list()
    expect(claudeUsersSchema.safeParse(list).error).toBeUndefined()
    expect(list).toMatchObject({
      counts: { unmatched: 2, conflict: 0, flagged: 0, ignored: 0, matched: 1 },
      next: null,
      directory: { employees: 4, heldBack: null, problems: [] },
    })
    // What has to be done comes first.
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

  it('is changed by an admin, with the whole history at once, and changed back', async () => {
    const host = mappingHost(storage)
    await seen(storage, { stranger: 'stranger@elsewhere.org' })
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
    const nobody = { employee: null, method: null, ignored: false }
    const maya = { employee: { id: 'maya', name: 'Maya Lind' }, method: 'manual', ignored: false }
    expect((await host.user('stranger')).changes).toEqual([
      { at: new Date(now + 2_000).toISOString(), by: root, from: maya, to: nobody },
      { at: new Date(now + 1_000).toISOString(), by: root, from: nobody, to: maya },
    ])
    // Taking back what was taken back brings it again.
    expect(await host.decide('stranger', { decision: 'undo' })).toMatchObject({ employee: { id: 'maya' } })
    expect(await host.messages('maya')).toBe(10)
  })

  it.each<[string, LinkRequest, MappingState, string]>([
    ['linked to someone else', { decision: 'link', employeeId: 'bo' }, 'matched', 'chosen'],
    ['linked to someone who left', { decision: 'link', employeeId: 'left' }, 'matched', 'chosen'],
    ['taken off', { decision: 'unlink' }, 'unmatched', 'taken_off'],
    ['ignored', { decision: 'ignore' }, 'ignored', 'set_aside'],
  ])(
    'stays as an admin decided, whatever the address says, until they let the rules decide: %s',
    async (__, request, state, reason) => {
      const host = mappingHost(storage)
      await seen(storage, { maya: 'maya@example.com' })
      await host.claude.directory.refresh(acme)
      expect(await host.messages('maya')).toBe(10)
      expect(await host.decide('maya', request)).toMatchObject({ state, reason: { code: reason }, method: 'manual' })
      for (const again of [host.claude.directory.refresh, host.claude.directory.accept]) {
        await again(acme)
        expect(await host.user('maya')).toMatchObject({ state, reason: { code: reason } })
        expect(await host.messages('maya')).toBeNull()
      }
      expect(await host.decide('maya', { decision: 'automatic' })).toMatchObject({ state: 'matched', method: 'email' })
      expect(await host.messages('maya')).toBe(10)
      // Giving it to the rules is a decision too, and can be taken back.
      expect(await host.decide('maya', { decision: 'undo' })).toMatchObject({ state, reason: { code: reason } })
    },
  )

  it('cannot be taken back where the rules made the newest change, or nobody any', async () => {
    const host = mappingHost(storage)
    await seen(storage, { maya: 'maya@example.com', stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    for (const id of ['maya', 'stranger']) {
      const before = await host.user(id)
      const response = await host.request('admin:root', linkOf(id), put({ decision: 'undo' }))
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({ code: 'nothing_to_undo' })
      expect(await host.user(id)).toEqual(before)
    }
  })

  it('taken back, is what the rules make of it now', async () => {
    const host = mappingHost(storage)
    await seen(storage, { maya: 'maya@example.com' })
    await host.claude.directory.refresh(acme)
    await host.decide('maya', { decision: 'ignore' })
    // Meanwhile the address went to someone else.
    await host.claude.directory.upsert(acme, [
      person('maya', { emails: [] }),
      person('bo', { emails: ['maya@example.com'] }),
    ])
    expect(await host.decide('maya', { decision: 'undo' })).toMatchObject({ employee: { id: 'bo' }, method: 'email' })
    expect([await host.messages('maya'), await host.messages('bo')]).toEqual([null, 10])
  })

  it('is decided once for all who share an address: when one of two is the former owner’s, the other is settled', async () => {
    const both = ['old@example.com']
    const host = mappingHost(storage, {
      directory: {
        listEmployees: () => [
          ...employees,
          person('former', { emails: both, archivedOn: '2026-06-30' }),
          person('new', { emails: both }),
        ],
      },
    })
    await seen(storage, { one: 'old@example.com', two: 'old@example.com' })
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

  describe('with an address that was someone else’s, who was active on the 2nd and left on the 10th', () => {
    const maya = person('maya', { name: 'Maya Lind' })
    const left = { ...maya, archivedOn: '2026-11-10' } as const
    const heir = person('heir', { emails: maya.emails })
    const root = person('root')

    /** A host whose directory was, one after the other, each of these. */
    const after = async (...directories: readonly (readonly Employee[])[]): Promise<MappingHost> => {
      let now: readonly Employee[] = []
      const host = mappingHost(storage, { directory: { listEmployees: () => now } })
      await seen(storage, { maya: 'maya@example.com' })
      for (const directory of directories) {
        now = [root, ...directory]
        await host.claude.directory.accept(acme)
      }
      return host
    }

    it.each<[string, readonly (readonly Employee[])[]]>([
      ['was never linked', [[left, heir]]],
      ['was linked, and is archived late', [[maya], [maya, heir], [left, heir]]],
    ])('is nobody’s until an admin says whose: the former owner %s', async (__, directories) => {
      const host = await after(...directories)
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

    it('stays the former owner’s when they are removed from the directory, and is one decision away from the heir', async () => {
      for (const directories of [
        [[maya], [heir]],
        [[maya], [], [heir]],
        [[maya], [heir, { ...heir, id: employeeId('twin') }]],
      ]) {
        const host = await after(...directories)
        const user = await host.user('maya')
        expect(user).toMatchObject({ state: 'flagged', reason: { code: 'employee_gone' }, employee: { id: 'maya' } })
        expect(user.candidates[0]?.id).toBe('heir')
        expect(await host.messages('heir')).toBeNull()
        await host.decide('maya', { decision: 'link', employeeId: 'heir' })
        expect(await host.messages('heir')).toBe(10)
        await storage.eraseAccount(acme)
      }
    })

    it('is the heir’s no more, once activity comes to light from when the former owner was here', async () => {
      const host = mappingHost(storage, { directory: { listEmployees: () => [root, left, heir] } })
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

    it('stays the heir’s, where an admin said so', async () => {
      const host = await after([left, heir])
      await host.decide('maya', { decision: 'link', employeeId: 'heir' })
      await host.claude.directory.refresh(acme)
      expect(await host.messages('heir')).toBe(10)
    })
  })

  it('follows the rules for addresses that the host sets', async () => {
    const emails = { maya: 'maya@example.org', bo: 'bo+lab@example.com' }
    await seen(storage, emails)
    expect((await mappingHost(storage).list()).counts).toMatchObject({ unmatched: 2, matched: 0 })
    const emailRules = { aliasDomains: [['example.com', 'example.org']], plusTags: true }
    const host = mappingHost(storage, { emailRules })
    expect((await host.list()).claudeUsers).toMatchObject([
      { id: 'user_bo', method: 'alias', reason: { code: 'plus_tag' } },
      { id: 'user_maya', method: 'alias', reason: { code: 'alias_domain' } },
    ])
    expect(await host.messages('maya')).toBe(10)
  })

  it('is refused for someone who is not there, and nothing changes', async () => {
    const host = mappingHost(storage)
    await seen(storage, { stranger: 'stranger@elsewhere.org' })
    const unknown = await host.request(
      'admin:root',
      linkOf('stranger'),
      put({ decision: 'link', employeeId: 'nobody' }),
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
        const response = await host.request('admin:root', linkOf(id), put(request))
        expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'not_found'])
      }
      expect((await host.request('admin:root', linkOf(id))).status).toBe(404)
    }
    expect(await storage.listLinks(acme)).toEqual([])
  })

  it('is for the admins of the account alone, and those who have left learn nothing', async () => {
    const host = mappingHost(storage)
    await seen(storage, { stranger: 'stranger@elsewhere.org' })
    await host.claude.directory.refresh(acme)
    const requests: (readonly [string, RequestInit?])[] = [
      ['/claude-users'],
      [linkOf('stranger')],
      [linkOf('nobody')],
      [linkOf('stranger'), put({ decision: 'link', employeeId: 'bo' })],
      ['/employees?search=maya'],
    ]
    const statusOf = async (viewer: string | null) =>
      await Promise.all(requests.map(async ([path, init]) => (await host.request(viewer, path, init)).status))
    expect(await statusOf('maya')).toEqual([403, 403, 403, 403, 403])
    expect(await statusOf('root')).toEqual([403, 403, 403, 403, 403])
    expect(await statusOf('left')).toEqual([404, 404, 404, 404, 404])
    expect(await statusOf('admin:left')).toEqual([404, 404, 404, 404, 404])
    expect(await statusOf(null)).toEqual([401, 401, 401, 401, 401])
    // An admin of another customer sees that customer's own people, who are the same in this host's directory.
    expect(await statusOf('globex/admin:root')).toEqual([200, 404, 404, 404, 200])
    const other = (await (await host.request('globex/admin:root', '/claude-users')).json()) as ClaudeUsersResponse
    expect([other.claudeUsers, other.counts.unmatched]).toEqual([[], 0])
    expect(await storage.listLinks(acme)).toEqual([])
    expect(await statusOf('admin:root')).toEqual([200, 200, 404, 200, 200])
  })

  it('is found by state, and by words of the address and of whom it is', async () => {
    const host = mappingHost(storage)
    const names = ['ada', 'bob', 'cy', 'zoë']
    await seen(storage, Object.fromEntries([...names, 'maya'].map((id) => [id, `${id}@example.com`])))
    await host.decide('bob', { decision: 'ignore' })
    await host.decide('cy', { decision: 'link', employeeId: 'bo' })
    const idsOf = async (query: string) => (await host.list(query)).claudeUsers.map(({ id }) => id.slice(5))
    expect(await idsOf('?state=unmatched')).toEqual(['ada', 'zoë'])
    expect(await idsOf('?state=ignored')).toEqual(['bob'])
    expect(await idsOf('?state=conflict')).toEqual([])
    expect(await idsOf('?state=matched')).toEqual(['cy', 'maya'])
    expect(await idsOf('?search=ZOE')).toEqual(['zoë'])
    expect(await idsOf('?search=lind+MAYA')).toEqual(['maya'])
    expect(await idsOf('?search=ek')).toEqual(['cy'])
    expect(await idsOf('?search=example&state=matched')).toEqual(['cy', 'maya'])
    expect(await idsOf('?search=nobody')).toEqual([])
    expect((await host.list('?search=nobody')).counts).toMatchObject({ unmatched: 2, ignored: 1, matched: 2 })
    for (const query of ['?state=lost', '?page=nonsense', '?page=W10', `?search=${'x'.repeat(5_000)}`]) {
      const response = await host.request('admin:root', `/claude-users${query}`)
      expect([query.slice(0, 9), response.status]).toEqual([query.slice(0, 9), 400])
    }
  })

  it('is listed in pages that hold everyone once, also while the list is worked through', async () => {
    const host = mappingHost(storage)
    const ids = Array.from({ length: 120 }, (__, index) => `p${String(index).padStart(3, '0')}`)
    // Some share an address, which alone would not be a place in the list.
    await seen(storage, Object.fromEntries(ids.map((id, index) => [id, index % 3 ? `${id}@x.org` : 'same@x.org'])))
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
    // Each page loses a third of its people while the admin goes through it.
    const worked = await walk(async ({ claudeUsers }) => {
      for (const { id } of claudeUsers.slice(0, 4)) await host.decide(id.slice(5), { decision: 'ignore' })
    })
    expect(worked).toEqual(all)
    expect((await host.list()).counts).toMatchObject({ unmatched: 108, ignored: 12 })
  })

  it('finds whom an admin may choose, at most twenty, those who are here first', async () => {
    const many = Array.from({ length: 30 }, (__, index) => person(`m${index}`, { name: `Many ${index}` }))
    const host = mappingHost(storage, { directory: { listEmployees: () => [...employees, ...many, person('lefty')] } })
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

  it('is, after any decisions and directories, as the admin decided, and else what the rules make of it', async () => {
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
        let entries = [person('root')]
        const host = mappingHost(storage, { directory: { listEmployees: () => entries } })
        await seen(storage, emails)
        const linkNow = async (id: string) =>
          (await storage.listLinks(acme)).find((link) => link.claudeUserId === `user_${id}`)
        /** What each claude user's link was before the last decision that changed it. */
        const before = new Map<string, Link | undefined>()
        for (const each of steps) {
          if ('directory' in each) {
            const decided = (await storage.listLinks(acme)).filter(({ method }) => method === 'manual')
            entries = each.directory.map(({ id, email, left }) =>
              person(id, { emails: [email], archivedOn: left ? '2026-06-30' : null }),
            )
            await host.claude.directory.accept(acme)
            expect(await storage.listLinks(acme)).toEqual(expect.arrayContaining(decided))
            continue
          }
          const { user, request } = each
          const was = await linkNow(user)
          const isDone = typeof (await host.decide(user, request)) !== 'string'
          const is = await linkNow(user)
          const former = before.get(user)
          if (!isDone) expect(is).toEqual(was)
          else if (request.decision === 'link')
            expect(is).toMatchObject({ employeeId: request.employeeId, method: 'manual' })
          else if (request.decision === 'undo' && former?.method === 'manual') expect(is).toEqual(former)
          if (JSON.stringify(was) !== JSON.stringify(is)) before.set(user, was)
        }
        // Nobody is anybody's twice, and the rules have nothing left to do.
        const links = await storage.listLinks(acme)
        expect(new Set(links.map(({ claudeUserId }) => claudeUserId)).size).toBe(links.length)
        await host.claude.directory.accept(acme)
        expect(await storage.listLinks(acme)).toEqual(links)
        // What the list says is what the numbers rest on.
        for (const { id, employee } of (await host.list()).claudeUsers) {
          expect(links.find((link) => link.claudeUserId === id)?.employeeId ?? null).toBe(employee?.id ?? null)
        }
      }),
      { numRuns },
    )
  })
})
