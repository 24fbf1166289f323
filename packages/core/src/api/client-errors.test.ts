import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { answering, fakeApi, page, refusal } from '../../test/fake-api.ts'
import { AnalyticsError, isRefusal } from './analytics-error.ts'
import { type AnalyticsClientOptions, createAnalyticsClient } from './client.ts'

const apiKey = 'sk-ant-api01-secret-of-the-organisation'
const asked = '2026-11-20'

const failureOf = async (
  answer: Response | Error,
  options: Partial<AnalyticsClientOptions> = {},
): Promise<AnalyticsError> => {
  const client = createAnalyticsClient({ apiKey, fetch: answering(answer).fetch, ...options })
  const error: unknown = await client.probe('users', asked).catch((thrown) => thrown)
  if (!(error instanceof AnalyticsError)) throw new Error(`This is not an AnalyticsError: ${error}`)
  return error
}

afterEach(() => {
  vi.useRealTimers()
})

describe('what a status means', () => {
  test.each<[status: number, message: string, code: AnalyticsError['code'], retryable: boolean]>([
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
  ])('%i “%s” is %s (may be repeated: %s)', async (status, message, code, retryable) => {
    const error = await failureOf(refusal(status, message))
    expect(error).toMatchObject({ code, retryable, status, requestId: 'req_header' })
    expect(error.message).toBe(`Claude’s API said (${status}): ${message}`)
    expect(isRefusal(error)).toBe([401, 403, 404].includes(status))
  })

  test.each(['organization_type_not_supported', 'organization_on_hold'])(
    'a 400 with the code %s is a plan that has no analytics',
    async (error_code) => {
      const error = await failureOf(
        Response.json({ error: { message: 'Not before 2026-01-01.', details: { error_code } } }, { status: 400 }),
      )
      expect(error.code).toBe('plan_not_supported')
      expect(isRefusal(error)).toBe(true)
    },
  )

  test('x-should-retry: false is heeded', async () => {
    const error = await failureOf(refusal(500, 'Internal server error', { 'x-should-retry': 'false' }))
    expect(error).toMatchObject({ code: 'api_unavailable', retryable: false })
  })

  test('the request id is the header’s, else the body’s', async () => {
    const fromBody = Response.json({ error: { message: 'x' }, request_id: 'req_body' }, { status: 500 })
    expect((await failureOf(fromBody)).requestId).toBe('req_body')
    expect((await failureOf(new Response('', { status: 500 }))).requestId).toBeUndefined()
  })

  test('a redirect is a failure: it would carry the key to another host', async () => {
    const redirect = new Response(null, { status: 307, headers: { location: 'https://evil.example/' } })
    expect(await failureOf(redirect)).toMatchObject({ code: 'api_unreachable', retryable: false, status: 307 })
  })

  test('over the real fetch, a redirect to another host never sees the key', async () => {
    const visits: string[] = []
    const server = createServer((request, response) => {
      visits.push(String(request.url))
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const client = createAnalyticsClient({ apiKey, baseUrl })
      await expect(client.probe('users', asked)).rejects.toMatchObject({ code: 'api_unreachable' })
      expect(visits).toEqual([`/v1/organizations/analytics/users?date=${asked}&limit=1`])
    } finally {
      server.close()
    }
  })
})

describe('a date that is too recent', () => {
  test.each([
    'Data is not yet available for 2026-11-20. The most recent available day is 2026-11-18.',
    'date must be on or before 2026-11-18; 2026-11-20 was requested',
    'Daten gibt es bis zum 2026-11-18.',
    'Analytics cover 2026-01-01 to 2026-11-18, not 2026-11-20.',
    'Newest: "2026-11-18". Requests for 2026-11-20, 2026-11-21 and 2026-13-99 will be served later.',
  ])('is normal flow, and the day that is named the latest: %s', async (message) => {
    const error = await failureOf(refusal(400, message))
    expect(error).toMatchObject({ code: 'day_too_recent', latestDay: '2026-11-18', retryable: false })
    expect(isRefusal(error)).toBe(false)
  })

  test.each([
    'Data is not yet available.',
    'Data is not yet available for 2026-11-20.',
    'Data will be there on 2026-11-21.',
    'Data begin with 2026-02-30.',
    'See ticket 12026-11-18 or 2026-11-180.',
  ])('is only a rejected request where no earlier day is named: %s', async (message) => {
    expect(await failureOf(refusal(400, message))).toMatchObject({ code: 'request_rejected', latestDay: undefined })
  })

  test('a day named with any other status is none', async () => {
    expect(await failureOf(refusal(503, 'Back on 2026-11-18.'))).toMatchObject({
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
  ])('%s is %s milliseconds', async (value, milliseconds) => {
    const error = await failureOf(refusal(429, 'Slow down.', { 'retry-after': value }))
    expect(error.retryAfter).toBe(milliseconds)
  })

  test('an HTTP date is the time until then, and none when it has passed', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-20T14:38:00Z'), toFake: ['Date'] })
    const wait = async (date: string) =>
      (await failureOf(refusal(429, 'Slow down.', { 'retry-after': date }))).retryAfter
    expect(await wait('Fri, 20 Nov 2026 14:38:25 GMT')).toBe(25_000)
    expect(await wait('Fri, 20 Nov 2026 14:37:00 GMT')).toBe(0)
  })

  test('is heeded with any status, and absent where there is none', async () => {
    expect((await failureOf(refusal(503, 'Busy.', { 'retry-after': '7' }))).retryAfter).toBe(7000)
    expect((await failureOf(refusal(429, 'Slow down.'))).retryAfter).toBeUndefined()
  })
})

describe('an answer that is no answer', () => {
  const html = '<!doctype html><title>502 Bad Gateway</title>'

  test.each([
    ['an HTML page with a 200', html],
    ['truncated JSON', '{"data":[{"user":{"id":"user_1"'],
    ['nothing', ''],
  ])('%s may be repeated, and is not an empty day', async (_, body) => {
    const error = await failureOf(new Response(body, { headers: { 'request-id': 'req_1' } }))
    expect(error).toMatchObject({ code: 'api_unavailable', retryable: true, status: 200, requestId: 'req_1' })
  })

  test.each([html, '"a text"', '[]', 'null', '{"error":null}', '{"error":"boom"}', '{"error":{"message":7}}', '{'])(
    'an error whose body is %s is told by its status',
    async (body) => {
      const error = await failureOf(new Response(body, { status: 502 }))
      expect(error).toMatchObject({ code: 'api_unavailable', retryable: true })
      expect(error.message).toBe('Claude’s API answered 502.')
    },
  )

  test('a body that is cut off is a failed connection', async () => {
    const cut = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"data":['))
        controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } }))
      },
    })
    expect(await failureOf(new Response(cut))).toMatchObject({ code: 'api_unreachable', retryable: true })
  })

  test('a long message is cut', async () => {
    expect((await failureOf(refusal(500, 'x'.repeat(5000)))).message.length).toBeLessThan(400)
  })
})

describe('no answer', () => {
  test('a failed connection may be repeated, and tells the system’s reason', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const error = await failureOf(new TypeError('fetch failed', { cause }))
    expect(error).toMatchObject({ code: 'api_unreachable', retryable: true, status: undefined })
    expect(error.message).toBe('The connection to Claude’s API failed (ENOTFOUND).')
    expect((await failureOf(new TypeError('fetch failed'))).message).toBe('The connection to Claude’s API failed.')
  })

  /** Never answers; fails when its request is given up, as fetch does. */
  const silent: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      const signal = init?.signal
      if (signal?.aborted) reject(signal.reason)
      signal?.addEventListener('abort', () => reject(signal.reason))
    })

  test('a request that takes too long is given up and may be repeated', async () => {
    const client = createAnalyticsClient({ apiKey, fetch: silent, timeout: 1 })
    await expect(client.probe('users', asked)).rejects.toMatchObject({
      code: 'api_unreachable',
      retryable: true,
      message: 'Claude’s API did not answer in time.',
    })
  })

  test('a body that takes too long is given up as well', async () => {
    const stalling: typeof fetch = async (_, init) =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"data":['))
            init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
          },
        }),
      )
    const client = createAnalyticsClient({ apiKey, fetch: stalling, timeout: 1 })
    await expect(client.probe('users', asked)).rejects.toThrow('did not answer in time')
  })

  test('a caller who gives up gets their own reason, not a failure of the API', async () => {
    const stop = new AbortController()
    const reason = new Error('The server is closing.')
    const reading = createAnalyticsClient({ apiKey, fetch: silent, signal: stop.signal }).probe('users', asked)
    stop.abort(reason)
    await expect(reading).rejects.toBe(reason)
  })
})

describe('the key', () => {
  const whole = (error: Error) => JSON.stringify([error.message, error.stack, { ...error }, String(error.cause)])

  test.each([400, 401, 403, 404, 410, 429, 500])('is in no error, though a %i repeats it', async (status) => {
    const message = `Invalid key ${apiKey}; the newest day for ${apiKey} is 2026-11-18.`
    const error = await failureOf(refusal(status, message, { 'x-key': apiKey }))
    expect(whole(error)).not.toContain('secret')
    expect(error.message).toContain('Invalid key [key]')
  })

  test('is in no error where it stands across the end of what is kept of a message', async () => {
    expect(whole(await failureOf(refusal(401, `${'x'.repeat(290)}${apiKey}`)))).not.toContain('sk-ant')
  })

  test('is in no error of a connection, of a body or of a field', async () => {
    const headerError = new TypeError(`Headers.append: "${apiKey}" is an invalid header value.`)
    const answers = [
      headerError,
      new TypeError('fetch failed', { cause: headerError }),
      new Response(`<p>${apiKey}</p>`),
      new Response(`<p>${apiKey}</p>`, { status: 502 }),
      Response.json({ data: [{ user: { id: 7, key: apiKey }, [apiKey]: apiKey, user_id: apiKey }] }),
      new Response(null, { status: 302, headers: { location: `https://example.com/${apiKey}` } }),
    ]
    for (const answer of answers) expect(whole(await failureOf(answer))).not.toContain('secret')
  })

  test('is not in what a repeated cursor says', async () => {
    const api = fakeApi(() => page([], apiKey))
    const pages = createAnalyticsClient({ apiKey, fetch: api.fetch }).pages('users', asked)
    await pages.next()
    await pages.next()
    const error: unknown = await pages.next().catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'cursor_repeated' })
    expect(whole(error as Error)).not.toContain('secret')
  })
})

describe('isRefusal', () => {
  test('knows only what an admin must mend', () => {
    expect(isRefusal(new AnalyticsError('key_refused', 'x'))).toBe(true)
    expect(isRefusal(new AnalyticsError('rate_limited', 'x'))).toBe(false)
    expect(isRefusal(Object.assign(new Error('x'), { code: 'key_refused' }))).toBe(false)
    expect(isRefusal(null)).toBe(false)
  })
})
