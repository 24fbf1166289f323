import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))

const createHost = async () => {
  const employees = [
    createEmployee('boss'),
    createEmployee('zoë😀'),
    createEmployee('gone', { archivedOn: '2026-01-01' }),
  ]
  const host = createTestHost({ employees, clock })
  await storeDay(host.storage, '2026-11-20', { ada: {} })
  await host.claude.directory.refresh(acme)
  return host
}

/** Every route of the contract that takes a body. */
const bodyRoutes = Object.entries((createOpenApiDocument('') as { paths: Record<string, object> }).paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      'requestBody' in operation ? [[method.toUpperCase(), path.replace('{id}', 'user_ada')] as const] : [],
    ),
)

const chunkBytes = 1_000

/** Creates a JSON body that is sent in chunks, and counts the chunks that were read. */
const createBody = (chunks: number) => {
  const counter = { read: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        counter.read += 1
        controller.enqueue(new Uint8Array(chunkBytes).fill(0x20))
        if (counter.read === chunks) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return { counter, body }
}
const createInit = (method: string, body: ReadableStream, headers: Readonly<Record<string, string>> = {}) =>
  ({ method, body, duplex: 'half', headers: { 'content-type': 'application/json', ...headers } }) as RequestInit

describe('a body', () => {
  test('is accepted only by the routes that are tested here', () => {
    expect(bodyRoutes.map((route) => route.join(' ')).sort()).toEqual([
      'POST /connection/preview',
      'PUT /claude-users/user_ada/link',
      'PUT /connection',
    ])
  })

  test.each([
    ['ada', 403],
    [null, 401],
    ['admin:gone', 404],
  ] as const)('is not read before the permission is checked: viewer %s gets %i', async (viewer, status) => {
    const { request } = await createHost()
    for (const [method, path] of bodyRoutes) {
      const { counter, body } = createBody(30_000)
      expect((await request(viewer, path, createInit(method, body))).status, path).toBe(status)
      expect(counter.read, path).toBe(0)
    }
  })

  test('is read up to 16 kB, whatever length it announces', async () => {
    const { request } = await createHost()
    for (const [method, path] of bodyRoutes) {
      for (const headers of [{}, { 'content-length': '10' }]) {
        const { counter, body } = createBody(30_000)
        const response = await request('admin:boss', path, createInit(method, body, headers))
        expect(await response.json(), path).toMatchObject({ status: 413, code: 'body_too_large' })
        expect(counter.read, path).toBe(17)
      }
    }
  })

  describe('that does not end', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
    afterEach(() => void vi.useRealTimers())

    const createEndlessBody = () => {
      const isRead = Promise.withResolvers<void>()
      const body = new ReadableStream({ pull: () => isRead.resolve() }, { highWaterMark: 0 })
      return { body, isRead: isRead.promise }
    }

    test('is refused after 30 seconds', async () => {
      const { request } = await createHost()
      for (const [method, path] of bodyRoutes) {
        const { body, isRead } = createEndlessBody()
        let isAnswered = false
        const answer = request('admin:boss', path, createInit(method, body)).finally(() => {
          isAnswered = true
        })
        await isRead
        await vi.advanceTimersByTimeAsync(29_999)
        expect(isAnswered, path).toBe(false)
        await vi.advanceTimersByTimeAsync(1)
        const detail = expect.stringContaining('within 30 seconds')
        expect(await (await answer).json(), path).toMatchObject({ status: 400, code: 'invalid_request', detail })
        expect(vi.getTimerCount()).toBe(0)
      }
    })

    test('is no longer awaited after the request is aborted', async () => {
      const { request } = await createHost()
      for (const [method, path] of bodyRoutes) {
        const { body, isRead } = createEndlessBody()
        const control = new AbortController()
        const answer = request('admin:boss', path, { ...createInit(method, body), signal: control.signal })
        await isRead
        control.abort()
        expect((await answer).status, path).toBe(499)
        expect(vi.getTimerCount()).toBe(0)
      }
    })
  })

  test('may have 16 kB', async () => {
    const { request } = await createHost()
    const send = async (bytes: number) => {
      const body = '{"decision":"ignore"}'.padEnd(bytes)
      const init = { method: 'PUT', body, headers: { 'content-type': 'application/json' } }
      return (await request('admin:boss', '/claude-users/user_ada/link', init)).status
    }
    expect([await send(16_384), await send(16_385)]).toEqual([200, 413])
  })

  test('can have characters that are split across chunks', async () => {
    const { request } = await createHost()
    const bytes = Buffer.from('{"decision":"link","employeeId":"zoë😀"}')
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const response = await request('admin:boss', '/claude-users/user_ada/link', createInit('PUT', body))
    expect(await response.json()).toMatchObject({ employee: { id: 'zoë😀' } })
  })
})
