import {
  type AccessResponse,
  type AdoptionResponse,
  type ConnectionResponse,
  type Day,
  type Employee,
  type EmployeeId,
  type EmployeeStatsResponse,
  employeeId,
  isArchived,
  managersAbove,
  mayView,
  startOfDay,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import { openApiDocument } from '@windmill/claude-core/contract'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, globex, person, storeDay, type TestHost } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const today: Day = '2026-11-22'
const clock = virtualClock(startOfDay(today) + 15 * 3_600_000)
const period = 'from=2026-11-01&to=2026-11-20'

/** Someone of every kind there is, seen from `subject`; more people at random hang below, above and between them. */
const cast: readonly (readonly [id: string, manager: string | null, archivedOn?: Day])[] = [
  ['depth-3', null],
  ['depth-2', 'depth-3'],
  ['depth-1', 'depth-2'],
  ['subject', 'depth-1'],
  ['peer', 'depth-1'],
  ['manager-beside', 'depth-2'],
  ['nephew', 'manager-beside'],
  ['archived-manager', 'depth-2', today],
  ['under-archived', 'archived-manager'],
  ['on-circle', 'also-on-circle'],
  ['also-on-circle', 'on-circle'],
  ['under-circle', 'on-circle'],
  ['archived-admin', 'depth-3', '2026-11-15'],
]
const others = ['r0', 'r1', 'r2', 'r3', 'r4']
const everyone = [...cast.map(([id]) => id), ...others]
const viewers = [
  ...[...everyone, 'stranger'],
  ...['subject', 'depth-1', 'on-circle', 'archived-admin', 'r0', 'stranger'].map((id) => `admin:${id}`),
  ...['subject', 'depth-1', 'peer', 'stranger', 'admin:depth-3'].map((viewer) => `globex/${viewer}`),
]

const organisation = fc.record({
  top: fc.constantFrom(null, 'r0', 'gone', 'depth-3'),
  others: fc.tuple(
    ...others.map((id) =>
      fc.record({
        id: fc.constant(id),
        manager: fc.constantFrom(null, 'gone', ...everyone),
        archivedOn: fc.constantFrom<(Day | null)[]>(null, null, null, '2026-11-21', today, '2026-11-23'),
      }),
    ),
  ),
})
type Organisation = typeof organisation extends fc.Arbitrary<infer Value> ? Value : never

const employed = (id: string, manager: string | null, archivedOn: Day | null = null): Employee =>
  person(id, { managerId: manager === null ? null : employeeId(manager), archivedOn })

/** What a viewer may see, by core's rules alone. */
interface Oracle {
  readonly self: string
  readonly sees: (id: string) => boolean
  readonly isAdmin: boolean
  readonly isPresent: boolean
  readonly below: (manager: string) => readonly string[]
  readonly above: (id: string) => readonly string[]
  /** Whom adoption and exports are about. */
  readonly part: readonly string[]
  /** Everyone has sent another power of two of messages: a sum tells whose are in it. */
  readonly messages: (ids: readonly string[]) => number | null
}

const oracleOf = (
  viewer: string,
  directories: { readonly acme: readonly Employee[]; readonly globex: readonly Employee[] },
): Oracle => {
  const [, other, admin, id = ''] = /^(globex\/)?(admin:)?(.*)$/.exec(viewer) ?? []
  const employees = directories[other ? 'globex' : 'acme']
  const directory = new Map(employees.map((one) => [one.id, one]))
  const self = { employeeId: employeeId(id), role: admin ? 'admin' : 'employee' } as const
  const above = (of: string): readonly EmployeeId[] => managersAbove(employeeId(of), directory)
  const below = (manager: string) => everyone.filter((one) => above(one).includes(employeeId(manager)))
  const sees = (one: string) => mayView(self, employeeId(one), directory, today)
  const employee = directory.get(self.employeeId)
  return {
    self: id,
    sees,
    below,
    above: (of) => above(of).filter((one) => !isArchived(directory.get(one) ?? { archivedOn: null }, today)),
    isAdmin: self.role === 'admin',
    isPresent: employee === undefined || !isArchived(employee, today),
    part: everyone.filter((one) => sees(one) && (admin || one !== id)),
    messages: (ids) => (other ? null : ids.reduce((sum, one) => sum + messagesOf(one), 0)),
  }
}

/** Nobody knows what r4 does: they are in no row. */
const messagesOf = (id: string): number => (id === 'r4' ? 0 : 2 ** everyone.indexOf(id))

const hosted = async (storage: StorageAdapter, { top, others: random }: Organisation) => {
  for (const account of [acme, globex]) await storage.eraseAccount(account)
  const directories = {
    acme: [
      ...cast.map(([id, manager, archivedOn]) => employed(id, id === 'depth-3' ? top : manager, archivedOn)),
      ...random.map(({ id, manager, archivedOn }) => employed(id, manager, archivedOn)),
    ],
    // The other customer's people have the same ids, and someone else is everybody's manager.
    globex: everyone.map((id) => employed(id, id === 'subject' ? null : 'subject')),
  }
  const host = createTestHost({
    ...{ storage, clock },
    directory: { listEmployees: async (account) => directories[account === globex ? 'globex' : 'acme'] },
  })
  const usage = everyone
    .filter((id) => messagesOf(id) > 0)
    .map((id) => [id, { chat_messages: messagesOf(id) }] as const)
  await storeDay(host.storage, '2026-11-10', Object.fromEntries(usage), '2026-11-20')
  for (const account of [acme, globex]) await host.claude.directory.refresh(account)
  return { host, directories }
}

interface Asked {
  /** Whether core's rules give this viewer what is asked for. */
  readonly allowed: boolean
  readonly path: string
  readonly init?: RequestInit
  /** The same for someone who does not exist, or a route that does not. */
  readonly absent: string
  /** What must be in the answer, of an allowed viewer. */
  readonly check?: (response: Response) => Promise<void>
}

const json = async <Body>(response: Response): Promise<Body> => (await response.json()) as Body
const body = (value: unknown): RequestInit => ({
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
})
const about = (route: (id: string) => string, ask: (id: string) => Omit<Asked, 'path' | 'absent'>): Asked[] =>
  everyone.map((id) => ({ ...ask(id), path: route(encodeURIComponent(id)), absent: route('nobody') }))
const totalOf = ({ totals }: TeamStatsResponse) => totals['chat.messages']?.value ?? null

/** Every route of the contract that is about people: what is asked, and what core's rules say to it. */
const peopleRoutes: Readonly<Record<string, (oracle: Oracle) => readonly Asked[]>> = {
  'GET /employees/{id}/stats': ({ sees, messages }) =>
    about(
      (id) => `/employees/${id}/stats?${period}`,
      (id) => ({
        allowed: sees(id),
        check: async (response) => {
          const { employeeId: whose, stats } = await json<EmployeeStatsResponse>(response)
          expect([whose, stats['chat.messages'].value]).toEqual([id, id === 'r4' ? null : messages([id])])
        },
      }),
    ),
  'GET /teams/{managerId}/stats': ({ sees, below, messages }) =>
    about(
      (id) => `/teams/${id}/stats?${period}&stats=chat.messages`,
      (id) => ({
        allowed: sees(id),
        check: async (response) => {
          const team = await json<TeamStatsResponse>(response)
          expect(team.people.map((one) => one.id).sort()).toEqual([...below(id)].sort())
          const known = below(id).filter((one) => messagesOf(one) > 0)
          expect(totalOf(team)).toBe(known.length > 0 ? messages(known) : null)
        },
      }),
    ),
  'GET /employees/{id}/access': ({ self, sees, above, isAdmin }) =>
    about(
      (id) => `/employees/${id}/access`,
      (id) => ({
        allowed: sees(id) && (isAdmin || id === self),
        check: async (response) => {
          const { managers } = await json<AccessResponse>(response)
          expect(managers.map((one) => one.id)).toEqual(above(id))
        },
      }),
    ),
  'GET /adoption': ({ part, messages }) => [
    {
      allowed: part.length > 0,
      path: `/adoption?${period}&bucket=month`,
      absent: '/nothing',
      check: async (response) => {
        const { people, active, teams } = await json<AdoptionResponse>(response)
        expect(people).toBe(part.length)
        expect(active.chat).toBe(messages([]) === null ? null : part.filter((id) => messagesOf(id) > 0).length)
        for (const { manager, people: members } of teams) {
          if (manager) expect(part).toContain(manager.id)
          if (members !== null) expect(members).toBeGreaterThanOrEqual(5)
        }
      },
    },
  ],
  'GET /export.csv': ({ part, messages }) => [
    {
      allowed: part.length > 0,
      path: `/export.csv?${period}`,
      absent: '/nothing',
      check: async (response) => {
        const rows = parse(await response.text(), { columns: true }) as Record<string, string>[]
        const expected = messages([]) === null ? [] : part.filter((id) => messagesOf(id) > 0)
        expect(rows.map((row) => row['Employee ID']).sort()).toEqual([...expected].sort())
        for (const row of rows)
          expect(row['Chat Messages (messages)']).toBe(String(messagesOf(row['Employee ID'] ?? '')))
      },
    },
  ],
}

/** Every other route: for admins, or for whoever is still here. */
const accountRoutes: Readonly<
  Record<string, { readonly path: string; readonly init?: RequestInit; readonly admin: boolean }>
> = {
  'GET /connection': { path: '/connection', admin: false },
  'POST /connection/preview': { path: '/connection/preview', init: body({ apiKey: 'no key' }), admin: true },
  'PUT /connection': { path: '/connection', init: body({ apiKey: 'no key' }), admin: true },
  'DELETE /connection': { path: '/connection?data=keep', admin: true },
  'POST /sync': { path: '/sync', admin: true },
  'GET /claude-users': { path: '/claude-users', admin: true },
  'GET /claude-users/{id}/link': { path: '/claude-users/user_subject/link', admin: true },
  'PUT /claude-users/{id}/link': {
    path: '/claude-users/user_subject/link',
    init: body({ decision: 'automatic' }),
    admin: true,
  },
  'GET /employees': { path: '/employees?search=', admin: true },
}

/** All that someone learns from an answer. */
const learned = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  text: await response.text(),
})

const world = async (
  storage: StorageAdapter,
  org: Organisation,
  run: (host: TestHost, viewer: string, oracle: Oracle) => Promise<void>,
) => {
  const { host, directories } = await hosted(storage, org)
  for (const viewer of viewers) await run(host, viewer, oracleOf(viewer, directories))
}

describe('every route', () => {
  it('is tried here', () => {
    const { paths } = openApiDocument('') as { paths: Record<string, object> }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect([...Object.keys(peopleRoutes), ...Object.keys(accountRoutes)].sort()).toEqual(routes.sort())
  })
})

describe.each(stores)('every route, on %s', (_, create, manyRuns) => {
  const storage = useStore(create)
  const numRuns = Math.ceil(manyRuns / 12)

  it('shows whom core’s rules let a viewer see, and answers for everyone else as for nobody', async () => {
    await fc.assert(
      fc.asyncProperty(organisation, (org) =>
        world(storage, org, async ({ request }, viewer, oracle) => {
          for (const [route, asks] of Object.entries(peopleRoutes)) {
            for (const { allowed, path, absent, check } of asks(oracle)) {
              const response = await request(viewer, path)
              const what = `${viewer}: ${route}: ${path}`
              expect(response.status, what).toBe(allowed ? 200 : 404)
              if (allowed) await check?.(response)
              else expect(await learned(response), what).toEqual(await learned(await request(viewer, absent)))
            }
          }
        }),
      ),
      { numRuns },
    )
  })

  it('of an account is for admins who are still there; who left learns nothing', async () => {
    await fc.assert(
      fc.asyncProperty(organisation, (org) =>
        world(storage, org, async ({ request }, viewer, { isAdmin, isPresent }) => {
          for (const [route, { path, init, admin }] of Object.entries(accountRoutes)) {
            const method = route.split(' ')[0] ?? ''
            const response = await request(viewer, path, { ...init, method })
            const what = `${viewer}: ${route}`
            if (!isPresent) {
              expect(await learned(response), what).toEqual(await learned(await request(viewer, '/nothing')))
            } else if (admin && !isAdmin) {
              expect(response.status, what).toBe(403)
              const absent = await request(viewer, path.replace('user_subject', 'user_nobody'), { ...init, method })
              expect(await learned(response), what).toEqual(await learned(absent))
            } else {
              expect([401, 403], what).not.toContain(response.status)
            }
          }
          if (!isPresent) return
          const connection = await json<ConnectionResponse>(await request(viewer, '/connection'))
          expect('key' in connection && 'people' in connection).toBe(isAdmin)
        }),
      ),
      { numRuns },
    )
  })

  it('asks who is there first', async () => {
    const { host } = await hosted(storage, { top: null, others: [] as never })
    const paths = [...Object.values(accountRoutes).map(({ path }) => path), '/adoption', '/export.csv', '/nothing']
    for (const path of [...paths, '/employees/subject/stats', '/teams/subject/stats', '/employees/subject/access']) {
      expect((await host.request(null, path)).status, path).toBe(401)
    }
  })
})
