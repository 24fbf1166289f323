import {
  type Bucket,
  type ConnectionResponse,
  type Day,
  type PreviewResponse,
  type Problem,
  type ProblemCode,
  problemOf,
} from '@windmill/claude-core'
import { connections, previewFixture, type StatsFixture, statsFixture } from './fixtures.ts'

export interface StubOptions {
  readonly connection?: ConnectionResponse
  readonly preview?: PreviewResponse
  readonly stats?: StatsFixture
  /** Routes that fail, by `GET /connection` and the like, with a problem's code. */
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

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  })

/** A server of one account, in memory: enough of the contract for the widgets to live on. */
export const createStub = ({
  connection = connections.connected,
  preview = previewFixture,
  stats = {},
  failing = {},
}: StubOptions = {}): Stub => {
  const requests: SentRequest[] = []
  const failures = new Map<string, ProblemCode>(Object.entries(failing))
  let current = connection

  const answer = (method: string, url: URL): Response => {
    const path = url.pathname.replace('/api/claude', '')
    const route = `${method} ${path.startsWith('/employees/') ? '/employees' : path}`
    const code = failures.get(route)
    if (code) {
      const problem: Problem = problemOf(code, { requestId: 'req_011CVb3kPq' })
      return json(problem.status, problem)
    }
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
      case 'GET /employees': {
        const [from, to] = [url.searchParams.get('from') as Day, url.searchParams.get('to') as Day]
        return json(
          200,
          statsFixture({ ...stats, period: { from, to }, bucket: url.searchParams.get('bucket') as Bucket }),
        )
      }
      default:
        return json(404, problemOf('not_found'))
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
      return answer(init?.method ?? 'GET', url)
    },
  }
}
