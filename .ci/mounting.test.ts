import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as nodeServer from '@hono/node-server'
import { transformSync } from 'esbuild'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { createClaudeIntegration, type HostViewer, keyring, memoryStorage } from '../packages/server/src/index.ts'
import { snippetsOf } from './readme-snippets.ts'
import { root } from './workspace.ts'

const snippets = snippetsOf(join(root, 'packages/server/README.md'), 'server').filter(({ title }) => title !== '')

/** Runs what the README says of a host, among what that host has, and returns what it exports. */
const mount = (title: string, host: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const snippet = snippets.find((one) => one.title === title)
  if (!snippet) throw new Error(`The README does not say how to mount the handler in ${title}.`)
  const { code } = transformSync(snippet.code, { loader: 'ts', format: 'cjs' })
  const modules: Readonly<Record<string, unknown>> = {
    'node:http': { createServer },
    '@hono/node-server': nodeServer,
    './claude.js': host,
  }
  const module = { exports: {} }
  new Function('require', 'module', ...Object.keys(host), code)(
    (name: string) => modules[name],
    module,
    ...Object.values(host),
  )
  return module.exports
}

const ada: HostViewer = { accountId: 'acme', employeeId: 'ada', role: 'admin' }

/** The integration in a host that knows its users by a header, unless it says otherwise. */
const createClaude = (
  viewer = ({ headers }: Request): HostViewer | null => (headers.get('x-user') === 'ada' ? ada : null),
) =>
  createClaudeIntegration({
    storage: memoryStorage(),
    vault: keyring({ current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } }),
    directory: { listEmployees: () => [{ id: 'ada', name: 'Ada', emails: [] }] },
    viewer,
  })

type Ask = (path: string, init?: RequestInit) => Promise<Response>

const asking = async (server: Server): Promise<Ask> => {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return (path, init) => fetch(`http://localhost:${port}${path}`, init)
}

const hosts: readonly (readonly [string, () => Promise<Ask>])[] = [
  [
    'Hono',
    async () => {
      const app = new Hono()
      mount('Hono', { app, claude: createClaude() })
      app.get('*', (c) => c.text('a page'))
      return async (path, init) => await app.request(path, init)
    },
  ],
  [
    'Next.js',
    async () => {
      const route = mount('Next.js', { claude: createClaude() }) as Readonly<
        Record<string, (request: Request) => Promise<Response>>
      >
      // Next.js hands on what is below the folder of the route.
      return async (path, init) => {
        const method = route[init?.method ?? 'GET']
        if (!path.startsWith('/api/claude/') || !method) return new Response('a page')
        return await method(new Request(`http://localhost${path}`, init))
      }
    },
  ],
  [
    'Node’s http',
    async () => {
      const yourPages: RequestListener = (_, response) => response.end('a page')
      const { server } = mount('Node’s http', { claude: createClaude(), yourPages })
      return await asking(server as Server)
    },
  ],
  [
    'Express',
    async () => {
      const app = express()
      mount('Express', { app, claude: createClaude() })
      app.use(express.json())
      app.use((_, response) => void response.send('a page'))
      return await asking(createServer(app))
    },
  ],
  [
    'Fastify',
    async () => {
      const app = fastify()
      app.get('/*', () => 'a page')
      mount('Fastify', { app, claude: createClaude() })
      await app.ready()
      onTestFinished(async () => await app.close())
      return await asking(app.server)
    },
  ],
  [
    'A session that only your framework’s request has',
    async () => {
      const app = express()
      app.use((request, _, next) => {
        if (request.headers['x-user'] === 'ada') Object.assign(request, { user: ada })
        next()
      })
      let viewer: (request: Request) => HostViewer | null = () => null
      const exported = mount('A session that only your framework’s request has', {
        app,
        claude: createClaude((request) => viewer(request)),
      })
      viewer = exported.viewer as typeof viewer
      app.use((_, response) => void response.send('a page'))
      return await asking(createServer(app))
    },
  ],
]

test('every way to mount the handler that the README shows is tried here', () => {
  expect(snippets.map(({ title }) => title)).toEqual(hosts.map(([title]) => title))
})

test.each(hosts)(
  '%s: the handler answers below its path, with bodies, and the host everywhere else',
  async (_, start) => {
    const ask = await start()
    const headers = { 'x-user': 'ada', 'content-type': 'application/json' }

    const connection = await ask('/api/claude/connection?as=ever', { headers })
    expect(await connection.json()).toMatchObject({ status: 'disconnected' })
    const refused = await ask('/api/claude/connection', { method: 'PUT', headers, body: '{"apiKey":"no key"}' })
    expect(await refused.json()).toMatchObject({ code: 'key_malformed' })
    expect(await (await ask('/api/claude/nothing', { headers })).json()).toMatchObject({ code: 'not_found' })
    expect(await (await ask('/api/claude/connection')).json()).toMatchObject({ code: 'not_signed_in' })
    expect(await (await ask('/profile')).text()).toBe('a page')
  },
)
