import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { ClaudeIntegration } from '@windmill/claude-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { createHostRoutes, type HostRoutesOptions } from './host-routes.ts'

export interface AppOptions extends HostRoutesOptions {
  readonly claude: Pick<ClaudeIntegration, 'handler'>
  /** Folder that holds the built pages. */
  readonly webDir: string
}

/** Creates Windmill's web app, which serves the Claude integration, Windmill's own data and the pages. */
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
  app.route('/api/demo', createHostRoutes(host))
  app.all('/api/*', (context) => context.json({ error: 'not_found' }, 404))

  app.use(
    serveStatic({
      root: webDir,
      onFound: (path, context) => {
        // Names of built assets contain a content hash, so they can be cached forever.
        const isHashed = path.includes('/assets/')
        context.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  app.get('/assets/*', (context) => context.notFound())
  // Every other path gets the same HTML; the browser picks the page.
  app.get('*', async (context) => {
    context.header('cache-control', 'no-cache')
    return context.html(await readFile(join(webDir, 'index.html'), 'utf8'))
  })
  return app
}
