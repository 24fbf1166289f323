import { createProblem, type Problem } from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { Hono, type Context as HonoContext } from 'hono'
import { getPath } from 'hono/utils/url'
import type { ClaudeApi } from '../api/create-api.ts'
import { describeValue } from '../describe-value.ts'
import type { HostViewer } from '../host-viewer.ts'
import { describeError, type Logger } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { Tracer } from '../tracer.ts'
import type { HandlerEnv } from './add-routes.ts'
import { addConnectionRoutes } from './connection-routes.ts'
import { findCrossOrigin } from './find-cross-origin.ts'
import { addGroupRoutes } from './group-routes.ts'
import type { BaseUrl } from './parse-base-url.ts'
import { addPeopleRoutes } from './people-routes.ts'
import { addStatsRoutes } from './stats-routes.ts'
import { traceRequests } from './trace-requests.ts'

/** Options of `createHandler`. */
export interface HandlerOptions {
  readonly api: ClaudeApi
  readonly baseUrl: BaseUrl
  /** Returns the viewer behind a request, or null if no one is signed in. */
  readonly getViewer: (request: Request) => HostViewer | null | Promise<HostViewer | null>
  readonly logger: Logger
  readonly tracer: Tracer | undefined
  /** Resolves once the storage is open. The handler answers with `not_ready` if it rejects. */
  readonly ready: () => Promise<void>
}

/** Creates the HTTP handler of the contract. Errors are answered with problem documents. */
export const createHandler = (options: HandlerOptions): ((request: Request) => Promise<Response>) => {
  const { api, logger, tracer } = options
  const { basePath, publicOrigin } = options.baseUrl
  const app = new Hono<HandlerEnv>({ getPath: getRoutePath }).basePath(basePath)

  if (tracer) app.use(traceRequests(tracer))

  app.use(async (_, next) => {
    try {
      await next()
    } catch (error) {
      // Hono handles instances of `Error` only, but the host's code may throw anything.
      throw new Error(`The host threw ${describeValue(error)}.`, { cause: error })
    }
  })

  app.use(async (_, next) => {
    await options.ready().catch((error: unknown) => {
      // The lifecycle has logged the error.
      throw error instanceof ProblemError ? error : new ProblemError('not_ready')
    })
    await next()
  })

  app.use(async (context, next) => {
    const crossOrigin = findCrossOrigin(context.req.raw, publicOrigin)
    if (crossOrigin) {
      logger.warn('A change was refused because another origin requested it', { ...crossOrigin })
      throw new ProblemError('cross_site')
    }
    const viewer = await options.getViewer(context.req.raw)
    if (!viewer) throw new ProblemError('not_signed_in')
    context.set('viewer', viewer)
    await next()
    // A viewer can lose access at any time, so no cache may keep an answer.
    context.res.headers.set('cache-control', 'no-store')
  })

  for (const addRoutes of [addConnectionRoutes, addStatsRoutes, addGroupRoutes, addPeopleRoutes]) addRoutes(app, api)
  app.get('/openapi.json', (c) => c.json(createOpenApiDocument(basePath)))

  app.notFound((context) => createProblemResponse(context, createProblem('not_found')))
  app.onError((error, context) => {
    if (isCancellation(error, context.req.raw.signal)) return context.body(null, clientClosedRequest)
    if (error instanceof ProblemError) return createProblemResponse(context, error.problem)
    const requestId = crypto.randomUUID()
    logger.error('A request failed', { requestId, path: context.req.path, ...describeError(error) })
    return createProblemResponse(context, createProblem('internal_error', { requestId }))
  })

  return async (request) => await app.fetch(request)
}

/** Returns the path of a request without trailing slashes, which proxies and frameworks add. */
const getRoutePath = (request: Request): string => getPath(request).replace(/\/+$/, '') || '/'

/** The status that nginx logs for a request that its client gave up. Nobody reads the answer. */
const clientClosedRequest = 499 as 400

/** Whether a request failed because its client gave it up. */
const isCancellation = (error: Error, { aborted, reason }: AbortSignal): boolean =>
  aborted && (error === reason || error.cause === reason)

/** Seconds after which a client may ask a busy server again. */
const busyRetryAfter = '30'

const createProblemResponse = (context: HonoContext, problem: Problem): Response =>
  context.body(JSON.stringify(problem), problem.status as 400, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(problem.code === 'busy' && { 'retry-after': busyRetryAfter }),
  })
