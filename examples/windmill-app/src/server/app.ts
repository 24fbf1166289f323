import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { ClaudeIntegration } from '@windmill/claude-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { type HostRoutesOptions, hostRoutes } from './host-routes.ts'

export interface AppOptions extends HostRoutesOptions {
  readonly claude: Pick<ClaudeIntegration, 'handler'>
  /** The folder with the built pages. */
  readonly webDir: string
}

/** Windmill's web app: the Claude integration, Windmill's own data, and the pages. */
export const createApp = ({ claude, webDir, ...host }: AppOptions): Hono => {
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

  app.all('/api/claude/*', (context) => claude.handler(context.req.raw))
  app.route('/api/demo', hostRoutes(host))
  app.all('/api/*', (context) => context.json({ error: 'not_found' }, 404))

  app.use(
    serveStatic({
      root: webDir,
      onFound: (path, context) => {
        // The names of built files change with what is in them.
        const built = path.includes('/assets/')
        context.header('cache-control', built ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  app.get('/assets/*', (context) => context.notFound())
  // Every other address is a page: the browser decides which.
  app.get('*', async (context) => {
    context.header('cache-control', 'no-cache')
    return context.html(await readFile(join(webDir, 'index.html'), 'utf8'))
  })
  return app
}
