import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { answerInOrder, createErrorResponse, createFakeApi, createPage } from '../../test/fake-api.ts'
import { AnalyticsError, isRefusal } from './analytics-error.ts'
import { type AnalyticsClientOptions, createAnalyticsClient } from './client.ts'

const apiKey = 'sk-ant-api01-secret-of-the-organization'
const requestedDay = '2026-11-20'

const getError = async (
  answer: Response | Error,
  options: Partial<AnalyticsClientOptions> = {},
): Promise<AnalyticsError> => {
  const client = createAnalyticsClient({ apiKey, fetch: answerInOrder(answer).fetch, ...options })
  const error: unknown = await client.probe('users', requestedDay).catch((thrown) => thrown)
  if (!(error instanceof AnalyticsError)) throw new Error(`Expected an AnalyticsError, got: ${error}`)
  return error
}

afterEach(() => {
  vi.useRealTimers()
})

describe('error of a status', () => {
  test.each<[status: number, message: string, code: AnalyticsError['code'], isRetryable: boolean]>([
    [400, 'The limit parameter must be between 1 and 1000, inclusive. Got 1500.', 'request_rejected', false],
    [401, 'invalid x-api-key', 'key_refused', false],
    [401, 'x-api-key header is required', 'key_refused', false],
    [403, "Missing required scopes. Got: ['read:members'] Needed one of: ['read:analytics']", 'scope_missing', false],
    [403, 'API access is disabled for this organization.', 'access_denied', false],
    [404, 'API key is missing, invalid, or does not have the read:analytics scope', 'access_denied', false],
    [408, 'Request timed out', 'api_unavailable', true],
    [409, 'Conflict', 'api_unavailable', true],
    [410, 'This cursor is no longer valid.', 'cursor_expired', true],
    [422, 'Unprocessable', 'request_rejected', false],
    [429, 'Rate limit of 60 requests per minute per organization has been exceeded.', 'rate_limited', true],
    [500, 'Internal server error', 'api_unavailable', true],
    [503, 'Team membership data is not ready yet', 'api_unavailable', true],
    [504, 'Request timed out', 'api_unavailable', true],
    [529, 'Overloaded', 'api_unavailable', true],
  ])('%i “%s” has the code %s (isRetryable: %s)', async (status, message, code, isRetryable) => {
    const error = await getError(createErrorResponse(status, message))
    expect(error).toMatchObject({ code, isRetryable, status, requestId: 'req_header' })
    expect(error.message).toBe(`Claude’s API said (${status}): ${message}`)
    expect(isRefusal(error)).toBe([401, 403, 404].includes(status))
  })

  test.each(['organization_type_not_supported', 'organization_on_hold'])(
    'a 400 with the error code %s means that the plan has no analytics',
    async (error_code) => {
      const error = await getError(
        Response.json({ error: { message: 'Not before 2026-01-01.', details: { error_code } } }, { status: 400 }),
      )
      expect(error.code).toBe('plan_not_supported')
      expect(isRefusal(error)).toBe(true)
    },
  )

  test('x-should-retry: false makes the error not retryable', async () => {
    const error = await getError(createErrorResponse(500, 'Internal server error', { 'x-should-retry': 'false' }))
    expect(error).toMatchObject({ code: 'api_unavailable', isRetryable: false })
  })

  test('takes the request id from the header, otherwise from the body', async () => {
    const fromBody = Response.json({ error: { message: 'x' }, request_id: 'req_body' }, { status: 500 })
    expect((await getError(fromBody)).requestId).toBe('req_body')
    expect((await getError(new Response('', { status: 500 }))).requestId).toBeUndefined()
  })

  test('a redirect is an error, because following it would send the key to another host', async () => {
    const redirect = new Response(null, { status: 307, headers: { location: 'https://evil.example/' } })
    expect(await getError(redirect)).toMatchObject({ code: 'api_unreachable', isRetryable: false, status: 307 })
  })

  test('the real fetch does not follow a redirect', async () => {
    const requestedUrls: string[] = []
    const server = createServer((request, response) => {
      requestedUrls.push(String(request.url))
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const client = createAnalyticsClient({ apiKey, baseUrl })
      await expect(client.probe('users', requestedDay)).rejects.toMatchObject({ code: 'api_unreachable' })
      expect(requestedUrls).toEqual([`/v1/organizations/analytics/users?date=${requestedDay}&limit=1`])
    } finally {
      server.close()
    }
  })
})

describe('error of a date that is too recent', () => {
  test.each([
    'Data is not yet available for 2026-11-20. The most recent available day is 2026-11-18.',
    'date must be on or before 2026-11-18; 2026-11-20 was requested',
    'Daten gibt es bis zum 2026-11-18.',
    'Analytics cover 2026-01-01 to 2026-11-18, not 2026-11-20.',
    'Newest: "2026-11-18". Requests for 2026-11-20, 2026-11-21 and 2026-13-99 will be served later.',
  ])('has the day that the message names as its latest day: %s', async (message) => {
    const error = await getError(createErrorResponse(400, message))
    expect(error).toMatchObject({ code: 'day_too_recent', latestDay: '2026-11-18', isRetryable: false })
    expect(isRefusal(error)).toBe(false)
  })

  test.each([
    'Data is not yet available.',
    'Data is not yet available for 2026-11-20.',
    'Data will be there on 2026-11-21.',
    'Data begin with 2026-02-30.',
    'See ticket 12026-11-18 or 2026-11-180.',
  ])('is request_rejected if the message names no earlier served day: %s', async (message) => {
    expect(await getError(createErrorResponse(400, message))).toMatchObject({
      code: 'request_rejected',
      latestDay: undefined,
    })
  })

  test('ignores a day in the message of any other status', async () => {
    expect(await getError(createErrorResponse(503, 'Back on 2026-11-18.'))).toMatchObject({
      code: 'api_unavailable',
      latestDay: undefined,
    })
  })
})

describe('retry-after', () => {
  test.each([
    ['25', 25_000],
    ['0', 0],
    ['1.5', 1500],
    ['-3', 0],
    ['soon', undefined],
  ])('reads %s as %s milliseconds', async (value, milliseconds) => {
    const error = await getError(createErrorResponse(429, 'Slow down.', { 'retry-after': value }))
    expect(error.retryAfterMs).toBe(milliseconds)
  })

  test('reads an HTTP date as the time until then, and a past date as 0', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-20T14:38:00Z'), toFake: ['Date'] })
    const readRetryAfter = async (date: string) =>
      (await getError(createErrorResponse(429, 'Slow down.', { 'retry-after': date }))).retryAfterMs
    expect(await readRetryAfter('Fri, 20 Nov 2026 14:38:25 GMT')).toBe(25_000)
    expect(await readRetryAfter('Fri, 20 Nov 2026 14:37:00 GMT')).toBe(0)
  })

  test('is read with any status, and undefined without the header', async () => {
    expect((await getError(createErrorResponse(503, 'Busy.', { 'retry-after': '7' }))).retryAfterMs).toBe(7000)
    expect((await getError(createErrorResponse(429, 'Slow down.'))).retryAfterMs).toBeUndefined()
  })
})

describe('unreadable answer', () => {
  const html = '<!doctype html><title>502 Bad Gateway</title>'

  test.each([
    ['an HTML page with a 200', html],
    ['truncated JSON', '{"data":[{"user":{"id":"user_1"'],
    ['nothing', ''],
  ])('%s is a retryable error, not an empty day', async (_, body) => {
    const error = await getError(new Response(body, { headers: { 'request-id': 'req_1' } }))
    expect(error).toMatchObject({ code: 'api_unavailable', isRetryable: true, status: 200, requestId: 'req_1' })
  })

  test.each([html, '"a text"', '[]', 'null', '{"error":null}', '{"error":"boom"}', '{"error":{"message":7}}', '{'])(
    'an error with the body %s is described by its status',
    async (body) => {
      const error = await getError(new Response(body, { status: 502 }))
      expect(error).toMatchObject({ code: 'api_unavailable', isRetryable: true })
      expect(error.message).toBe('Claude’s API answered 502.')
    },
  )

  test('a body that breaks off is a connection failure', async () => {
    const brokenBody = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"data":['))
        controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } }))
      },
    })
    expect(await getError(new Response(brokenBody))).toMatchObject({ code: 'api_unreachable', isRetryable: true })
  })

  test('a long message is truncated', async () => {
    expect((await getError(createErrorResponse(500, 'x'.repeat(5000)))).message.length).toBeLessThan(400)
  })
})

describe('missing answer', () => {
  test('a connection failure is retryable and includes the system’s error code', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const error = await getError(new TypeError('fetch failed', { cause }))
    expect(error).toMatchObject({ code: 'api_unreachable', isRetryable: true, status: undefined })
    expect(error.message).toBe('The connection to Claude’s API failed (ENOTFOUND).')
    expect((await getError(new TypeError('fetch failed'))).message).toBe('The connection to Claude’s API failed.')
  })

  /** Never answers. Rejects when the request is aborted, like fetch. */
  const neverAnswers: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      const signal = init?.signal
      if (signal?.aborted) reject(signal.reason)
      signal?.addEventListener('abort', () => reject(signal.reason))
    })

  test('a request that times out is retryable', async () => {
    const client = createAnalyticsClient({ apiKey, fetch: neverAnswers, timeoutMs: 1 })
    await expect(client.probe('users', requestedDay)).rejects.toMatchObject({
      code: 'api_unreachable',
      isRetryable: true,
      message: 'Claude’s API did not answer in time.',
    })
  })

  test('the timeout includes the body', async () => {
    const stallInBody: typeof fetch = async (_, init) =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"data":['))
            init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
          },
        }),
      )
    const client = createAnalyticsClient({ apiKey, fetch: stallInBody, timeoutMs: 1 })
    await expect(client.probe('users', requestedDay)).rejects.toThrow('did not answer in time')
  })

  test('aborting rejects with the signal’s reason, not with an AnalyticsError', async () => {
    const controller = new AbortController()
    const reason = new Error('The server is closing.')
    const request = createAnalyticsClient({ apiKey, fetch: neverAnswers, signal: controller.signal }).probe(
      'users',
      requestedDay,
    )
    controller.abort(reason)
    await expect(request).rejects.toBe(reason)
  })
})

describe('key', () => {
  const serialize = (error: Error) => JSON.stringify([error.message, error.stack, { ...error }, String(error.cause)])

  test.each([400, 401, 403, 404, 410, 429, 500])('is masked in the error of a %i that repeats it', async (status) => {
    const message = `Invalid key ${apiKey}; the newest day for ${apiKey} is 2026-11-18.`
    const error = await getError(createErrorResponse(status, message, { 'x-key': apiKey }))
    expect(serialize(error)).not.toContain('secret')
    expect(error.message).toContain('Invalid key [key]')
  })

  test('is masked where the message is truncated', async () => {
    expect(serialize(await getError(createErrorResponse(401, `${'x'.repeat(290)}${apiKey}`)))).not.toContain('sk-ant')
  })

  test('is in no error about the connection, the body or a field', async () => {
    const headerError = new TypeError(`Headers.append: "${apiKey}" is an invalid header value.`)
    const answers = [
      headerError,
      new TypeError('fetch failed', { cause: headerError }),
      new Response(`<p>${apiKey}</p>`),
      new Response(`<p>${apiKey}</p>`, { status: 502 }),
      Response.json({ data: [{ user: { id: 7, key: apiKey }, [apiKey]: apiKey, user_id: apiKey }] }),
      new Response(null, { status: 302, headers: { location: `https://example.com/${apiKey}` } }),
    ]
    for (const answer of answers) expect(serialize(await getError(answer))).not.toContain('secret')
  })

  test('is not in the error about a repeated cursor', async () => {
    const api = createFakeApi(() => createPage([], apiKey))
    const pages = createAnalyticsClient({ apiKey, fetch: api.fetch }).pages('users', requestedDay)
    await pages.next()
    await pages.next()
    const error: unknown = await pages.next().catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'cursor_repeated' })
    expect(serialize(error as Error)).not.toContain('secret')
  })
})

describe('isRefusal', () => {
  test('is true only for errors that an admin must fix', () => {
    expect(isRefusal(new AnalyticsError('key_refused', 'x'))).toBe(true)
    expect(isRefusal(new AnalyticsError('rate_limited', 'x'))).toBe(false)
    expect(isRefusal(Object.assign(new Error('x'), { code: 'key_refused' }))).toBe(false)
    expect(isRefusal(null)).toBe(false)
  })
})
