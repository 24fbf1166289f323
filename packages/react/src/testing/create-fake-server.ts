import {
  type AccessResponse,
  type Bucket,
  type ConnectionResponse,
  createProblem,
  type Day,
  type KeyRequest,
  type LinkRequest,
  type LogPage,
  type LogResponse,
  type PreviewResponse,
  type Problem,
  type ProblemCode,
  type ReconciliationResponse,
  type StatId,
  type TotalsResponse,
} from '@windmill/claude-core'
import { type AdoptionFixtureOptions, createAdoptionFixture } from '../test/adoption-fixtures.ts'
import { createMappingServer } from '../test/create-mapping-server.ts'
import {
  connections,
  createDaysFixture,
  createStatsFixture,
  invitationFixture,
  previewFixture,
  type StatsFixtureOptions,
} from '../test/fixtures.ts'
import { accessLogs, employeeDataFixture, logs, type MappingFixture, mappings } from '../test/people-fixtures.ts'
import { findingsFixture, reconciliations } from '../test/reconciliation-fixtures.ts'
import { createTeamFixture, type TeamFixtureOptions } from '../test/team-fixtures.ts'
import { totalsFixtures } from '../test/totals-fixtures.ts'

/** The server's responses. By default, the account is connected, and there are no faults. */
export interface FakeServerOptions {
  readonly connection?: ConnectionResponse
  readonly preview?: PreviewResponse
  readonly stats?: StatsFixtureOptions
  readonly team?: TeamFixtureOptions
  readonly mapping?: MappingFixture
  readonly adoption?: AdoptionFixtureOptions
  readonly access?: AccessResponse
  readonly totals?: TotalsResponse
  readonly reconciliation?: ReconciliationResponse
  readonly log?: LogResponse
  /**
   * Faults by route. A route is a pattern such as `GET /employees/{id}/stats`, or a concrete path such as
   * `GET /employees/e-17/access?page=`, which may end with the start of a query.
   */
  readonly faults?: Readonly<Record<string, Fault>>
}

/** How a route misbehaves: the code of a problem, `unreachable` for a network error, or `pending` to never respond. */
export type Fault = ProblemCode | 'unreachable' | 'pending'

/** A request that the server received. */
export interface SentRequest {
  readonly method: string
  /** The path with its query. */
  readonly path: string
  /** The parsed JSON body. Undefined without a body. */
  readonly body: unknown
  /** The `Authorization` header, if the request has one. */
  readonly authorization?: string
}

/** A server of one account in memory, for a host's own tests. */
export interface FakeServer {
  /** Behaves like the integration's handler. Needs `Request` and `Response`, which Jest's own jsdom lacks. */
  readonly handler: (request: Request) => Promise<Response>
  /** A `fetch` for `ClaudeProvider` that reaches this server without a network. Needs no other global. */
  readonly fetch: typeof globalThis.fetch
  /** All requests so far, in order. */
  readonly requests: readonly SentRequest[]
  /** Sets the fault of a route. Null removes it. */
  readonly setFault: (route: string, fault: Fault | null) => void
}

const basePath = '/api/claude'

/** What a route answers. Null for a network error. */
type Answer = { readonly status: number; readonly body: unknown } | null

const createAnswer = (status: number, body: unknown): Answer => ({ status, body })

const createProblemAnswer = (code: ProblemCode): Answer => {
  const problem: Problem = createProblem(code, { requestId: 'req_011CVb3kPq' })
  return createAnswer(problem.status, problem)
}

/** Number of entries on one page of an employee's access log. */
const accessPageSize = 4
/** Number of entries on one page of the company's log. */
const logPageSize = 20

/** Returns a page of a log that starts at the entry with the number in the query. */
const slicePage = <Log extends LogPage>(log: Log, query: URLSearchParams, size: number): Log => {
  const from = Number(query.get('page') ?? 0)
  const next = log.entries.length > from + size ? String(from + size) : null
  return { ...log, entries: log.entries.slice(from, from + size), next }
}

/**
 * Creates an in-memory server of one account. It has the routes that the widgets use.
 * @example
 * ```tsx
 * import { render, screen } from '@testing-library/react'
 * import { ClaudeTestProvider, createFakeServer } from '@windmill/claude-react/testing'
 *
 * const server = createFakeServer({ faults: { 'GET /employees/{id}/stats': 'not_found' } })
 * render(<ClaudeTestProvider server={server}>{page}</ClaudeTestProvider>)
 * await screen.findByText('Not found or not shared with you.')
 * ```
 */
export const createFakeServer = ({
  connection = connections.connected,
  preview = previewFixture,
  stats = {},
  team = {},
  mapping = mappings.mixedStates,
  adoption = {},
  access = accessLogs.someReads,
  totals = totalsFixtures.year,
  reconciliation = reconciliations.oneDiffers,
  log = logs.everyEvent,
  faults = {},
}: FakeServerOptions = {}): FakeServer => {
  const requests: SentRequest[] = []
  const faultsByRoute = new Map<string, Fault>(Object.entries(faults))
  const mappingServer = createMappingServer(mapping)
  let currentConnection = connection
  /** The first day of the stats that were requested last. */
  let statsFrom: Day | null = null

  const respond = (method: string, url: URL, body: unknown, authorization: string | null): Answer | Promise<Answer> => {
    const path = url.pathname.slice(url.pathname.indexOf(basePath) + basePath.length)
    const [, resource, id = '', subresource = ''] = path.split('/')
    const hasId = resource === 'employees' || resource === 'claude-users' || resource === 'teams'
    const route = `${method} /${resource}${id && (hasId ? '/{id}' : `/${id}`)}${subresource && `/${subresource}`}`
    const respondOrRefuse = (value: unknown, code: ProblemCode) =>
      value ? createAnswer(200, value) : createProblemAnswer(code)
    const concreteRoute = `${method} ${path}`
    const matchesRequest = (key: string) =>
      key === route || key === concreteRoute || (key.includes('?') && `${concreteRoute}${url.search}`.startsWith(key))
    const fault = [...faultsByRoute].find(([key]) => matchesRequest(key))?.[1]
    if (fault === 'unreachable') return null
    if (fault === 'pending') return new Promise(() => {})
    if (fault) return createProblemAnswer(fault)
    switch (route) {
      case 'GET /connection':
        return createAnswer(200, currentConnection)
      case 'POST /connection/preview': {
        if (authorization === null) return createAnswer(200, preview)
        const { apiKey } = body as KeyRequest
        return respondOrRefuse(apiKey && { reports: preview.reports }, 'key_missing')
      }
      case 'PUT /connection':
        currentConnection = connections.backfilling
        return createAnswer(200, authorization === null ? currentConnection : { accepted: true })
      case 'POST /connection/invitation':
        currentConnection = { ...currentConnection, invitation: { expiresAt: invitationFixture.expiresAt } }
        return createAnswer(201, invitationFixture)
      case 'DELETE /connection/invitation':
        currentConnection = { ...currentConnection, invitation: null }
        return createAnswer(200, currentConnection)
      case 'DELETE /connection':
        currentConnection = url.searchParams.get('data') === 'keep' ? connections.kept : connections.disconnected
        return createAnswer(200, currentConnection)
      case 'POST /sync':
        currentConnection = { ...currentConnection, syncing: true }
        return createAnswer(202, currentConnection)
      case 'GET /employees/{id}/stats': {
        const [from, to] = [url.searchParams.get('from') as Day, url.searchParams.get('to') as Day]
        statsFrom = from
        return createAnswer(
          200,
          createStatsFixture({
            ...stats,
            ...(stats.claudeUsers === 0 && { claudeUsers: mappingServer.countLinked(id) }),
            period: { from, to },
            bucket: url.searchParams.get('bucket') as Bucket,
          }),
        )
      }
      case 'GET /employees/{id}/days': {
        const [from, to] = [url.searchParams.get('from') as Day, url.searchParams.get('to') as Day]
        const { habits, habitsBefore = habits, ...options } = stats
        const usedHabits = statsFrom !== null && to < statsFrom ? habitsBefore : habits
        return createAnswer(
          200,
          createDaysFixture({ ...options, ...(usedHabits && { habits: usedHabits }), period: { from, to } }),
        )
      }
      case 'GET /adoption': {
        const [from, to] = [url.searchParams.get('from') as Day, url.searchParams.get('to') as Day]
        const bucket = url.searchParams.get('bucket') as Bucket
        return createAnswer(
          200,
          createAdoptionFixture({ ...adoption, period: { from, to }, bucket, by: url.searchParams.get('by') }),
        )
      }
      case 'GET /reconciliation':
        return createAnswer(200, reconciliation)
      case 'POST /reconciliation':
        return createAnswer(202, {
          ...reconciliation,
          months: reconciliation.months.map((month) => ({ ...month, isPending: true })),
        })
      case 'GET /reconciliation/findings':
        return createAnswer(200, findingsFixture)
      case 'GET /totals':
        return createAnswer(200, totals)
      case 'GET /teams/{id}/stats': {
        const getParameter = (name: string) => url.searchParams.get(name)
        const [stats, trend] = [
          getParameter('stats')?.split(',') as StatId[] | undefined,
          getParameter('trend') as StatId | null,
        ]
        const limit = Number(getParameter('limit') ?? Number.POSITIVE_INFINITY)
        const response = createTeamFixture({
          ...team,
          period: { from: getParameter('from') as Day, to: getParameter('to') as Day },
          ...(stats && { stats }),
          trend: trend && { stat: trend, bucket: (getParameter('bucket') ?? 'day') as Bucket },
        })
        const people = response.people.slice(0, limit)
        return createAnswer(200, people.length < response.size ? { ...response, people, totals: {} } : response)
      }
      case 'GET /employees/{id}/access':
        return createAnswer(200, slicePage(access, url.searchParams, accessPageSize))
      case 'GET /log':
        return createAnswer(200, slicePage(log, url.searchParams, logPageSize))
      case 'GET /employees/{id}/data':
        return createAnswer(200, employeeDataFixture)
      case 'GET /employees':
        return createAnswer(200, {
          employees: mappingServer.searchEmployees(url.searchParams.get('search') ?? ''),
        })
      case 'GET /claude-users':
        return createAnswer(200, mappingServer.listClaudeUsers(url.searchParams))
      case 'GET /claude-users/{id}/link':
        return respondOrRefuse(mappingServer.findClaudeUser(id), 'not_found')
      case 'PUT /claude-users/{id}/link':
        return respondOrRefuse(mappingServer.decide(id, body as LinkRequest), 'nothing_to_undo')
      default:
        return createProblemAnswer('not_found')
    }
  }

  const receive = async (method: string, url: URL, text: string, authorization: string | null): Promise<Answer> => {
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    requests.push({ method, path: url.pathname + url.search, body, ...(authorization !== null && { authorization }) })
    return respond(method, url, body, authorization)
  }

  return {
    requests,
    setFault: (route, fault) => (fault ? faultsByRoute.set(route, fault) : faultsByRoute.delete(route)),
    handler: async (request) => {
      const { method, url, headers } = request
      const answer = await receive(method, new URL(url), await request.text(), headers.get('authorization'))
      if (!answer) return Response.error()
      const contentType = answer.status < 400 ? 'application/json' : 'application/problem+json'
      return new Response(JSON.stringify(answer.body), {
        status: answer.status,
        headers: { 'content-type': contentType },
      })
    },
    fetch: async (input, { method = 'GET', body = '', headers, signal } = {}) => {
      // Without `throwIfAborted`, which the jsdom of Jest 29 lacks.
      if (signal?.aborted) throw signal.reason
      const { authorization = null } = (headers ?? {}) as Readonly<Record<string, string | null>>
      const answer = await receive(method, new URL(String(input), 'http://windmill.test'), String(body), authorization)
      if (!answer) throw new TypeError('Failed to fetch')
      const { status } = answer
      const text = JSON.stringify(answer.body)
      // The part of a response that the widgets read.
      const response: Pick<Response, 'ok' | 'status' | 'redirected' | 'type' | 'json'> = {
        ok: status < 400,
        status,
        redirected: false,
        type: 'basic',
        json: async () => JSON.parse(text),
      }
      return response as Response
    },
  }
}
