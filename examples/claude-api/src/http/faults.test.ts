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
    expect(api.requests.list()).toEqual([
      { endpoint: 'users', date: '2026-11-18', limit: '7', page: null, version: null, status: 529, fault: 'error' },
      {
        endpoint: 'users',
        date: '2026-11-18',
        limit: '7',
        page: null,
        version: '2023-06-01',
        status: 200,
        fault: null,
      },
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

  test('repeated_page returns a new cursor to the same rows, and the next page when it is used up', async () => {
    const allRows = await fetchAllRows(api, path)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body.data).toEqual(first.body.data)
    expect(again.body.next_page).not.toBe(first.body.next_page)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    expect(await fetchAllRows(api, path)).toEqual([...first.body.data, ...allRows])
  })

  test('repeated_row repeats the last row of a page of users, but not of skills', async () => {
    const { data } = (await fetchReport(api, path)).body
    api.control({ faults: [{ kind: 'repeated_row' }] })
    expect((await fetchReport(api, path)).body.data).toEqual([...data, data.at(-1)])
    const skillsPath = 'skills?date=2026-11-18&group_by[]=user_id'
    const skillRows = (await fetchReport(api, skillsPath)).body.data
    api.control({ clearFaults: true })
    expect((await fetchReport(api, skillsPath)).body.data).toEqual(skillRows)
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

  test('rejects at once when the client had already aborted', async () => {
    await expect(
      sendWithFault({ kind: 'hang' }, path, { signal: AbortSignal.abort(new Error('aborted earlier')) }),
    ).rejects.toThrow('aborted earlier')
  })
})

describe('over HTTP, a fault of kind', () => {
  let runningApi: RunningClaudeApi
  beforeEach(async () => {
    runningApi = await startClaudeApi({ people: 60, now, rpm: 1e6 })
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
})
