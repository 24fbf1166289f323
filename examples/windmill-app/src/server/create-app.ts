import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { createHostRoutes, type HostRoutesOptions } from './create-host-routes.ts'

export interface AppOptions extends HostRoutesOptions {
  /** Folder that holds the built pages. */
  readonly webFolder: string
}

/** Creates Windmill's web app. It serves the Claude integration, Windmill's own data and the pages. */
export const createApp = ({ webFolder, ...host }: AppOptions): Hono => {
  const app = new Hono()
  app.use(compress())
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
      strictTransportSecurity: false,
    }),
  )

  app.all('/api/claude/*', (context) => host.claude.handler(context.req.raw))
  // For a load balancer: whether this process can answer requests.
  app.get('/readyz', async (context) => {
    const { isReady, problem } = await host.claude.health({ accounts: [] })
    return context.json({ isReady, code: problem?.code ?? null }, isReady ? 200 : 503)
  })
  app.route('/api/demo', createHostRoutes(host))
  app.all('/api/*', (context) => context.json({ error: 'not_found' }, 404))

  app.use(
    serveStatic({
      root: webFolder,
      onFound: (path, context) => {
        // The name of a built asset contains a hash of its content, so a browser can cache it forever.
        const hasHashedName = path.includes('/assets/')
        context.header('cache-control', hasHashedName ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  app.get('/assets/*', (context) => context.notFound())
  // Every other path gets the same HTML. The router in the browser chooses the page.
  app.get('*', async (context) => {
    context.header('cache-control', 'no-cache')
    return context.html(await readFile(join(webFolder, 'index.html'), 'utf8'))
  })
  return app
}
