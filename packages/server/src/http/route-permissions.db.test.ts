import {
  type AccessResponse,
  type AdoptionResponse,
  type ClaudeUsersResponse,
  canView,
  canViewTeam,
  type Day,
  type Employee,
  type EmployeeDataResponse,
  type EmployeeDaysResponse,
  type EmployeeId,
  type EmployeeStatsResponse,
  employeeId,
  isArchived,
  listManagers,
  type ObservationsResponse,
  type Permission,
  type Problem,
  permissions,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HostViewer } from '../host-viewer.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme, createTestHost, globex, resetAccount, storeDay, type TestHost } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const today: Day = '2026-11-22'
const clock = createVirtualClock(Date.parse(`${today}T15:00:00Z`))
const period = 'from=2026-11-01&to=2026-11-20'

/** Fixed employees, at least one for each relation to `subject`. Random employees report to them or manage them. */
const fixedEmployees: readonly (readonly [id: string, manager: string | null, archivedOn?: Day])[] = [
  ['depth-3', null],
  ['depth-2', 'depth-3'],
  ['depth-1', 'depth-2'],
  ['subject', 'depth-1'],
  ['peer', 'depth-1'],
  ['other-manager', 'depth-2'],
  ['in-other-team', 'other-manager'],
  ['archived-manager', 'depth-2', today],
  ['under-archived', 'archived-manager'],
  ['on-cycle', 'also-on-cycle'],
  ['also-on-cycle', 'on-cycle'],
  ['under-cycle', 'on-cycle'],
  ['archived-admin', 'depth-3', '2026-11-15'],
]
const randomIds = ['r0', 'r1', 'r2', 'r3', 'r4']
const employeeIds = [...fixedEmployees.map(([id]) => id), ...randomIds]
const everyPermissionBut = (permission: Permission) => permissions.filter((other) => other !== permission)
const viewers: readonly HostViewer[] = [
  ...[...employeeIds, 'stranger'].map((id) => ({ accountId: acme, employeeId: id, role: 'employee' as const })),
  ...['subject', 'depth-1', 'on-cycle', 'archived-admin', 'r0', 'stranger'].map((id) => ({
    accountId: acme,
    employeeId: id,
    role: 'admin' as const,
  })),
  ...['subject', 'depth-1', 'peer', 'stranger'].map((id) => ({
    accountId: globex,
    employeeId: id,
    role: 'employee' as const,
  })),
  { accountId: globex, employeeId: 'depth-3', role: 'admin' },
  ...permissions.map((permission) => ({ accountId: acme, employeeId: 'peer', permissions: [permission] })),
  { accountId: acme, employeeId: 'depth-1', permissions: everyPermissionBut('people:view') },
  { accountId: acme, employeeId: 'peer', permissions: everyPermissionBut('audit:view') },
  ...['depth-1', 'depth-3', 'archived-manager', 'on-cycle', 'r0', 'gone'].map((principal) => ({
    accountId: acme,
    employeeId: 'peer',
    role: 'employee' as const,
    actsFor: [principal],
  })),
  { accountId: acme, employeeId: 'stranger', role: 'employee', actsFor: ['depth-2', 'r1'] },
  { accountId: acme, employeeId: 'archived-admin', role: 'employee', actsFor: ['depth-3'] },
  { accountId: globex, employeeId: 'peer', role: 'employee', actsFor: ['depth-1'] },
]

const anyDirectory = fc.record({
  /** Manager of `depth-3`, the top of the fixed employees. */
  topManager: fc.constantFrom(null, 'r0', 'gone', 'depth-3'),
  randomEmployees: fc.tuple(
    ...randomIds.map((id) =>
      fc.record({
        id: fc.constant(id),
        manager: fc.constantFrom(null, 'gone', ...employeeIds),
        archivedOn: fc.constantFrom<(Day | null)[]>(null, null, null, '2026-11-21', today, '2026-11-23'),
      }),
    ),
  ),
})
type RandomDirectory = typeof anyDirectory extends fc.Arbitrary<infer Value> ? Value : never

/** Creates an employee with a manager, or without one for null. */
const createEntry = (id: string, manager: string | null, archivedOn: Day | null = null): Employee =>
  createEmployee(id, { managerId: manager === null ? null : employeeId(manager), archivedOn })

/** What a viewer may see, computed from core's rules only. */
interface Oracle {
  readonly viewerId: string
  readonly canSee: (id: string) => boolean
  /** Whether the viewer sees the group of everyone below a manager. */
  readonly canSeeTeam: (managerId: string) => boolean
  readonly isKnown: (id: string) => boolean
  readonly canReadLogs: boolean
  readonly isArchived: boolean
  /** Employees below a manager, at any depth. */
  readonly listTeam: (managerId: string) => readonly string[]
  /** Managers above an employee, nearest first, without archived ones. */
  readonly listCurrentManagers: (id: string) => readonly string[]
  /** Employees covered by the viewer's adoption and export. */
  readonly groupScope: readonly string[]
  /** Whether any usage is stored for the viewer's account. */
  readonly hasUsage: boolean
  /** Sum of chat messages. Each employee sent a different power of two, so a sum identifies the employees in it. */
  readonly sumMessages: (ids: readonly string[]) => number | null
}

const createOracle = (
  viewer: HostViewer,
  directories: { readonly acme: readonly Employee[]; readonly globex: readonly Employee[] },
): Oracle => {
  const { employeeId: id, role, actsFor = [] } = viewer
  const isGlobex = viewer.accountId === globex
  const employees = directories[isGlobex ? 'globex' : 'acme']
  const directory = new Map(employees.map((person) => [person.id, person]))
  const viewerPermissions = role === 'admin' ? permissions : (viewer.permissions ?? [])
  const viewerIdentity = {
    employeeId: employeeId(id),
    permissions: viewerPermissions,
    actsFor: actsFor.map(employeeId),
  }
  const isVisible = (other: string) => canView(viewerIdentity, employeeId(other), directory, today)
  const listAllManagers = (other: string): readonly EmployeeId[] => listManagers(employeeId(other), directory)
  const viewerEntry = directory.get(viewerIdentity.employeeId)
  return {
    viewerId: id,
    canSee: isVisible,
    canReadLogs: viewerPermissions.includes('audit:view'),
    isKnown: (other) => directory.has(employeeId(other)),
    canSeeTeam: (managerId) => canViewTeam(viewerIdentity, employeeId(managerId), directory, today),
    isArchived: viewerEntry !== undefined && isArchived(viewerEntry, today),
    listTeam: (managerId) => employeeIds.filter((other) => listAllManagers(other).includes(employeeId(managerId))),
    listCurrentManagers: (other) =>
      listAllManagers(other).filter((manager) => !isArchived(directory.get(manager) ?? { archivedOn: null }, today)),
    groupScope: viewerPermissions.includes('people:view')
      ? employeeIds.filter(isVisible)
      : employeeIds.filter((other) => isVisible(other) && listAllManagers(other).includes(viewerIdentity.employeeId)),
    hasUsage: !isGlobex,
    sumMessages: (ids) => (isGlobex ? null : ids.reduce((sum, other) => sum + countMessages(other), 0)),
  }
}

/** Lists every subset of a list, in the list's order. */
const listSubsets = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: 2 ** items.length }, (_, mask) => items.filter((_item, index) => mask & (1 << index)))

/** The only employee without a Claude user. */
const unlinkedId = 'r4'
const countMessages = (id: string): number => (id === unlinkedId ? 0 : 2 ** employeeIds.indexOf(id))

const createHost = async (storage: StorageAdapter, { topManager, randomEmployees }: RandomDirectory) => {
  for (const account of [acme, globex]) await resetAccount(storage, account)
  const directories = {
    acme: [
      ...fixedEmployees.map(([id, manager, archivedOn]) =>
        createEntry(id, id === 'depth-3' ? topManager : manager, archivedOn),
      ),
      ...randomEmployees.map(({ id, manager, archivedOn }) => createEntry(id, manager, archivedOn)),
    ],
    // The other account has the same employee ids, and `subject` manages everyone.
    globex: employeeIds.map((id) => createEntry(id, id === 'subject' ? null : 'subject')),
  }
  const host = createTestHost({
    storage,
    clock,
    directory: { listEmployees: async (account) => directories[account === globex ? 'globex' : 'acme'] },
  })
  await storeUsage(host)
  await host.claude.directory.refresh(globex)
  return { host, directories }
}

/** Stores a day and links its Claude users. */
const storeUsage = async ({ storage, claude }: TestHost): Promise<void> => {
  const usage = employeeIds
    .filter((id) => id !== unlinkedId)
    .map((id) => [id, { chat_messages: countMessages(id) }] as const)
  await storeDay(storage, '2026-11-10', Object.fromEntries(usage), '2026-11-20')
  await claude.directory.refresh(acme)
}

interface ExpectedAnswer {
  /** Whether core's rules allow the request. */
  readonly isAllowed: boolean
  readonly path: string
  readonly init?: RequestInit
  /** The same route for an unknown id, or an unknown route. A refused request must get the answer of this path. */
  readonly unknownPath: string
  /** Checks the answer to an allowed request. */
  readonly check?: (response: Response) => Promise<void>
}

const readJson = async <Body>(response: Response): Promise<Body> => (await response.json()) as Body
const createJsonInit = (value: unknown): RequestInit => ({
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
})
/** Creates the expected answers of a route for each employee id. */
const createAnswers = (
  getPath: (id: string) => string,
  createAnswer: (id: string) => Omit<ExpectedAnswer, 'path' | 'unknownPath'>,
  ids: readonly string[] = employeeIds,
): ExpectedAnswer[] =>
  ids.map((id) => ({
    ...createAnswer(id),
    path: getPath(encodeURIComponent(id)),
    unknownPath: getPath('nobody'),
  }))
const getTotalMessages = ({ totals }: TeamStatsResponse) => totals['chat.messages']?.value ?? null

/** Every route about people, with the answers that core's rules require. */
const peopleRoutes: Readonly<Record<string, (oracle: Oracle) => readonly ExpectedAnswer[]>> = {
  'GET /employees/{id}/stats': ({ canSee, sumMessages }) =>
    createAnswers(
      (id) => `/employees/${id}/stats?${period}`,
      (id) => ({
        isAllowed: canSee(id),
        check: async (response) => {
          const answer = await readJson<EmployeeStatsResponse>(response)
          expect(answer.employeeId).toBe(id)
          expect(answer.stats['chat.messages'].value).toBe(id === unlinkedId ? null : sumMessages([id]))
        },
      }),
    ),
  'GET /employees/{id}/days': ({ canSee, sumMessages }) =>
    createAnswers(
      (id) => `/employees/${id}/days?${period}`,
      (id) => ({
        isAllowed: canSee(id),
        check: async (response) => {
          const answer = await readJson<EmployeeDaysResponse>(response)
          expect(answer.employeeId).toBe(id)
          const figures = answer.days.flatMap(({ counters }) => counters ?? [])
          const messages = figures.reduce((sum, counters) => sum + (counters.chat_messages ?? 0), 0)
          expect(figures.length > 0 ? messages : null).toBe(id === unlinkedId ? null : sumMessages([id]))
        },
      }),
    ),
  'GET /employees/{id}/observations': ({ canSee }) =>
    createAnswers(
      (id) => `/employees/${id}/observations?${period}`,
      (id) => ({
        isAllowed: canSee(id),
        check: async (response) => {
          expect((await readJson<ObservationsResponse>(response)).employeeId).toBe(id)
        },
      }),
    ),
  'GET /teams/{managerId}/stats': ({ canSeeTeam, listTeam, sumMessages }) =>
    createAnswers(
      (id) => `/teams/${id}/stats?${period}&stats=chat.messages`,
      (id) => ({
        isAllowed: canSeeTeam(id),
        check: async (response) => {
          const team = await readJson<TeamStatsResponse>(response)
          expect(team.people.map((member) => member.id).sort()).toEqual([...listTeam(id)].sort())
          const linkedIds = listTeam(id).filter((member) => member !== unlinkedId)
          expect(getTotalMessages(team)).toBe(linkedIds.length > 0 ? sumMessages(linkedIds) : null)
        },
      }),
    ),
  'GET /employees/{id}/access': ({ viewerId, isArchived, isKnown, listCurrentManagers, canReadLogs }) =>
    createAnswers(
      (id) => `/employees/${id}/access`,
      (id) => ({
        isAllowed: isKnown(id) && !isArchived && (canReadLogs || id === viewerId),
        check: async (response) => {
          const { managers } = await readJson<AccessResponse>(response)
          expect(managers.map((manager) => manager.id)).toEqual(listCurrentManagers(id))
        },
      }),
    ),
  'GET /employees/{id}/data': ({ viewerId, isArchived, isKnown }) =>
    createAnswers(
      (id) => `/employees/${id}/data`,
      (id) => ({
        isAllowed: isKnown(id) && !isArchived && id === viewerId,
        check: async (response) => {
          const { employee, claudeUsers } = await readJson<EmployeeDataResponse>(response)
          expect(employee?.id).toBe(id)
          for (const user of claudeUsers) expect(user.id).toBe(`user_${id}`)
        },
      }),
      ['subject', 'depth-1', 'archived-manager', 'archived-admin', 'r0'],
    ),
  'GET /adoption': ({ groupScope, hasUsage, canSeeTeam, listTeam }) => [
    ...createAnswers(
      (id) => `/adoption?${period}&bucket=month&scope=${id}`,
      (id) => ({
        isAllowed: canSeeTeam(id) && listTeam(id).length > 0,
        check: async (response) => {
          const { people, manager } = await readJson<AdoptionResponse>(response)
          expect([people, manager?.id]).toEqual([listTeam(id).length, id])
        },
      }),
      ['depth-3', 'depth-1', 'archived-manager', 'on-cycle', 'r0'],
    ),
    {
      isAllowed: groupScope.length > 0,
      path: `/adoption?${period}&bucket=month`,
      unknownPath: '/nothing',
      check: async (response) => {
        const { people, active, teams } = await readJson<AdoptionResponse>(response)
        expect(people).toBe(groupScope.length)
        expect(active.chat).toBe(hasUsage ? groupScope.filter((id) => id !== unlinkedId).length : null)
        for (const { manager } of teams) if (manager) expect(groupScope).toContain(manager.id)
      },
    },
  ],
  'GET /export.csv': ({ groupScope, hasUsage }) => [
    {
      isAllowed: groupScope.length > 0,
      path: `/export.csv?${period}`,
      unknownPath: '/nothing',
      check: async (response) => {
        const rows = parse(await response.text(), { columns: true }) as Record<string, string>[]
        const expectedIds = hasUsage ? groupScope.filter((id) => id !== unlinkedId) : []
        expect(rows.map((row) => row['Employee ID']).sort()).toEqual([...expectedIds].sort())
        for (const row of rows)
          expect(row['Chat: Messages (messages)']).toBe(String(countMessages(row['Employee ID'] ?? '')))
      },
    },
  ],
}

/**
 * Every other route. A viewer needs one of the permissions in `needs`; `everyone` means all viewers who are not
 * archived.
 */
const accountRoutes: Readonly<
  Record<
    string,
    {
      readonly path: string
      readonly init?: RequestInit
      readonly needs: readonly Permission[] | 'everyone'
      /** Whether a viewer who sees more than three people is refused nevertheless. */
      readonly isForFewPeople?: true
    }
  >
> = {
  'GET /viewer': { path: '/viewer', needs: 'everyone' },
  'GET /connection': { path: '/connection', needs: 'everyone' },
  'POST /connection/preview': {
    path: '/connection/preview',
    init: createJsonInit({ apiKey: 'no key' }),
    needs: ['connection:manage'],
  },
  'PUT /connection': { path: '/connection', init: createJsonInit({ apiKey: 'no key' }), needs: ['connection:manage'] },
  'DELETE /connection': { path: '/connection?data=keep', needs: ['connection:manage'] },
  'DELETE /connection, erasing': { path: '/connection?data=erase', needs: ['connection:erase'] },
  'POST /connection/invitation': {
    path: '/connection/invitation',
    needs: ['connection:manage'],
  },
  'DELETE /connection/invitation': { path: '/connection/invitation', needs: ['connection:manage'] },
  'POST /sync': { path: '/sync', needs: ['connection:manage'] },
  'GET /reconciliation': { path: '/reconciliation', needs: ['connection:manage', 'people:view'] },
  'POST /reconciliation': { path: '/reconciliation', needs: ['connection:manage'] },
  'GET /reconciliation/findings': { path: '/reconciliation/findings', needs: ['people:view'] },
  'GET /claude-users': { path: '/claude-users', needs: ['users:match'] },
  'GET /claude-users/{id}/link': { path: '/claude-users/user_subject/link', needs: ['users:match'] },
  'PUT /claude-users/{id}/link': {
    path: '/claude-users/user_subject/link',
    init: createJsonInit({ decision: 'automatic' }),
    needs: ['users:match'],
  },
  'GET /log': { path: '/log', needs: ['audit:view'] },
  'GET /employees': { path: '/employees?search=', needs: ['users:match', 'people:view', 'audit:view'] },
  'GET /totals': { path: '/totals', needs: ['totals:view'], isForFewPeople: true },
  'GET /adoption, of the company': { path: `/adoption?${period}&scope=company`, needs: ['people:view'] },
  'GET /export.csv, of the company': { path: `/export.csv?${period}&scope=company`, needs: ['people:view'] },
}

/** Everything a viewer learns from a response. */
const readResponse = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  text: await response.text(),
})

/** Runs a check for every tenth viewer from the viewer at `offset` on. If `offset` is null, checks every viewer. */
const runForEachViewer = async (
  storage: StorageAdapter,
  directory: RandomDirectory,
  offset: number | null,
  run: (host: TestHost, viewer: HostViewer, oracle: Oracle) => Promise<void>,
) => {
  const { host, directories } = await createHost(storage, directory)
  const checkedViewers = offset === null ? viewers : viewers.filter((_, index) => index % 10 === offset)
  for (const viewer of checkedViewers) await run(host, viewer, createOracle(viewer, directories))
}

describe('route permissions', () => {
  test('are tested for every route of the contract', () => {
    const { paths } = createOpenApiDocument('') as { paths: Record<string, object> }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const testedRoutes = [...Object.keys(peopleRoutes), ...Object.keys(accountRoutes)].map(
      (route) => route.split(',')[0],
    )
    expect([...new Set(testedRoutes)].sort()).toEqual(routes.sort())
  })
})

describe.each(testStorages)('with %s, route permissions', (_, create, maxRuns) => {
  const storage = setUpStorage(create)
  // One run requests every route as every viewer. On PGlite, one run takes every tenth viewer, from a random one on.
  const numRuns = Math.ceil(maxRuns / 40)

  test('follow core’s rules, and a hidden employee gets the same answer as an unknown id', async () => {
    await fc.assert(
      fc.asyncProperty(anyDirectory, fc.nat(9), (directory, offset) =>
        runForEachViewer(
          storage,
          directory,
          create === memoryStorage ? null : offset,
          async ({ request }, viewer, oracle) => {
            for (const [route, listAnswers] of Object.entries(peopleRoutes)) {
              for (const { isAllowed, path, unknownPath, check } of listAnswers(oracle)) {
                const response = await request(viewer, path)
                const label = `${JSON.stringify(viewer)}: ${route}: ${path}`
                expect(response.status, label).toBe(isAllowed ? 200 : 404)
                if (isAllowed) await check?.(response)
                else {
                  const unknown = await readResponse(await request(viewer, unknownPath))
                  expect(await readResponse(response), label).toEqual(unknown)
                }
              }
            }
          },
        ),
      ),
      { numRuns },
    )
  }, 180_000)

  test('give each combination of permissions exactly its routes, whoever has it', async () => {
    const { host } = await createHost(storage, { topManager: null, randomEmployees: [] as never })
    for (const employeeId of ['depth-2', 'stranger', 'archived-admin']) {
      for (const combination of listSubsets(permissions).filter(
        ({ length }) => create === memoryStorage || length <= 1,
      )) {
        const viewer = { accountId: acme, employeeId, permissions: combination }
        for (const [route, { path, init, needs, isForFewPeople }] of Object.entries(accountRoutes)) {
          const method = route.split(' ')[0] ?? ''
          const response = await host.request(viewer, path, { ...init, method })
          const label = `${JSON.stringify(viewer)}: ${route}`
          const isAllowed =
            needs === 'everyone' ||
            (needs.some((permission) => combination.includes(permission)) &&
              !(isForFewPeople && (employeeId === 'depth-2' || combination.includes('people:view'))))
          if (employeeId === 'archived-admin') {
            const unknown = await readResponse(await host.request(viewer, '/nothing'))
            expect(await readResponse(response), label).toEqual(unknown)
          } else if (isAllowed) {
            expect([401, 403, 404], label).not.toContain(response.status)
          } else {
            expect((await readJson<Problem>(response)).code, label).toBe('not_permitted')
            const unknown = await host.request(viewer, path.replace('user_subject', 'user_nobody'), { ...init, method })
            expect(unknown.status, label).toBe(403)
          }
          if (path.endsWith('erase')) {
            await storage.reopenAccount(acme)
            await storeUsage(host)
          }
        }
      }
    }
  })

  test('give the fields of the connection and of the mapping list only to viewers with the permission for the field', async () => {
    const { host } = await createHost(storage, { topManager: null, randomEmployees: [] as never })
    for (const combination of listSubsets(permissions)) {
      const viewer = { accountId: acme, employeeId: 'stranger', permissions: combination }
      const isGranted = (permission: Permission) => combination.includes(permission)
      const connection = await readJson<object>(await host.request(viewer, '/connection'))
      for (const field of ['key', 'failures', 'directoryWarning'])
        expect(field in connection).toBe(isGranted('connection:manage'))
      expect('people' in connection).toBe(isGranted('users:match'))
      expect(await readJson(await host.request(viewer, '/viewer'))).toMatchObject({
        // Nothing is offered that would be refused.
        permissions: combination.filter((permission) => permission !== 'totals:view' || !isGranted('people:view')),
      })
      if (!isGranted('users:match')) continue
      const { claudeUsers } = await readJson<ClaudeUsersResponse>(await host.request(viewer, '/claude-users'))
      expect(claudeUsers.every((user) => 'lastActiveOn' in user === isGranted('people:view'))).toBe(true)
    }
  })

  test('let an invitation check and save a key, and nothing else, even in a request with a session', async () => {
    const { host } = await createHost(storage, { topManager: null, randomEmployees: [] as never })
    const admin: HostViewer = { accountId: acme, employeeId: 'stranger', role: 'admin' }
    const acceptedRoutes: string[] = []
    const paths = Object.entries(accountRoutes).map(([route, { path, init }]) => ({ route, path, init }))
    const oracle = createOracle(admin, { acme: [], globex: [] })
    for (const [route, listAnswers] of Object.entries(peopleRoutes)) {
      for (const { path, init } of listAnswers(oracle)) paths.push({ route, path, init })
    }
    for (const path of ['/nothing', '/openapi.json', '/%ff']) paths.push({ route: 'GET ', path, init: undefined })
    for (const viewer of [null, admin]) {
      for (const { route, path, init } of paths) {
        const { secret } = await host.claude.api.invite(admin)
        const headers = { ...(init?.headers as object), authorization: `Invitation ${secret}` }
        const method = route.split(' ')[0] ?? ''
        const response = await host.request(viewer, path, { ...init, method, headers })
        const label = `${method} ${path} ${viewer && 'beside a session'}`
        if (response.status !== 401) acceptedRoutes.push(`${method} ${path}`)
        else expect((await readJson<Problem>(response)).code, label).toBe('not_signed_in')
      }
    }
    expect(new Set(acceptedRoutes)).toEqual(new Set(['POST /connection/preview', 'PUT /connection']))
  })

  test('require a signed-in viewer on every path', async () => {
    const { host } = await createHost(storage, { topManager: null, randomEmployees: [] as never })
    const paths = [...Object.values(accountRoutes).map(({ path }) => path), '/adoption', '/export.csv', '/nothing']
    for (const path of [...paths, '/employees/subject/stats', '/teams/subject/stats', '/employees/subject/access']) {
      expect((await host.request(null, path)).status, path).toBe(401)
    }
  })
})
