import { createProblem, type Problem, type ProblemCode } from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { Hono, type Context as HonoContext } from 'hono'
import type { UncheckedApi } from '../api/create-api.ts'
import { describeValue } from '../describe-value.ts'
import type { HostViewer } from '../host-viewer.ts'
import { describeError, type Logger } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { Tracer } from '../tracer.ts'
import type { HandlerEnv } from './add-routes.ts'
import { addConnectionRoutes } from './connection-routes.ts'
import { describeRefusal, describeRequest, isRefusal } from './describe-refusal.ts'
import { findCrossOrigin } from './find-cross-origin.ts'
import { getRoutePath, isDecodable } from './get-route-path.ts'
import { addGroupRoutes } from './group-routes.ts'
import { createInvitationRoutes } from './invitation-routes.ts'
import type { BaseUrl } from './parse-base-url.ts'
import { addPeopleRoutes } from './people-routes.ts'
import { readInvitation } from './read-invitation.ts'
import { addStatsRoutes } from './stats-routes.ts'
import { traceRequests } from './trace-requests.ts'

/** Options of `createHandler`. */
export interface HandlerOptions {
  readonly api: UncheckedApi
  readonly baseUrl: BaseUrl
  /** Returns the viewer behind a request, or null if no one is signed in. */
  readonly getViewer: (request: Request) => HostViewer | null | Promise<HostViewer | null>
  readonly logger: Logger
  readonly tracer: Tracer | undefined
  /** Resolves when the storage is open. If it rejects, the handler answers with `not_ready`. */
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

  const refuseCrossOrigin = (context: HonoContext<HandlerEnv>): void => {
    const crossOrigin = findCrossOrigin(context.req.raw, publicOrigin)
    if (!crossOrigin) return
    context.set('crossOrigin', crossOrigin)
    throw new ProblemError('cross_site')
  }

  createInvitationRoutes(refuseCrossOrigin)(app, api)

  app.use(async (context, next) => {
    // A request with an invitation never counts as signed in, even if it comes with a session.
    const viewer = readInvitation(context.req.raw) === null ? await options.getViewer(context.req.raw) : null
    if (!viewer) throw new ProblemError('not_signed_in')
    context.set('viewer', viewer)
    refuseCrossOrigin(context)
    if (!isDecodable(context.req.path)) throw new ProblemError('not_found')
    await next()
  })

  for (const addRoutes of [addConnectionRoutes, addStatsRoutes, addGroupRoutes, addPeopleRoutes]) addRoutes(app, api)
  app.get('/openapi.json', (c) => c.json(createOpenApiDocument(basePath)))

  let hasWarnedAboutPath = false
  app.notFound((context) => {
    if (!hasWarnedAboutPath && !isBelow(context.req.path, basePath)) {
      hasWarnedAboutPath = true
      logger.warn(
        'A request was answered with not_found, because its path is not below the base path. Pass the handler the whole ' +
          'path (Express: app.all, not app.use, which removes the prefix), or set baseUrl to where it is mounted. ' +
          'Further such requests are not logged',
        { ...describeRequest(context), basePath },
      )
    }
    throw new ProblemError('not_found')
  })
  app.onError((error, context) => {
    if (isCancellation(error, context.req.raw.signal)) return context.body(null, clientClosedRequest)
    if (error instanceof ProblemError) {
      if (isRefusal(error)) logger.warn('A request was refused', describeRefusal(error, context))
      if ((error.code === 'not_ready' || error.code === 'busy') && error.cause) {
        const details = { ...describeRequest(context), ...describeError(error.cause) }
        logger.error('A request failed: the database could not be used', details)
      }
      return createProblemResponse(context, error.problem)
    }
    const requestId = crypto.randomUUID()
    logger.error('A request failed', { requestId, ...describeRequest(context), ...describeError(error) })
    return createProblemResponse(context, createProblem('internal_error', { requestId }))
  })

  return async (request) => {
    const response = await app.fetch(request)
    for (const [name, value] of answerHeaders) response.headers.set(name, value)
    return response
  }
}

/** Headers of every answer. */
const answerHeaders = [
  // A viewer can lose access at any time, so no cache may keep an answer.
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
] as const

const isBelow = (path: string, basePath: string): boolean => path === basePath || path.startsWith(`${basePath}/`)

/** The status that nginx logs for a request that its client gave up. Nobody reads the answer. */
const clientClosedRequest = 499 as 400

/** Whether a request failed because its client gave it up. */
const isCancellation = (error: Error, { aborted, reason }: AbortSignal): boolean =>
  aborted && (error === reason || error.cause === reason)

/** Seconds after which a client may repeat its request, by problem code. */
const retryAfter: { readonly [Code in ProblemCode]?: string } = { busy: '30', too_many_checks: '3600' }

const createProblemResponse = (context: HonoContext, problem: Problem): Response => {
  const seconds = retryAfter[problem.code]
  return context.body(JSON.stringify(problem), problem.status as 400, {
    'content-type': 'application/problem+json',
    ...(seconds !== undefined && { 'retry-after': seconds }),
  })
}
