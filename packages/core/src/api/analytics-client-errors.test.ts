import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  createErrorResponse,
  createFakeApi,
  createFakeApiWithAnswers,
  createPageResponse,
} from '../../test/fake-api.ts'
import { type AnalyticsClientOptions, createAnalyticsClient } from './analytics-client.ts'
import { AnalyticsError, isRefusal } from './analytics-error.ts'

const apiKey = 'sk-ant-api01-Fq7s0mHqsecretV2bT9xYwP5uLdRjN8_cEaG-1iOo4KtM6vBz'
const requestedDay = '2026-11-20'

/** Sends one request that gets this answer, and returns its error. */
const getError = async (
  answer: Response | Error,
  options: Partial<AnalyticsClientOptions> = {},
): Promise<AnalyticsError> => {
  const client = createAnalyticsClient({ apiKey, fetch: createFakeApiWithAnswers(answer).fetch, ...options })
  const error: unknown = await client.probe('users', requestedDay).catch((thrown) => thrown)
  if (!(error instanceof AnalyticsError)) throw new Error(`Expected an AnalyticsError, got: ${error}`)
  return error
}

afterEach(() => {
  vi.useRealTimers()
})

describe('an error answer', () => {
  test.each<[status: number, message: string, code: AnalyticsError['code'], isRetryable: boolean]>([
    [400, 'The limit parameter must be between 1 and 1000, inclusive. Got 1500.', 'request_rejected', false],
    [401, 'invalid x-api-key', 'key_refused', false],
    [401, 'x-api-key header is required', 'key_refused', false],
    [403, "Missing required scopes. Got: ['read:members'] Needed one of: ['read:analytics']", 'scope_missing', false],
    [403, 'API access is disabled for this organization.', 'access_denied', false],
    [402, 'Your credit balance is too low.', 'api_refused', false],
    [404, 'API key is missing, invalid, or does not have the read:analytics scope', 'access_denied', false],
    [408, 'Request timed out', 'api_unavailable', true],
    [409, 'Conflict', 'api_unavailable', true],
    [410, 'This cursor is no longer valid.', 'api_unavailable', true],
    [422, 'Unprocessable', 'api_refused', false],
    [451, 'Unavailable for legal reasons', 'api_refused', false],
    [429, 'Rate limit of 60 requests per minute per organization has been exceeded.', 'rate_limited', true],
    [500, 'Internal server error', 'api_unavailable', true],
    [503, 'Team membership data is not ready yet', 'api_unavailable', true],
    [504, 'Request timed out', 'api_unavailable', true],
    [529, 'Overloaded', 'api_unavailable', true],
  ])(
    'with status %i and message “%s” gives an error with code %s (isRetryable: %s)',
    async (status, message, code, isRetryable) => {
      const error = await getError(createErrorResponse(status, message))
      expect(error).toMatchObject({ code, isRetryable, status, requestId: 'req_header' })
      expect(error.message).toBe(`Claude’s API said (${status}): ${message}`)
      expect(isRefusal(error)).toBe([401, 402, 403, 404, 422, 451].includes(status))
    },
  )

  test.each(['organization_type_not_supported', 'organization_on_hold'])(
    'with status 400 and error code %s gives plan_not_supported',
    async (error_code) => {
      const error = await getError(
        Response.json({ error: { message: 'Not before 2026-01-01.', details: { error_code } } }, { status: 400 }),
      )
      expect(error.code).toBe('plan_not_supported')
      expect(isRefusal(error)).toBe(true)
    },
  )

  test.each([
    [500, 'api_unavailable'],
    [409, 'api_unavailable'],
    [429, 'rate_limited'],
  ] as const)('with status %i and x-should-retry: false gives an error that is not retryable', async (status, code) => {
    const error = await getError(createErrorResponse(status, 'No.', { 'x-should-retry': 'false' }))
    expect(error).toMatchObject({ code, isRetryable: false })
  })

  test.each([
    ['an HTML page', '<html>Blocked</html>'],
    ['an empty body', ''],
    ['JSON of another tool', '{"error":{"code":403,"message":"Forbidden"}}'],
    ['JSON with the type only', '{"type":"error","message":"Forbidden"}'],
    ['JSON with a string as the error', '{"type":"error","error":"forbidden"}'],
    ['JSON without an object', 'null'],
  ])('without the envelope of the API (%s) gives api_blocked, and quotes nothing of it', async (_, body) => {
    for (const status of [400, 401, 402, 403, 404, 405, 407, 413, 451, 511]) {
      const error = await getError(new Response(body, { status }))
      expect(error).toMatchObject({ code: 'api_blocked', isRetryable: false, status })
      expect(error.message).toBe(`The request got the answer ${status}, which is not from Claude’s API.`)
      expect(isRefusal(error)).toBe(true)
    }
  })

  test('with status 200 and an HTML page gives api_blocked', async () => {
    const page = new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(await getError(page)).toMatchObject({ code: 'api_blocked', isRetryable: false, status: 200 })
  })

  test('with status 410 rejects the cursor on a later page, whatever x-should-retry says', async () => {
    const api = createFakeApiWithAnswers(
      createPageResponse([], 'cursor'),
      createErrorResponse(410, 'This cursor is no longer valid.', { 'x-should-retry': 'false' }),
    )
    const pages = createAnalyticsClient({ apiKey, fetch: api.fetch }).readPages('users', requestedDay)
    await pages.next()
    await expect(pages.next()).rejects.toMatchObject({ code: 'cursor_expired', isRetryable: true })
  })

  test('with status 400 rejects the day on a first page, and the cursor on a later page', async () => {
    const api = createFakeApiWithAnswers(
      createErrorResponse(400, 'Bad request.'),
      createPageResponse([], 'cursor'),
      createErrorResponse(400, 'The cursor of 2026-11-18 is stale.'),
    )
    const client = createAnalyticsClient({ apiKey, fetch: api.fetch })
    await expect(client.readPages('users', requestedDay).next()).rejects.toMatchObject({ code: 'request_rejected' })
    const pages = client.readPages('users', requestedDay)
    await pages.next()
    await expect(pages.next()).rejects.toMatchObject({ code: 'cursor_expired', isRetryable: true })
  })

  test('gives an error with the request id of the body if the header is missing, and without a request id if both are missing', async () => {
    const fromBody = Response.json({ error: { message: 'x' }, request_id: 'req_body' }, { status: 500 })
    expect((await getError(fromBody)).requestId).toBe('req_body')
    expect((await getError(new Response('', { status: 500 }))).requestId).toBeUndefined()
  })

  test('with a redirect gives api_unreachable, because following it would send the key to another host', async () => {
    const redirect = new Response(null, { status: 307, headers: { location: 'https://evil.example/' } })
    expect(await getError(redirect)).toMatchObject({ code: 'api_unreachable', isRetryable: false, status: 307 })
  })

  test('with a redirect is not followed by the real fetch', async () => {
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

  test('with a long error message is quoted only in part', async () => {
    expect((await getError(createErrorResponse(500, 'x'.repeat(5000)))).message.length).toBeLessThan(400)
  })
})

describe('a rejected date', () => {
  test.each([
    'Data is not yet available for 2026-11-20. The most recent available day is 2026-11-18.',
    'date must be on or before 2026-11-18; 2026-11-20 was requested',
    'Daten gibt es bis zum 2026-11-18.',
    'Analytics cover 2026-01-01 to 2026-11-18, not 2026-11-20.',
    'Newest: "2026-11-18". Requests for 2026-11-20, 2026-11-21 and 2026-13-99 will be served later.',
  ])(
    'gives day_too_recent with the newest day in the message that is before the requested one: %s',
    async (message) => {
      const error = await getError(createErrorResponse(400, message))
      expect(error).toMatchObject({ code: 'day_too_recent', latestDay: '2026-11-18', isRetryable: false })
      expect(isRefusal(error)).toBe(false)
    },
  )

  test.each([
    'Data is not yet available.',
    'Data is not yet available for 2026-11-20.',
    'Data will be there on 2026-11-21.',
    'Data begin with 2026-02-30.',
    'See ticket 12026-11-18 or 2026-11-180.',
  ])('gives request_rejected if the message names no valid day before the requested one: %s', async (message) => {
    expect(await getError(createErrorResponse(400, message))).toMatchObject({
      code: 'request_rejected',
      latestDay: undefined,
    })
  })

  test('is recognized only by status 400, so a day in the message of a 503 is ignored', async () => {
    expect(await getError(createErrorResponse(503, 'Back on 2026-11-18.'))).toMatchObject({
      code: 'api_unavailable',
      latestDay: undefined,
    })
  })
})

describe('retry-after', () => {
  test('as an HTTP date is compared with the date of the answer, whatever the local clock says', async () => {
    vi.useFakeTimers({ now: Date.parse('2031-01-01T00:00:00Z') })
    const headers = { date: 'Fri, 20 Nov 2026 14:38:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 14:38:25 GMT' }
    expect((await getError(createErrorResponse(429, 'Slow down.', headers))).retryAfterMs).toBe(25_000)
  })

  test.each([
    ['25', 25_000],
    ['0', 0],
    ['1.5', 1500],
    ['-3', 0],
    ['soon', undefined],
  ])('of %s is read as %s milliseconds', async (value, milliseconds) => {
    const error = await getError(createErrorResponse(429, 'Slow down.', { 'retry-after': value }))
    expect(error.retryAfterMs).toBe(milliseconds)
  })

  test('as an HTTP date is read as the time until that date, and as 0 if the date is past', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-20T14:38:00Z'), toFake: ['Date'] })
    const readRetryAfter = async (date: string) =>
      (await getError(createErrorResponse(429, 'Slow down.', { 'retry-after': date }))).retryAfterMs
    expect(await readRetryAfter('Fri, 20 Nov 2026 14:38:25 GMT')).toBe(25_000)
    expect(await readRetryAfter('Fri, 20 Nov 2026 14:37:00 GMT')).toBe(0)
  })

  test('is also read from a 503, and is undefined without the header', async () => {
    expect((await getError(createErrorResponse(503, 'Busy.', { 'retry-after': '7' }))).retryAfterMs).toBe(7000)
    expect((await getError(createErrorResponse(429, 'Slow down.'))).retryAfterMs).toBeUndefined()
  })
})

describe('an unreadable answer', () => {
  const html = '<!doctype html><title>502 Bad Gateway</title>'

  test.each([
    ['an HTML page', html],
    ['truncated JSON', '{"data":[{"user":{"id":"user_1"'],
    ['an empty body', ''],
  ])('with %s gives a retryable error, not an empty day', async (_, body) => {
    const error = await getError(new Response(body, { headers: { 'request-id': 'req_1' } }))
    expect(error).toMatchObject({ code: 'api_unavailable', isRetryable: true, status: 200, requestId: 'req_1' })
  })

  test.each([html, '"a text"', '[]', 'null', '{"error":null}', '{"error":"boom"}', '{"error":{"message":7}}', '{'])(
    'with status 502 and the body %s is described by its status',
    async (body) => {
      const error = await getError(new Response(body, { status: 502 }))
      expect(error).toMatchObject({ code: 'api_unavailable', isRetryable: true })
      expect(error.message).toBe('Claude’s API answered 502.')
    },
  )

  test('with a body that breaks off is a connection failure', async () => {
    const brokenBody = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"data":['))
        controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } }))
      },
    })
    expect(await getError(new Response(brokenBody))).toMatchObject({ code: 'api_unreachable', isRetryable: true })
  })
})

describe('a missing answer', () => {
  test('after a connection failure gives a retryable error with the error code of the system', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const error = await getError(new TypeError('fetch failed', { cause }))
    expect(error).toMatchObject({ code: 'api_unreachable', isRetryable: true, status: undefined })
    expect(error.message).toBe('The connection to Claude’s API failed (ENOTFOUND).')
    expect((await getError(new TypeError('fetch failed'))).message).toBe('The connection to Claude’s API failed.')
  })

  test.each([403, 407, 502])(
    'from a proxy that refused the connection gives an error that names the status %i',
    async (status) => {
      // As Node's `fetch` throws it.
      const refusal = Object.assign(new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`), {
        code: 'UND_ERR_ABORTED',
      })
      const cause = Object.assign(new Error('Request was cancelled.', { cause: refusal }), { code: 0 })
      expect((await getError(new TypeError('fetch failed', { cause }))).message).toBe(
        `A proxy refused the connection to Claude’s API with status ${status}.`,
      )
    },
  )

  /** Replaces `fetch`. Never answers, and rejects when the request is aborted. */
  const waitForAbort: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      const signal = init?.signal
      if (signal?.aborted) reject(signal.reason)
      signal?.addEventListener('abort', () => reject(signal.reason))
    })

  test('after the timeout gives a retryable error', async () => {
    const client = createAnalyticsClient({ apiKey, fetch: waitForAbort, timeoutMs: 1 })
    await expect(client.probe('users', requestedDay)).rejects.toMatchObject({
      code: 'api_unreachable',
      isRetryable: true,
      message: 'Claude’s API did not answer in time.',
    })
  })

  test('after the timeout gives an error even if the body has begun', async () => {
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

  test('after an abort rejects with the reason of the signal, not with an AnalyticsError', async () => {
    const controller = new AbortController()
    const reason = new Error('The server is closing.')
    const request = createAnalyticsClient({ apiKey, fetch: waitForAbort, signal: controller.signal }).probe(
      'users',
      requestedDay,
    )
    controller.abort(reason)
    await expect(request).rejects.toBe(reason)
  })
})

describe('the key', () => {
  const serializeError = (error: Error) =>
    JSON.stringify([error.message, error.stack, { ...error }, String(error.cause)])

  test.each([400, 401, 403, 404, 410, 429, 500])(
    'is masked in the error if an answer with status %i repeats the key',
    async (status) => {
      const message = `Invalid key ${apiKey}; the newest day for ${apiKey} is 2026-11-18.`
      const error = await getError(createErrorResponse(status, message, { 'x-key': apiKey }))
      expect(serializeError(error)).not.toContain('secret')
      expect(error.message).toContain('Invalid key [key];')
    },
  )

  test('is masked before a long message is truncated', async () => {
    expect(serializeError(await getError(createErrorResponse(401, `${'x'.repeat(290)}${apiKey}`)))).not.toContain(
      'sk-ant',
    )
  })

  test('is not in errors about the connection, the body, a field or a redirect', async () => {
    const headerError = new TypeError(`Headers.append: "${apiKey}" is an invalid header value.`)
    const answers = [
      headerError,
      new TypeError('fetch failed', { cause: headerError }),
      new Response(`<p>${apiKey}</p>`),
      new Response(`<p>${apiKey}</p>`, { status: 502 }),
      Response.json({ error: { [apiKey]: apiKey } }),
      Response.json({ data: { [apiKey]: apiKey } }),
      new Response(null, { status: 302, headers: { location: `https://example.com/${apiKey}` } }),
    ]
    for (const answer of answers) expect(serializeError(await getError(answer))).not.toContain('secret')
  })

  test('is not in the error about a repeated cursor', async () => {
    const api = createFakeApi(() => createPageResponse([], apiKey))
    const pages = createAnalyticsClient({ apiKey, fetch: api.fetch }).readPages('users', requestedDay)
    await pages.next()
    await pages.next()
    const error: unknown = await pages.next().catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'cursor_repeated' })
    expect(serializeError(error as Error)).not.toContain('secret')
  })
})

describe('a request id', () => {
  const readRequestId = async (id: string) => {
    const error = { type: 'authentication_error', message: 'invalid x-api-key' }
    return (await getError(Response.json({ type: 'error', error, request_id: id }, { status: 401 }))).requestId
  }

  test('is kept in its usual format', async () => {
    expect(await readRequestId('req_011CSHoEeqs5C35K2UUqR7Fy')).toBe('req_011CSHoEeqs5C35K2UUqR7Fy')
  })

  test.each([
    ['the key', apiKey],
    ['a piece of the key', `req_${apiKey.slice(30, 40)}`],
    ['the key in upper case', apiKey.toUpperCase()],
    ['the key as base64', `req_${btoa(`x-api-key ${apiKey}`).replaceAll('=', '')}`.slice(0, 60)],
    ['another key', 'sk-ant-api03-abcdefgh'],
    ['spaces', 'req 1'],
    ['markup', '<b>req_1</b>'],
    ['too many characters', 'r'.repeat(65)],
    ['no character', ''],
  ])('with %s is dropped, from the body and from the header', async (_, id) => {
    expect(await readRequestId(id)).toBeUndefined()
    if (!/^[\w -]*$/.test(id)) return
    const error = await getError(new Response('', { status: 401, headers: { 'request-id': id } }))
    expect(error.requestId).toBeUndefined()
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
