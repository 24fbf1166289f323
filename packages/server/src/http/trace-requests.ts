import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { codeOf, failSpan, inSpan, type Tracer } from '../tracer.ts'
import type { Env } from './routes.ts'

/** A span for each request, by its route's pattern: what stands in its place in the path names an employee. */
export const traceRequests =
  (tracer: Tracer): MiddlewareHandler<Env> =>
  async (context, next) => {
    const { method } = context.req
    const route = matchedRoutes(context).at(-1)?.path ?? '*'
    const attributes = { 'http.request.method': method, 'http.route': route }
    await inSpan({ tracer, name: `${method} ${route}`, attributes }, async (span) => {
      await next()
      const { status } = context.res
      span?.setAttribute('http.response.status_code', status)
      // Unknown where nobody is signed in.
      if (context.var.viewer) span?.setAttribute('claude.account_id', context.var.viewer.accountId)
      if (status >= 500) failSpan(span, codeOf(context.error))
      else if (context.error) span?.setAttribute('error.type', codeOf(context.error))
    })
  }
