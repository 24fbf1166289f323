import { setupServer } from 'msw/node'
import { afterEach, expect, test, vi } from 'vitest'
import { getConnection } from '../index.ts'
import { createFakeServer } from './create-fake-server.ts'
import { createClaudeHandlers } from './msw.ts'

afterEach(() => void vi.unstubAllGlobals())

test('the fetch of a fake server works without the globals Request and Response, which Jest’s jsdom lacks', async () => {
  vi.stubGlobal('Request', undefined)
  vi.stubGlobal('Response', undefined)
  const { fetch } = createFakeServer()
  const connection = await getConnection({ baseUrl: '/api/claude', viewerId: 'e-17', fetch })
  expect(connection.status).toBe('connected')
})

test('the fetch of a fake server works with a signal without throwIfAborted, which the jsdom of Jest 29 lacks', async () => {
  const { fetch } = createFakeServer()
  const controller = new AbortController()
  const signal = Object.assign(controller.signal, { throwIfAborted: undefined }) as unknown as AbortSignal
  expect((await fetch('/api/claude/connection', { signal })).status).toBe(200)
  controller.abort(new Error('The page was left.'))
  await expect(fetch('/api/claude/connection', { signal })).rejects.toThrow('The page was left.')
})

test('the handlers of msw answer requests at any origin and below any path', async () => {
  const server = setupServer(...createClaudeHandlers(createFakeServer()))
  server.listen({ onUnhandledFrame: 'error' })
  try {
    for (const baseUrl of ['https://app.example/api/claude', 'http://localhost:3000/hr/api/claude']) {
      expect((await getConnection({ baseUrl, viewerId: 'e-17' })).status).toBe('connected')
    }
  } finally {
    server.close()
  }
})
