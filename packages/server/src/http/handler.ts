import { type Problem, problemOf } from '@windmill/claude-core'
import { openApiDocument } from '@windmill/claude-core/contract'
import { Hono, type Context as HonoContext } from 'hono'
import type { ClaudeApi } from '../api/index.ts'
import type { HostViewer } from '../host-viewer.ts'
import { errorDetails, type Logger } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { Tracer } from '../tracer.ts'
import { connectionRoutes } from './connection-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { refuseCrossSite } from './request.ts'
import type { Env } from './routes.ts'
import { statsRoutes } from './stats-routes.ts'
import { traceRequests } from './trace-requests.ts'

export interface HandlerOptions {
  readonly api: ClaudeApi
  /** Where the host mounts the handler, without a slash at the end. */
  readonly basePath: string
  /** Who is asking, or null when nobody is signed in. */
  readonly viewer: (request: Request) => HostViewer | null | Promise<HostViewer | null>
  readonly logger: Logger
  readonly tracer: Tracer | undefined
}

/** Serves the contract over HTTP: JSON in and out, problem documents for whatever goes wrong. */
export const createHandler = (options: HandlerOptions): ((request: Request) => Promise<Response>) => {
  const { api, basePath, logger, tracer } = options
  const app = new Hono<Env>().basePath(basePath)

  if (tracer) app.use(traceRequests(tracer))

  app.use(async (context, next) => {
    refuseCrossSite(context.req.raw)
    const viewer = await options.viewer(context.req.raw)
    if (!viewer) throw new ProblemError('not_signed_in')
    context.set('viewer', viewer)
    await next()
    // What someone may see can change at any time, and must not outlive that in a cache.
    context.res.headers.set('cache-control', 'no-store')
  })

  for (const routes of [connectionRoutes, statsRoutes, groupRoutes, peopleRoutes]) routes(app, api)
  app.get('/openapi.json', (c) => c.json(openApiDocument(basePath)))

  app.notFound((context) => problemResponse(context, problemOf('not_found')))
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemResponse(context, error.problem)
    const requestId = crypto.randomUUID()
    logger.error('A request failed', { requestId, path: context.req.path, ...errorDetails(error) })
    return problemResponse(context, problemOf('internal_error', { requestId }))
  })

  return async (request) => await app.fetch(request)
}

const problemResponse = (context: HonoContext, problem: Problem): Response =>
  context.body(JSON.stringify(problem), problem.status as 400, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  })
