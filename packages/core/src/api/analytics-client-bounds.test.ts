import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createFakeApi } from '../../test/fake-api.ts'
import { type AnalyticsClientOptions, createAnalyticsClient } from './analytics-client.ts'

const day = '2026-11-18'
const encoder = new TextEncoder()

/** Creates a response with a body from `pull`. `state` has the number of chunks read and whether it was canceled. */
const createStreamResponse = (pull: (index: number) => Uint8Array | null, init: ResponseInit = {}) => {
  const state = { chunks: 0, isCanceled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = pull(state.chunks)
        if (chunk === null) return await new Promise(() => {})
        state.chunks += 1
        controller.enqueue(chunk)
      },
      cancel() {
        state.isCanceled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { response: new Response(body, init), state }
}

const probe = (response: Response | Promise<Response>, options: Partial<AnalyticsClientOptions> = {}) =>
  createAnalyticsClient({ apiKey: 'sk-ant-api01-x', fetch: async () => await response, ...options }).probe('users', day)

afterEach(() => {
  vi.useRealTimers()
})

describe('an answer', () => {
  test.each<[string, string]>([
    ['one huge row', '{"data":[{"user":{"id":"'],
    ['a cursor without an end', '{"next_page":"'],
    ['text that looks like rows', '{"data":[{"user":{"id":"},{'],
  ])('of %s is not read to its end', async (_, start) => {
    const chunk = encoder.encode('},{'.repeat(20_000))
    const { response, state } = createStreamResponse((index) => (index === 0 ? encoder.encode(start) : chunk))
    await expect(probe(response)).rejects.toMatchObject({ code: 'unexpected_answer', isRetryable: false })
    expect(state.chunks * chunk.length).toBeLessThan(20e6)
    expect(state.isCanceled).toBe(true)
  })

  test('of endless small rows is not read to its end', async () => {
    const chunk = encoder.encode('{"user":{"id":"user_1"}},'.repeat(2_000))
    const { response, state } = createStreamResponse((index) => (index === 0 ? encoder.encode('{"data":[') : chunk))
    await expect(probe(response)).rejects.toMatchObject({ code: 'unexpected_answer' })
    expect(state.isCanceled).toBe(true)
  })

  test('with an error is read only to a limit, and judged by its status', async () => {
    const { response, state } = createStreamResponse(() => encoder.encode('x'.repeat(10_000)), { status: 503 })
    await expect(probe(response)).rejects.toMatchObject({ code: 'api_unavailable' })
    expect(state.chunks).toBeLessThan(20)
    expect(state.isCanceled).toBe(true)
  })

  test('with a redirect is canceled, so that it leaves no connection open', async () => {
    const { response, state } = createStreamResponse(() => encoder.encode('x'.repeat(10_000)), { status: 302 })
    await expect(probe(response)).rejects.toMatchObject({ code: 'api_unreachable' })
    expect(state.isCanceled).toBe(true)
  })
})

describe('the deadline of a request', () => {
  /** Advances the clock past the timeout of an answer, and expects the request to fail with a retryable error. */
  const expectTimeout = async (request: Promise<void>) => {
    const failure = expect(request).rejects.toMatchObject({ code: 'api_unreachable', isRetryable: true })
    await vi.advanceTimersByTimeAsync(60_000)
    await failure
  }

  test('ends a request that ignores its signal', async () => {
    vi.useFakeTimers()
    await expectTimeout(probe(new Promise(() => {})))
  })

  test('ends a body that stays open, and cancels it', async () => {
    vi.useFakeTimers()
    const { response, state } = createStreamResponse((index) => (index === 0 ? encoder.encode('{"data":[') : null))
    await expectTimeout(probe(response))
    expect(state.isCanceled).toBe(true)
  })

  test('is not extended by a body that arrives in small pieces', async () => {
    vi.useFakeTimers()
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        controller.enqueue(encoder.encode(' '))
      },
    })
    await expectTimeout(probe(new Response(body)))
  })

  test('cancels an answer that comes too late', async () => {
    vi.useFakeTimers()
    const { response, state } = createStreamResponse(() => encoder.encode(' '))
    await expectTimeout(probe(new Promise((resolve) => setTimeout(() => resolve(response), 90_000))))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.isCanceled).toBe(true)
  })

  test('leaves no timer behind', async () => {
    vi.useFakeTimers()
    await probe(Response.json({ data: [] }))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends the reading of a day that takes hours in total, even if each request is in time', async () => {
    vi.useFakeTimers()
    const api = createFakeApi(async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, 50_000))
      return Response.json({ data: [{ user: { id: `user_${index}` } }], next_page: `cursor-${index}` })
    })
    const pages = createAnalyticsClient({ apiKey: 'sk-ant-api01-x', fetch: api.fetch }).readPages('users', day)
    const reading = (async () => {
      for await (const _ of pages);
    })()
    const failure = expect(reading).rejects.toMatchObject({ code: 'api_unreachable' })
    await vi.advanceTimersByTimeAsync(3 * 3_600_000)
    await failure
    expect(api.requests.length).toBeLessThan(150)
  })
})

describe('on a real connection', () => {
  /** Probes a local server, waits until it has no open connection, and returns the error. */
  const probeServer = async (listener: RequestListener) => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const error: unknown = await createAnalyticsClient({
        apiKey: 'sk-ant-api01-x',
        baseUrl: `http://127.0.0.1:${port}`,
      })
        .probe('users', day)
        .catch((thrown) => thrown)
      await new Promise<void>((resolve) => {
        const check = () => server.getConnections((_, count) => (count === 0 ? resolve() : void setImmediate(check)))
        check()
      })
      return error
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  test('a compressed answer of gigabytes is not decompressed, and its connection is closed', async () => {
    const rssBefore = process.memoryUsage().rss
    const error = await probeServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      const gzip = createGzip()
      gzip.pipe(response)
      const spaces = Buffer.alloc(1_048_576, ' ')
      let sent = 0
      const write = () => {
        while (sent < 4_096 && !response.destroyed) {
          sent += 1
          if (!gzip.write(spaces)) return void gzip.once('drain', write)
        }
        gzip.end()
      }
      write()
      response.on('close', () => gzip.destroy())
    })
    expect(error).toMatchObject({ code: 'unexpected_answer' })
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(400e6)
  })

  test('an endless error answer leaves no connection open', async () => {
    const error = await probeServer((_, response) => {
      response.writeHead(503, { 'content-type': 'text/html' })
      const write = () => {
        while (!response.destroyed) if (!response.write('x'.repeat(65_536))) return void response.once('drain', write)
      }
      write()
    })
    expect(error).toMatchObject({ code: 'api_unavailable' })
  })
})
