import { employeeId, type Problem, problemOf, type Viewer } from '@windmill/claude-core'
import {
  disconnectQuerySchema,
  keyRequestSchema,
  openApiDocument,
  statsQuerySchema,
} from '@windmill/claude-core/contract'
import { Hono, type Context as HonoContext } from 'hono'
import type { ClaudeApi } from '../api/index.ts'
import { errorDetails, type Logger } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import { parseBody, parseQuery, refuseCrossSite } from './request.ts'

export interface HandlerOptions {
  readonly api: ClaudeApi
  /** Where the host mounts the handler, without a slash at the end. */
  readonly basePath: string
  /** Who is asking, or null when nobody is signed in. */
  readonly viewer: (request: Request) => Viewer | null | Promise<Viewer | null>
  readonly logger: Logger
}

type Env = { Variables: { viewer: Viewer } }

/** Serves the contract over HTTP: JSON in and out, problem documents for whatever goes wrong. */
export const createHandler = (options: HandlerOptions): ((request: Request) => Promise<Response>) => {
  const { api, basePath, logger } = options
  const app = new Hono<Env>().basePath(basePath)

  app.use(async (context, next) => {
    refuseCrossSite(context.req.raw)
    const viewer = await options.viewer(context.req.raw)
    if (!viewer) throw new ProblemError('not_signed_in')
    context.set('viewer', viewer)
    await next()
    // What someone may see can change at any time, and must not outlive that in a cache.
    context.res.headers.set('cache-control', 'no-store')
  })

  app.get('/connection', async (c) => c.json(await api.connection(c.var.viewer)))
  app.post('/connection/preview', async (c) => {
    const { apiKey } = await parseBody(c.req.raw, keyRequestSchema)
    return c.json(await api.preview(c.var.viewer, apiKey))
  })
  app.put('/connection', async (c) => {
    const { apiKey } = await parseBody(c.req.raw, keyRequestSchema)
    return c.json(await api.connect(c.var.viewer, apiKey))
  })
  app.delete('/connection', async (c) => {
    const { data } = parseQuery(c.req.url, disconnectQuerySchema)
    return c.json(await api.disconnect(c.var.viewer, data))
  })
  app.post('/sync', async (c) => c.json(await api.sync(c.var.viewer), 202))
  app.get('/employees/:id/stats', async (c) => {
    const query = parseQuery(c.req.url, statsQuerySchema)
    return c.json(await api.employeeStats(c.var.viewer, employeeId(c.req.param('id')), query))
  })
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
