import {
  type AccessResponse,
  type Bucket,
  type ConnectionResponse,
  createProblem,
  type Day,
  type LinkRequest,
  type PreviewResponse,
  type Problem,
  type ProblemCode,
  type StatId,
} from '@windmill/claude-core'
import { type AdoptionFixture, adoptionFixture } from './adoption-fixtures.ts'
import { enforceContract, type Handler } from './enforce-contract.ts'
import { connections, previewFixture, type StatsFixture, statsFixture } from './fixtures.ts'
import { access as accessFixtures, type PeopleFixture, people as peopleFixtures } from './people-fixtures.ts'
import { createPeopleServer } from './people-server.ts'
import { type TeamFixture, teamFixture } from './team-fixtures.ts'

export interface StubOptions {
  readonly connection?: ConnectionResponse
  readonly preview?: PreviewResponse
  readonly stats?: StatsFixture
  readonly team?: TeamFixture
  readonly people?: PeopleFixture
  readonly adoption?: AdoptionFixture
  readonly access?: AccessResponse
  /**
   * Failures by route: a pattern such as `GET /employees/{id}/stats`, or a concrete path, optionally with the start of
   * its query.
   */
  readonly failing?: Readonly<Record<string, Failure>>
}

/** A problem's code, `unreachable` for a network error, or `pending` for a response that never arrives. */
type Failure = ProblemCode | 'unreachable' | 'pending'

export interface SentRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface Stub {
  /** Behaves like the integration's handler. */
  readonly handler: Handler
  /** A `fetch` that calls the handler directly. */
  readonly fetch: typeof globalThis.fetch
  readonly requests: readonly SentRequest[]
  /** Makes a route fail. Null makes it succeed again. */
  readonly fail: (route: string, failure: Failure | null) => void
}

const basePath = '/api/claude'

const refuse = (code: ProblemCode) => {
  const problem: Problem = createProblem(code, { requestId: 'req_011CVb3kPq' })
  return json(problem.status, problem)
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  })

/** Reads on one page of the access log. */
const accessPageSize = 4

/** An in-memory server of one account that implements the routes the widgets use. */
export const createStub = ({
  connection = connections.connected,
  preview = previewFixture,
  stats = {},
  team = {},
  people = peopleFixtures.inProgress,
  adoption = {},
  access = accessFixtures.someReads,
  failing = {},
}: StubOptions = {}): Stub => {
  const requests: SentRequest[] = []
  const failures = new Map<string, Failure>(Object.entries(failing))
  const peopleServer = createPeopleServer(people)
  let current = connection

  const answer = (method: string, url: URL, body: unknown): Response | Promise<Response> => {
    const path = url.pathname.replace(basePath, '')
    const [, kind, id = '', rest = ''] = path.split('/')
    const hasId = kind === 'employees' || kind === 'claude-users' || kind === 'teams'
    const route = `${method} /${kind}${id && (hasId ? '/{id}' : `/${id}`)}${rest && `/${rest}`}`
    const respondOr = (value: unknown, code: ProblemCode) => (value ? json(200, value) : refuse(code))
    const concreteRoute = `${method} ${path}`
    const matches = (key: string) =>
      key === route || key === concreteRoute || (key.includes('?') && `${concreteRoute}${url.search}`.startsWith(key))
    const failure = [...failures].find(([key]) => matches(key))?.[1]
    if (failure === 'unreachable') return Response.error()
    if (failure === 'pending') return new Promise(() => {})
    if (failure) return refuse(failure)
    switch (route) {
      case 'GET /connection':
        return json(200, current)
      case 'POST /connection/preview':
        return json(200, preview)
      case 'PUT /connection':
        current = connections.backfilling
        return json(200, current)
      case 'DELETE /connection':
        current = url.searchParams.get('data') === 'keep' ? connections.kept : connections.disconnected
        return json(200, current)
      case 'POST /sync':
        current = { ...current, syncing: true }
        return json(202, current)
      case 'GET /employees/{id}/stats': {
        const [from, to] = [url.searchParams.get('from') as Day, url.searchParams.get('to') as Day]
        return json(
          200,
          statsFixture({ ...stats, period: { from, to }, bucket: url.searchParams.get('bucket') as Bucket }),
        )
      }
      case 'GET /adoption': {
        const [from, to] = [url.searchParams.get('from') as Day, url.searchParams.get('to') as Day]
        const bucket = url.searchParams.get('bucket') as Bucket
        return json(200, adoptionFixture({ ...adoption, period: { from, to }, bucket }))
      }
      case 'GET /teams/{id}/stats': {
        const parameter = (name: string) => url.searchParams.get(name)
        const [stats, trend] = [
          parameter('stats')?.split(',') as StatId[] | undefined,
          parameter('trend') as StatId | null,
        ]
        return json(
          200,
          teamFixture({
            ...team,
            period: { from: parameter('from') as Day, to: parameter('to') as Day },
            ...(stats && { stats }),
            trend: trend && { stat: trend, bucket: (parameter('bucket') ?? 'day') as Bucket },
          }),
        )
      }
      case 'GET /employees/{id}/access': {
        const from = Number(url.searchParams.get('page') ?? 0)
        const next = access.reads.length > from + accessPageSize ? String(from + accessPageSize) : null
        return json(200, { ...access, reads: access.reads.slice(from, from + accessPageSize), next })
      }
      case 'GET /employees':
        return json(200, { employees: peopleServer.search(url.searchParams.get('search') ?? '') })
      case 'GET /claude-users':
        return json(200, peopleServer.list(url.searchParams))
      case 'GET /claude-users/{id}/link':
        return respondOr(peopleServer.find(id), 'not_found')
      case 'PUT /claude-users/{id}/link':
        return respondOr(peopleServer.decide(id, body as LinkRequest), 'nothing_to_undo')
      default:
        return refuse('not_found')
    }
  }

  const handler = enforceContract(basePath, async (request) => {
    const url = new URL(request.url)
    const text = await request.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    requests.push({ method: request.method, path: url.pathname + url.search, body })
    return answer(request.method, url, body)
  })

  return {
    requests,
    fail: (route, failure) => (failure ? failures.set(route, failure) : failures.delete(route)),
    handler,
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted()
      const response = await handler(new Request(new URL(String(input), 'http://windmill.test'), init))
      if (response.type === 'error') throw new TypeError('Failed to fetch')
      return response
    },
  }
}
