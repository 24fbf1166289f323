import type { MiddlewareHandler } from 'hono'
import { markSpanFailed, readErrorCode, runInSpan, type Tracer } from '../tracer.ts'
import type { HandlerEnv } from './add-routes.ts'
import { findRoute } from './describe-refusal.ts'

/**
 * Creates middleware that records a span per request. The span has the route's pattern, since the path contains
 * employee ids.
 */
export const traceRequests =
  (tracer: Tracer): MiddlewareHandler<HandlerEnv> =>
  async (context, next) => {
    const { method } = context.req
    const route = findRoute(context)
    const attributes = { 'http.request.method': method, 'http.route': route }
    await runInSpan({ tracer, name: `${method} ${route}`, attributes }, async (span) => {
      await next()
      const { status } = context.res
      span?.setAttribute('http.response.status_code', status)
      // The viewer is undefined if no one is signed in.
      if (context.var.viewer) span?.setAttribute('claude.account_id', context.var.viewer.accountId)
      if (status >= 500) markSpanFailed(span, readErrorCode(context.error))
      else if (context.error) span?.setAttribute('error.type', readErrorCode(context.error))
    })
  }
