import { createProblem, type Problem } from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { Hono, type Context as HonoContext } from 'hono'
import type { ClaudeApi } from '../api/index.ts'
import type { HostViewer } from '../host-viewer.ts'
import { describeError, type Logger } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { Tracer } from '../tracer.ts'
import { addConnectionRoutes } from './connection-routes.ts'
import { addGroupRoutes } from './group-routes.ts'
import { addPeopleRoutes } from './people-routes.ts'
import { refuseCrossSite } from './request.ts'
import type { HandlerEnv } from './routes.ts'
import { addStatsRoutes } from './stats-routes.ts'
import { traceRequests } from './trace-requests.ts'

export interface HandlerOptions {
  readonly api: ClaudeApi
  /** Path at which the host mounts the handler, without a trailing slash. */
  readonly basePath: string
  /** Returns the viewer behind a request, or null if nobody is signed in. */
  readonly viewer: (request: Request) => HostViewer | null | Promise<HostViewer | null>
  readonly logger: Logger
  readonly tracer: Tracer | undefined
}

/** Creates the HTTP handler of the contract: JSON in and out, errors as problem documents. */
export const createHandler = (options: HandlerOptions): ((request: Request) => Promise<Response>) => {
  const { api, basePath, logger, tracer } = options
  const app = new Hono<HandlerEnv>().basePath(basePath)

  if (tracer) app.use(traceRequests(tracer))

  app.use(async (context, next) => {
    refuseCrossSite(context.req.raw)
    const viewer = await options.viewer(context.req.raw)
    if (!viewer) throw new ProblemError('not_signed_in')
    context.set('viewer', viewer)
    await next()
    // Access can be revoked at any time, so no cache may keep an answer.
    context.res.headers.set('cache-control', 'no-store')
  })

  for (const addRoutes of [addConnectionRoutes, addStatsRoutes, addGroupRoutes, addPeopleRoutes]) addRoutes(app, api)
  app.get('/openapi.json', (c) => c.json(createOpenApiDocument(basePath)))

  app.notFound((context) => problemResponse(context, createProblem('not_found')))
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemResponse(context, error.problem)
    const requestId = crypto.randomUUID()
    logger.error('A request failed', { requestId, path: context.req.path, ...describeError(error) })
    return problemResponse(context, createProblem('internal_error', { requestId }))
  })

  return async (request) => await app.fetch(request)
}

const problemResponse = (context: HonoContext, problem: Problem): Response =>
  context.body(JSON.stringify(problem), problem.status as 400, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  })
