import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as nodeServer from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { createClaudeIntegration, type HostViewer, keyring, memoryStorage } from '../packages/server/src/index.ts'
import { createNextIntegration } from '../packages/server/src/next/create-next-integration.ts'
import { readSnippets } from './read-snippets.ts'
import { runSnippet } from './run-snippet.ts'
import { root } from './workspace.ts'

const snippets = readSnippets(join(root, 'packages/server/docs/mounting.md'), 'mounting').filter(
  ({ title }) => title !== '',
)

/**
 * Runs the code block of the guide that has the title, and returns its exports.
 * @param variables - The host's variables that the code uses.
 */
const runTitledSnippet = (
  title: string,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const snippet = snippets.find((candidate) => candidate.title === title)
  if (!snippet) throw new Error(`The guide does not say how to mount the handler in ${title}.`)
  const modules = { 'node:http': { createServer }, '@hono/node-server': nodeServer, '@/claude': variables }
  return runSnippet(snippet, modules, variables)
}

const viewerAda: HostViewer = { accountId: 'acme', employeeId: 'ada', role: 'admin' }

type GetViewer = (request: Request) => HostViewer | null

/** Returns the viewer that a header of the request names. */
const getViewerFromHeader: GetViewer = ({ headers }) => (headers.get('x-user') === 'ada' ? viewerAda : null)

const createIntegration = (getViewer = getViewerFromHeader) =>
  createClaudeIntegration({
    storage: memoryStorage(),
    vault: keyring({ current: 'test', keys: { test: createHash('sha256').update('test').digest('base64') } }),
    directory: { listEmployees: () => [{ id: 'ada', name: 'Ada', emails: [] }] },
    getViewer,
  })

/** Sends a request to the host. */
type SendRequest = (path: string, init?: RequestInit) => Promise<Response>

/** Starts a server for the current test, and returns a function that sends it requests. */
const listen = async (server: Server): Promise<SendRequest> => {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return (path, init) => fetch(`http://localhost:${port}${path}`, init)
}

/**
 * The ways to mount the handler: the title of the guide's code block, and a function that creates a host with this
 * code. Every host answers `a page` at all other paths.
 */
const hosts: readonly (readonly [title: string, createHost: () => Promise<SendRequest>])[] = [
  [
    'Hono',
    async () => {
      const app = new Hono()
      runTitledSnippet('Hono', { app, claude: createIntegration() })
      app.get('*', (c) => c.text('a page'))
      return async (path, init) => await app.request(path, init)
    },
  ],
  [
    'Next.js',
    async () => {
      const route = runTitledSnippet('Next.js', {
        claude: createNextIntegration(() => createIntegration()),
      }) as Readonly<Record<string, (request: Request) => Promise<Response>>>
      // Next.js calls the route only for requests below the route's folder.
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
      const { server } = runTitledSnippet('Node’s http', { claude: createIntegration(), yourPages })
      return await listen(server as Server)
    },
  ],
  [
    'Express',
    async () => {
      const app = express()
      runTitledSnippet('Express', { app, claude: createIntegration() })
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
      runTitledSnippet('Fastify', { app, claude: createIntegration() })
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
        if (request.headers['x-user'] === 'ada') Object.assign(request, { user: viewerAda })
        next()
      })
      // The code needs the integration, and the integration needs a function that the code exports.
      let getViewer: GetViewer = () => null
      const snippetExports = runTitledSnippet('A session that only your framework’s request has', {
        app,
        claude: createIntegration((request) => getViewer(request)),
      })
      getViewer = snippetExports.getViewer as GetViewer
      app.use((_, response) => void response.send('a page'))
      return await listen(createServer(app))
    },
  ],
]

test('every titled code block of the guide has a host in this test', () => {
  expect(snippets.map(({ title }) => title)).toEqual(hosts.map(([title]) => title))
})

test.each(hosts)(
  '%s: the handler answers all requests below its path, and the host answers all others',
  async (_, createHost) => {
    const send = await createHost()
    const headers = { 'x-user': 'ada', 'content-type': 'application/json' }

    const connectionResponse = await send('/api/claude/connection?unknown=1', { headers })
    expect(await connectionResponse.json()).toMatchObject({ status: 'disconnected' })
    const rejectedResponse = await send('/api/claude/connection', {
      method: 'PUT',
      headers,
      body: '{"apiKey":"no key"}',
    })
    expect(await rejectedResponse.json()).toMatchObject({ code: 'key_malformed' })
    expect(await (await send('/api/claude/nothing', { headers })).json()).toMatchObject({ code: 'not_found' })
    expect(await (await send('/api/claude/connection')).json()).toMatchObject({ code: 'not_signed_in' })
    expect(await (await send('/profile')).text()).toBe('a page')
  },
)

/** Hosts that read the body before the handler gets the request. */
const bodyReadingHosts: typeof hosts = [
  [
    'Express after express.json()',
    async () => {
      const app = express()
      app.use(express.json())
      runTitledSnippet('Express', { app, claude: createIntegration() })
      return await listen(createServer(app))
    },
  ],
  [
    'Fastify with its own parser',
    async () => {
      const app = fastify()
      const answerRequest = nodeServer.getRequestListener(createIntegration().handler)
      app.all('/api/claude/*', async (request, reply) => {
        reply.hijack()
        await answerRequest(request.raw, reply.raw)
      })
      await app.ready()
      onTestFinished(async () => await app.close())
      return await listen(app.server)
    },
  ],
  [
    'an API route of Next.js’s pages',
    async () => {
      const answerRequest = nodeServer.getRequestListener(createIntegration().handler)
      const server = createServer(async (request, response) => {
        for await (const _ of request);
        await answerRequest(request, response)
      })
      return await listen(server)
    },
  ],
  [
    'a host that builds a request of its own',
    async () => {
      const { handler } = createIntegration()
      const app = express()
      app.use(express.json())
      app.use(async ({ method, url, headers }, outgoing) => {
        const request = new Request(`http://localhost${url}`, { method, headers: headers as Record<string, string> })
        outgoing.send(await (await handler(request)).text())
      })
      return await listen(createServer(app))
    },
  ],
]

test.each(bodyReadingHosts)('%s: the handler says that the body was already read', async (_, createHost) => {
  const send = await createHost()
  const headers = { 'x-user': 'ada', 'content-type': 'application/json' }
  const response = await send('/api/claude/connection', { method: 'PUT', headers, body: '{"apiKey":"no key"}' })
  expect(await response.json()).toMatchObject({ code: 'body_already_read' })
})
