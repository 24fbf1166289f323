import {
  type AccessResponse,
  type Bucket,
  type ConnectionResponse,
  type Day,
  type LinkRequest,
  type PreviewResponse,
  type Problem,
  type ProblemCode,
  problemOf,
  type StatId,
} from '@windmill/claude-core'
import { type AdoptionFixture, adoptionFixture } from './adoption-fixtures.ts'
import { connections, previewFixture, type StatsFixture, statsFixture } from './fixtures.ts'
import { access as accesses, type PeopleFixture, people as stages } from './people-fixtures.ts'
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
  /** Routes that fail, by `GET /employees/{id}/stats` and the like, or by a path with its id, with a problem's code. */
  readonly failing?: Readonly<Record<string, ProblemCode>>
}

export interface SentRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface Stub {
  readonly fetch: typeof globalThis.fetch
  readonly requests: readonly SentRequest[]
  /** Makes a route fail, or answer again with null. */
  readonly fail: (route: string, code: ProblemCode | null) => void
}

const refuse = (code: ProblemCode) => {
  const problem: Problem = problemOf(code, { requestId: 'req_011CVb3kPq' })
  return json(problem.status, problem)
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  })

/** So many reads are on a page of who looked. */
const readsOnPage = 4

/** A server of one account, in memory: enough of the contract for the widgets to live on. */
export const createStub = ({
  connection = connections.connected,
  preview = previewFixture,
  stats = {},
  team = {},
  people = stages.work,
  adoption = {},
  access = accesses.seen,
  failing = {},
}: StubOptions = {}): Stub => {
  const requests: SentRequest[] = []
  const failures = new Map<string, ProblemCode>(Object.entries(failing))
  const server = createPeopleServer(people)
  let current = connection

  const answer = (method: string, url: URL, body: unknown): Response => {
    const [, kind, id = '', rest = ''] = url.pathname.replace('/api/claude', '').split('/')
    const isOne = kind === 'employees' || kind === 'claude-users' || kind === 'teams'
    const route = `${method} /${kind}${id && (isOne ? '/{id}' : `/${id}`)}${rest && `/${rest}`}`
    const known = (value: unknown, code: ProblemCode) => (value ? json(200, value) : refuse(code))
    const code = failures.get(route) ?? failures.get(`${method} ${url.pathname.replace('/api/claude', '')}`)
    if (code) return refuse(code)
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
        return json(200, current)
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
        const asked = (name: string) => url.searchParams.get(name)
        const [stats, trend] = [asked('stats')?.split(',') as StatId[] | undefined, asked('trend') as StatId | null]
        return json(
          200,
          teamFixture({
            ...team,
            period: { from: asked('from') as Day, to: asked('to') as Day },
            ...(stats && { stats }),
            trend: trend && { stat: trend, bucket: (asked('bucket') ?? 'day') as Bucket },
          }),
        )
      }
      case 'GET /employees/{id}/access': {
        const from = Number(url.searchParams.get('page') ?? 0)
        const next = access.reads.length > from + readsOnPage ? String(from + readsOnPage) : null
        return json(200, { ...access, reads: access.reads.slice(from, from + readsOnPage), next })
      }
      case 'GET /employees':
        return json(200, { employees: server.search(url.searchParams.get('search') ?? '') })
      case 'GET /claude-users':
        return json(200, server.list(url.searchParams))
      case 'GET /claude-users/{id}/link':
        return known(server.one(id), 'not_found')
      case 'PUT /claude-users/{id}/link':
        return known(server.decide(id, body as LinkRequest), 'nothing_to_undo')
      default:
        return refuse('not_found')
    }
  }

  return {
    requests,
    fail: (route, code) => (code ? failures.set(route, code) : failures.delete(route)),
    fetch: async (input, init) => {
      const url = new URL(String(input), 'http://windmill.test')
      const body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
      requests.push({ method: init?.method ?? 'GET', path: url.pathname + url.search, body })
      init?.signal?.throwIfAborted()
      return answer(init?.method ?? 'GET', url, body)
    },
  }
}
