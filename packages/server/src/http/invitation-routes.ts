import type { Context } from 'hono'
import type { AddRoutes, HandlerEnv } from './add-routes.ts'
import { readInvitation } from './read-invitation.ts'
import { readKeyInput } from './read-key-input.ts'

/**
 * Creates the routes that take an invitation in the place of a session. These routes come before the check of the
 * session. A request without an invitation goes on to that check.
 * @param refuseCrossOrigin - Throws for a request of another origin.
 */
export const createInvitationRoutes =
  (refuseCrossOrigin: (context: Context<HandlerEnv>) => void): AddRoutes =>
  (app, api) => {
    const routes = [
      ['POST', '/connection/preview', api.preview],
      ['PUT', '/connection', api.connect],
    ] as const
    for (const [method, path, run] of routes) {
      app.on(method, path, async (c, next) => {
        const invitation = readInvitation(c.req.raw)
        if (invitation === null) return await next()
        refuseCrossOrigin(c)
        return c.json(await run({ invitation }, ...readKeyInput(c.req.raw)))
      })
    }
  }
