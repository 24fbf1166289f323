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
import { readSnippets } from './readme-snippets.ts'
import { root } from './workspace.ts'

const snippets = readSnippets(join(root, 'packages/server/README.md'), 'server').filter(({ title }) => title !== '')

/** Runs the README's code for a host framework with the host's variables in scope, and returns its exports. */
const runSnippet = (title: string, variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const snippet = snippets.find((candidate) => candidate.title === title)
  if (!snippet) throw new Error(`The README does not say how to mount the handler in ${title}.`)
  const { code } = transformSync(snippet.code, { loader: 'ts', format: 'cjs' })
  const modules: Readonly<Record<string, unknown>> = {
    'node:http': { createServer },
    '@hono/node-server': nodeServer,
    './claude.js': variables,
  }
  const module = { exports: {} }
  new Function('require', 'module', ...Object.keys(variables), code)(
    (name: string) => modules[name],
    module,
    ...Object.values(variables),
  )
  return module.exports
}

const ada: HostViewer = { accountId: 'acme', employeeId: 'ada', role: 'admin' }

/** Creates the integration for a host. By default the host knows its users by a header. */
const createClaude = (
  viewer = ({ headers }: Request): HostViewer | null => (headers.get('x-user') === 'ada' ? ada : null),
) =>
  createClaudeIntegration({
    storage: memoryStorage(),
    vault: keyring({ current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } }),
    directory: { listEmployees: () => [{ id: 'ada', name: 'Ada', emails: [] }] },
    getViewer: viewer,
  })

type Send = (path: string, init?: RequestInit) => Promise<Response>

/** Starts a server for the current test, and returns a function that sends it requests. */
const listen = async (server: Server): Promise<Send> => {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return (path, init) => fetch(`http://localhost:${port}${path}`, init)
}

/** Host frameworks by their title in the README, each with a function that mounts the handler. */
const hosts: readonly (readonly [string, () => Promise<Send>])[] = [
  [
    'Hono',
    async () => {
      const app = new Hono()
      runSnippet('Hono', { app, claude: createClaude() })
      app.get('*', (c) => c.text('a page'))
      return async (path, init) => await app.request(path, init)
    },
  ],
  [
    'Next.js',
    async () => {
      const route = runSnippet('Next.js', { claude: createClaude() }) as Readonly<
        Record<string, (request: Request) => Promise<Response>>
      >
      // Next.js passes on the requests below the route's folder.
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
      const { server } = runSnippet('Node’s http', { claude: createClaude(), yourPages })
      return await listen(server as Server)
    },
  ],
  [
    'Express',
    async () => {
      const app = express()
      runSnippet('Express', { app, claude: createClaude() })
      app.use(express.json())
      app.use((_, response) => void response.send('a page'))
      return await listen(createServer(app))
    },
  ],
  [
    'Fastify',
    async () => {
      const app = fastify()
      app.get('/*', () => 'a page')
      runSnippet('Fastify', { app, claude: createClaude() })
      await app.ready()
      onTestFinished(async () => await app.close())
      return await listen(app.server)
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
      const exported = runSnippet('A session that only your framework’s request has', {
        app,
        claude: createClaude((request) => viewer(request)),
      })
      viewer = exported.viewer as typeof viewer
      app.use((_, response) => void response.send('a page'))
      return await listen(createServer(app))
    },
  ],
]

test('every way to mount the handler in the README is tested', () => {
  expect(snippets.map(({ title }) => title)).toEqual(hosts.map(([title]) => title))
})

test.each(hosts)(
  '%s: the handler answers below its path, including requests with a body, and the host everywhere else',
  async (_, mountHandler) => {
    const send = await mountHandler()
    const headers = { 'x-user': 'ada', 'content-type': 'application/json' }

    const connection = await send('/api/claude/connection?as=ever', { headers })
    expect(await connection.json()).toMatchObject({ status: 'disconnected' })
    const refused = await send('/api/claude/connection', { method: 'PUT', headers, body: '{"apiKey":"no key"}' })
    expect(await refused.json()).toMatchObject({ code: 'key_malformed' })
    expect(await (await send('/api/claude/nothing', { headers })).json()).toMatchObject({ code: 'not_found' })
    expect(await (await send('/api/claude/connection')).json()).toMatchObject({ code: 'not_signed_in' })
    expect(await (await send('/profile')).text()).toBe('a page')
  },
)
