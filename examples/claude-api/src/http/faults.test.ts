import { get } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ClaudeApi, createClaudeApi } from '../claude-api.ts'
import { type RunningClaudeApi, startClaudeApi } from '../start-claude-api.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'
import type { Fault } from './faults.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const path = 'users?date=2026-11-18&limit=7'
let api: ClaudeApi

beforeEach(() => {
  api = createClaudeApi({ people: 60, now, rpm: 1e6 })
})

/** Adds a fault and requests `target`. */
const sendWithFault = (fault: Fault, target = path, init: RequestInit = {}) => {
  api.control({ faults: [fault] })
  return api.fetch(`http://claude.test/v1/organizations/analytics/${target}`, {
    headers: { 'x-api-key': api.keys.analytics },
    ...init,
  })
}

describe('a fault', () => {
  test('applies to all requests until faults are cleared', async () => {
    api.control({ faults: [{ kind: 'error' }] })
    for (const target of [path, 'skills?date=2026-11-18', path])
      expect((await fetchReport(api, target)).status).toBe(500)
    api.control({ clearFaults: true })
    expect((await fetchReport(api, path)).status).toBe(200)
  })

  test('applies to `times` requests', async () => {
    api.control({ faults: [{ kind: 'error', times: 2 }] })
    const statuses = [await fetchReport(api, path), await fetchReport(api, path), await fetchReport(api, path)].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([500, 500, 200])
  })

  test('applies only to the endpoint, day or pages that it names', async () => {
    const faults: Fault[] = [
      { kind: 'error', status: 503, endpoint: 'skills' },
      { kind: 'error', status: 504, date: '2026-11-17' },
      { kind: 'error', status: 529, page: 'next' },
    ]
    api.control({ faults })
    expect((await fetchReport(api, 'skills?date=2026-11-18')).status).toBe(503)
    expect((await fetchReport(api, 'users?date=2026-11-17')).status).toBe(504)
    const first = await fetchReport(api, path)
    expect(first.status).toBe(200)
    expect((await fetchReport(api, `${path}&page=${first.body.next_page}`)).status).toBe(529)
  })

  test('does not count a request that is rejected for another reason', async () => {
    api.control({ faults: [{ kind: 'error', times: 1 }] })
    expect((await fetchReport(api, path, {})).status).toBe(401)
    expect((await fetchReport(api, path)).status).toBe(500)
  })

  test('is recorded in the request log', async () => {
    await sendWithFault({ kind: 'error', status: 529, times: 1 })
    await fetchReport(api, path, { 'x-api-key': api.keys.analytics, 'anthropic-version': '2023-06-01' })
    const common = {
      at: now(),
      organizationId: api.organization.id,
      endpoint: 'users',
      date: '2026-11-18',
      isRange: false,
      limit: '7',
      page: null,
    }
    expect(api.requests.list()).toEqual([
      { ...common, version: null, status: 529, fault: 'error' },
      { ...common, version: '2023-06-01', status: 200, fault: null },
    ])
  })
})

describe('an error fault', () => {
  test.each([
    [408, 'timeout_error'],
    [409, 'conflict_error'],
    [410, 'invalid_request_error'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [503, 'overloaded_error'],
    [504, 'timeout_error'],
    [529, 'overloaded_error'],
  ])('with status %i responds with type %s, without retry headers by default', async (status, type) => {
    const response = await sendWithFault({ kind: 'error', status })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ type: 'error', error: { type } })
    expect(response.headers.has('retry-after')).toBe(false)
    expect(response.headers.has('x-should-retry')).toBe(false)
  })

  test('sets `retry-after` in seconds or as a date, and `x-should-retry`', async () => {
    const inOneHour = await sendWithFault({ kind: 'error', status: 429, retryAfter: 3600, times: 1 })
    expect(inOneHour.headers.get('retry-after')).toBe('3600')
    const atDate = await sendWithFault({
      kind: 'error',
      status: 429,
      retryAfter: 'Sun, 22 Nov 2026 15:00:30 GMT',
      times: 1,
    })
    expect(atDate.headers.get('retry-after')).toBe('Sun, 22 Nov 2026 15:00:30 GMT')
    const withoutRetry = await sendWithFault({ kind: 'error', status: 500, shouldRetry: false, times: 1 })
    expect(withoutRetry.headers.get('x-should-retry')).toBe('false')
  })
})

describe('a fault of kind', () => {
  test('html responds with an HTML page and status 502', async () => {
    const response = await sendWithFault({ kind: 'html' })
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<html>')
  })

  test('truncated_json completes the response, with JSON that ends in the middle', async () => {
    const response = await sendWithFault({ kind: 'truncated_json' })
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toMatch(/^\{"data":\[/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  test('cut_off responds with status 200, and fails while the body is read', async () => {
    const response = await sendWithFault({ kind: 'cut_off' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('reset rejects with the error of the global fetch', async () => {
    await expect(sendWithFault({ kind: 'reset' })).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNRESET' },
    })
  })

  test('repeated_cursor returns the cursor of the same page', async () => {
    const secondCursor = (await fetchReport(api, path)).body.next_page
    api.control({ faults: [{ kind: 'repeated_cursor' }] })
    expect((await fetchReport(api, `${path}&page=${secondCursor}`)).body.next_page).toBe(secondCursor)
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body).toEqual(first.body)
  })

  test('repeated_page returns a new cursor to the same rows, and the next page after the fault is used up', async () => {
    const allRows = await fetchAllRows(api, path)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body.data).toEqual(first.body.data)
    expect(again.body.next_page).not.toBe(first.body.next_page)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    expect(await fetchAllRows(api, path)).toEqual([...first.body.data, ...allRows])
  })

  test.each([path, 'skills?date=2026-11-18&group_by[]=user_id', 'connectors?date=2026-11-18&group_by[]=user_id'])(
    'repeated_row adds a copy of the last row to a page of %s, and with `isChanged` the first of the two has other counts',
    async (report) => {
      const { data } = (await fetchReport(api, report)).body
      api.control({
        faults: [
          { kind: 'repeated_row', times: 1 },
          { kind: 'repeated_row', isChanged: true },
        ],
      })
      expect((await fetchReport(api, report)).body.data).toEqual([...data, data.at(-1)])
      const changed = (await fetchReport(api, report)).body.data
      expect(changed.at(-1)).toEqual(data.at(-1))
      expect(changed.at(-2)).not.toEqual(data.at(-1))
      expect(changed.at(-2).user ?? changed.at(-2).user_id).toEqual(data.at(-1).user ?? data.at(-1).user_id)
      expect(changed).toHaveLength(data.length + 1)
    },
  )

  test('endless_pages has other invented users on every page, and no last page', async () => {
    const { data } = (await fetchReport(api, path)).body
    api.control({ faults: [{ kind: 'endless_pages' }] })
    const ids = new Set(data.map((row: { user: { id: string } }) => row.user.id))
    let cursor: string | null = null
    for (let page = 1; page <= 30; page += 1) {
      const { body }: { body: { data: { user: { id: string } }[]; next_page: string } } = await fetchReport(
        api,
        cursor === null ? path : `${path}&page=${cursor}`,
      )
      expect(body.next_page).not.toBe(cursor)
      for (const { user } of body.data) ids.add(user.id)
      expect(ids.size).toBe((page + 1) * 7)
      cursor = body.next_page
    }
  })

  test('empty_page returns no rows and a new cursor, and skips no row', async () => {
    const allRows = await fetchAllRows(api, path)
    api.control({ faults: [{ kind: 'empty_page', times: 3 }] })
    const empty = await fetchReport(api, path)
    expect(empty.body.data).toEqual([])
    const emptyAgain = await fetchReport(api, `${path}&page=${empty.body.next_page}`)
    expect(emptyAgain.body.data).toEqual([])
    expect(emptyAgain.body.next_page).not.toBe(empty.body.next_page)
    expect(await fetchAllRows(api, path)).toEqual(allRows)
  })

  test.each([
    [path, 'chat_metrics.message_count', 'claude_code_metrics'],
    ['skills?date=2026-11-18&group_by[]=user_id', 'invocation_count', 'chat_metrics'],
    ['connectors?date=2026-11-18&group_by[]=user_id', 'read_call_count', 'chat_metrics'],
  ])('wrong_type or null_block changes only the first row of %s', async (report, count, block) => {
    const readRows = async (response: Response) => (await response.json()).data
    const rowsWithText = await readRows(await sendWithFault({ kind: 'wrong_type', times: 1 }, report))
    expect(rowsWithText[0]).toHaveProperty(count, '12')
    expect(rowsWithText[1]).toHaveProperty(count, expect.any(Number))
    const rowsWithNull = await readRows(await sendWithFault({ kind: 'null_block', times: 1 }, report))
    expect(rowsWithNull[0]).toHaveProperty(block, null)
    expect(rowsWithNull[1]).toHaveProperty(block, expect.any(Object))
  })
})

describe('the fault bad_rows', () => {
  const reports = {
    users: path,
    skills: 'skills?date=2026-11-18&group_by[]=user_id',
    connectors: 'connectors?date=2026-11-18&group_by[]=user_id',
  } as const
  const countPathByEndpoint = {
    users: 'chat_metrics.message_count',
    skills: 'invocation_count',
    connectors: 'read_call_count',
  } as const
  const endpoints = ['users', 'skills', 'connectors'] as const

  test.each([
    ['negative', -1],
    ['text', '12'],
    ['fraction', 1.5],
    ['too_large', 2 ** 53],
  ] as const)('with the defect %s sets a count to %j in the given number of rows', async (defect, count) => {
    for (const endpoint of endpoints) {
      const rows = (await fetchReport(api, reports[endpoint])).body.data
      const response = await sendWithFault({ kind: 'bad_rows', defect, rows: 3, times: 1 }, reports[endpoint])
      const { data } = await response.json()
      for (const row of data.slice(0, 3)) expect(row).toHaveProperty(countPathByEndpoint[endpoint], count)
      expect(data.slice(3)).toEqual(rows.slice(3))
    }
  })

  test('can have a number instead of a block, or a user without an id, without both id and address, or with U+0000', async () => {
    const readFirstRow = async (defect: NonNullable<Fault['defect']>, report: string) =>
      (await (await sendWithFault({ kind: 'bad_rows', defect, times: 1 }, report)).json()).data[0]
    const [user] = (await fetchReport(api, path)).body.data
    expect(await readFirstRow('wrong_block', path)).toMatchObject({ chat_metrics: 7 })
    expect((await readFirstRow('no_id', path)).user).toEqual({ email_address: user.user.email_address, type: 'user' })
    expect((await readFirstRow('no_identity', path)).user).toEqual({ type: 'user' })
    expect((await readFirstRow('nul_id', path)).user.id).toBe(`${user.user.id}\u0000`)
    for (const report of [reports.skills, reports.connectors]) {
      const [{ user_id: id }] = (await fetchReport(api, report)).body.data
      expect(await readFirstRow('no_id', report)).not.toHaveProperty('user_id')
      expect(await readFirstRow('no_identity', report)).not.toHaveProperty('user_id')
      expect((await readFirstRow('nul_id', report)).user_id).toBe(`${id}\u0000`)
    }
  })
})

describe('an error of the API, a firewall or a proxy', () => {
  test.each([
    [402, 'billing_error'],
    [407, 'invalid_request_error'],
    [413, 'request_too_large'],
    [421, 'invalid_request_error'],
    [422, 'invalid_request_error'],
    [425, 'invalid_request_error'],
    [451, 'invalid_request_error'],
  ])('with status %i can be the API’s JSON', async (status, type) => {
    const response = await sendWithFault({ kind: 'error', status })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({ type: 'error', error: { type, message: expect.stringMatching(/./) } })
  })

  test.each([200, 403, 404, 407, 502])('with status %i can be HTML, without the API’s headers', async (status) => {
    const response = await sendWithFault({ kind: 'html', status })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.has('request-id')).toBe(false)
    expect(response.headers.has('anthropic-organization-id')).toBe(false)
    expect(await response.text()).toContain('<html>')
  })

  test.each([0, -5, 1e9, 'Sun, 22 Nov 2026 14:00:00 GMT', 'Sun, 22 Nov 2099 14:00:00 GMT', 'soon'])(
    'can ask to retry after %j',
    async (retryAfter) => {
      const response = await sendWithFault({ kind: 'error', status: 429, retryAfter })
      expect(response.headers.get('retry-after')).toBe(String(retryAfter))
    },
  )

  test('has the given message', async () => {
    const response = await sendWithFault({ kind: 'error', status: 400, message: 'The moon is full.' })
    expect((await response.json()).error.message).toBe('The moon is full.')
  })

  test('can contain the key in its text and its request id, also cut or encoded', async () => {
    const { analytics: key } = api.keys
    for (const [keyEcho, echo] of [
      ['whole', key],
      ['cut', key.slice(0, 40)],
      ['percent_encoded', key.replaceAll('-', '%2D')],
      ['base64', btoa(key)],
    ] as const) {
      const response = await sendWithFault({ kind: 'error', status: 422, keyEcho, times: 1 })
      const body = await response.json()
      expect(body.error.message).toBe(`The request cannot be processed. (key ${echo})`)
      expect([body.request_id, response.headers.get('request-id')]).toEqual([`req_${echo}`, `req_${echo}`])
    }
  })
})

describe('a body', () => {
  test('that drips arrives one byte at a time, each after a wait', async () => {
    const waits: number[] = []
    const sleep = async (milliseconds: number) => void waits.push(milliseconds)
    const slowApi = createClaudeApi({ people: 60, now, sleep })
    slowApi.control({ faults: [{ kind: 'drip', delayMs: 700 }] })
    const response = await slowApi.fetch(`http://claude.test/v1/organizations/analytics/${path}`, {
      headers: { 'x-api-key': slowApi.keys.analytics },
    })
    let text = ''
    for await (const chunk of response.body ?? []) {
      expect(chunk).toHaveLength(1)
      text += String.fromCharCode(...chunk)
    }
    expect(waits).toEqual(Array(text.length).fill(700))
    expect(JSON.parse(text).data).toHaveLength(7)
  })

  test('that drips fails when the client gives up', async () => {
    const client = new AbortController()
    const response = await sendWithFault({ kind: 'drip', delayMs: 1e9 }, path, { signal: client.signal })
    client.abort(new Error('client gave up'))
    await expect(response.text()).rejects.toThrow('client gave up')
  })

  test.each(['huge_gzip', 'huge_row'] as const)('of the fault %s is valid JSON with `bytes` bytes', async (kind) => {
    const text = await (await sendWithFault({ kind, bytes: 1_000_000, times: 1 })).text()
    expect(text).toHaveLength(1_000_000)
    expect(JSON.parse(text).data).toHaveLength(kind === 'huge_row' ? 1 : 0)
  })

  test('of 4 GiB costs no memory, and stops when the client stops reading', async () => {
    const reader = (await sendWithFault({ kind: 'huge_row' })).body?.getReader()
    for (let chunk = 0; chunk < 5; chunk += 1) expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })
})

describe('a hanging request', () => {
  test('gets its response when faults are cleared', async () => {
    const response = sendWithFault({ kind: 'hang' })
    await Promise.resolve()
    expect(api.requests.list()).toEqual([])
    api.control({ clearFaults: true })
    expect((await response).status).toBe(200)
  })

  test('rejects with the abort reason when the client aborts', async () => {
    const client = new AbortController()
    const response = sendWithFault({ kind: 'hang' }, path, { signal: client.signal })
    client.abort(new Error('client aborted'))
    await expect(response).rejects.toThrow('client aborted')
    expect(api.requests.list()).toMatchObject([{ status: null, fault: 'hang' }])
  })

  test('rejects immediately when the client had already aborted', async () => {
    await expect(
      sendWithFault({ kind: 'hang' }, path, { signal: AbortSignal.abort(new Error('aborted earlier')) }),
    ).rejects.toThrow('aborted earlier')
  })
})

describe('over HTTP, a fault of kind', () => {
  let runningApi: RunningClaudeApi
  beforeEach(async () => {
    // A timer for each byte of an answer that drips would take half a minute.
    runningApi = await startClaudeApi({ people: 60, now, rpm: 1e6, sleep: async () => {} })
  })
  afterEach(() => runningApi.close())

  const requestWithFault = (fault: Fault, init: RequestInit = {}) => {
    runningApi.control({ faults: [fault] })
    const headers = { 'x-api-key': runningApi.keys.analytics }
    return fetch(`${runningApi.url}/v1/organizations/analytics/${path}`, { headers, ...init })
  }

  test('reset ends the connection before the response', async () => {
    await expect(requestWithFault({ kind: 'reset' })).rejects.toThrow('fetch failed')
  })

  test('cut_off ends the connection after the status, before the body is complete', async () => {
    const response = await requestWithFault({ kind: 'cut_off' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('hang lasts until the client times out', async () => {
    await expect(requestWithFault({ kind: 'hang' }, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('hang ends when the server closes', async () => {
    const rejection = expect(requestWithFault({ kind: 'hang', times: 1 })).rejects.toThrow('fetch failed')
    // The fault has been used up, so the request has arrived and hangs.
    await expect.poll(() => runningApi.faults()).toEqual([])
    await runningApi.close()
    await rejection
  })

  test('truncated_json completes the response, with invalid JSON', async () => {
    const text = await (await requestWithFault({ kind: 'truncated_json' })).text()
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  test('huge_gzip is compressed, and small until it is decompressed', async () => {
    const bytes = 50_000_000
    runningApi.control({ faults: [{ kind: 'huge_gzip', bytes }] })
    const headers = { 'x-api-key': runningApi.keys.analytics }
    let wireBytes = 0
    const { resolve, promise } = Promise.withResolvers<void>()
    get(`${runningApi.url}/v1/organizations/analytics/${path}`, { headers }, (response) => {
      expect(response.headers['content-encoding']).toBe('gzip')
      response.on('data', (chunk: Buffer) => {
        wireBytes += chunk.length
      })
      response.on('end', resolve)
    })
    await promise
    expect(wireBytes).toBeLessThan(100_000)
    const decompressed = await (await requestWithFault({ kind: 'huge_gzip', bytes })).text()
    expect(decompressed).toHaveLength(bytes)
  })

  test('drip sends one byte after another', async () => {
    const response = await requestWithFault({ kind: 'drip', delayMs: 0 })
    expect((await response.json()).data).toHaveLength(7)
  })
})
