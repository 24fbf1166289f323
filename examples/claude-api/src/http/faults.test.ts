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

const send = (fault: Fault, to = path, init: RequestInit = {}) => {
  api.control({ faults: [fault] })
  return api.fetch(`http://claude.test/v1/organizations/analytics/${to}`, {
    headers: { 'x-api-key': api.keys.analytics },
    ...init,
  })
}

describe('a fault', () => {
  test('applies to all requests until faults are cleared', async () => {
    api.control({ faults: [{ kind: 'error' }] })
    for (const each of [path, 'skills?date=2026-11-18', path]) expect((await fetchReport(api, each)).status).toBe(500)
    api.control({ clearFaults: true })
    expect((await fetchReport(api, path)).status).toBe(200)
  })

  test('applies to as many requests as `times` says', async () => {
    api.control({ faults: [{ kind: 'error', times: 2 }] })
    const statuses = [await fetchReport(api, path), await fetchReport(api, path), await fetchReport(api, path)].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([500, 500, 200])
  })

  test('applies only to its endpoint, its day, or first or later pages', async () => {
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

  test('does not count requests that are rejected anyway', async () => {
    api.control({ faults: [{ kind: 'error', times: 1 }] })
    expect((await fetchReport(api, path, {})).status).toBe(401)
    expect((await fetchReport(api, path)).status).toBe(500)
  })

  test('is recorded in the request log', async () => {
    await send({ kind: 'error', status: 529, times: 1 })
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

describe('error faults', () => {
  test.each([
    [408, 'timeout_error'],
    [409, 'conflict_error'],
    [410, 'invalid_request_error'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [503, 'overloaded_error'],
    [504, 'timeout_error'],
    [529, 'overloaded_error'],
  ])('answer %i with type %s and no optional headers', async (status, type) => {
    const response = await send({ kind: 'error', status })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ type: 'error', error: { type } })
    expect(response.headers.has('retry-after')).toBe(false)
    expect(response.headers.has('x-should-retry')).toBe(false)
  })

  test('send retry-after in seconds or as a date, and x-should-retry', async () => {
    const hour = await send({ kind: 'error', status: 429, retryAfter: 3600, times: 1 })
    expect(hour.headers.get('retry-after')).toBe('3600')
    const date = await send({ kind: 'error', status: 429, retryAfter: 'Sun, 22 Nov 2026 15:00:30 GMT', times: 1 })
    expect(date.headers.get('retry-after')).toBe('Sun, 22 Nov 2026 15:00:30 GMT')
    const final = await send({ kind: 'error', status: 500, shouldRetry: false, times: 1 })
    expect(final.headers.get('x-should-retry')).toBe('false')
  })
})

describe('broken responses', () => {
  test('html: is an HTML page with status 502', async () => {
    const response = await send({ kind: 'html' })
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<html>')
  })

  test('truncated_json: is a complete response with JSON that ends in the middle', async () => {
    const response = await send({ kind: 'truncated_json' })
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toMatch(/^\{"data":\[/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  test('cut_off: fails while the body is read', async () => {
    const response = await send({ kind: 'cut_off' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('reset: rejects like fetch', async () => {
    await expect(send({ kind: 'reset' })).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } })
  })

  test('repeated_cursor: returns the cursor of the same page', async () => {
    const second = (await fetchReport(api, path)).body.next_page
    api.control({ faults: [{ kind: 'repeated_cursor' }] })
    expect((await fetchReport(api, `${path}&page=${second}`)).body.next_page).toBe(second)
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body).toEqual(first.body)
  })

  test('repeated_page: repeats the rows once under a new cursor, then continues', async () => {
    const allRows = await fetchAllRows(api, path)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body.data).toEqual(first.body.data)
    expect(again.body.next_page).not.toBe(first.body.next_page)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    expect(await fetchAllRows(api, path)).toEqual([...first.body.data, ...allRows])
  })

  test('repeated_row: repeats a row on a page of users, but not of skills', async () => {
    const { data } = (await fetchReport(api, path)).body
    api.control({ faults: [{ kind: 'repeated_row' }] })
    expect((await fetchReport(api, path)).body.data).toEqual([...data, data.at(-1)])
    const skills = 'skills?date=2026-11-18&group_by[]=user_id'
    const skillRows = (await fetchReport(api, skills)).body.data
    api.control({ clearFaults: true })
    expect((await fetchReport(api, skills)).body.data).toEqual(skillRows)
  })

  test('empty_page: has no rows and a new cursor, and skips no row', async () => {
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
  ])('wrong_type and null_block: change the first row of %s', async (report, count, block) => {
    const readRows = async (response: Response) => (await response.json()).data
    const rowsWithText = await readRows(await send({ kind: 'wrong_type', times: 1 }, report))
    expect(rowsWithText[0]).toHaveProperty(count, '12')
    expect(rowsWithText[1]).toHaveProperty(count, expect.any(Number))
    const rowsWithNull = await readRows(await send({ kind: 'null_block', times: 1 }, report))
    expect(rowsWithNull[0]).toHaveProperty(block, null)
    expect(rowsWithNull[1]).toHaveProperty(block, expect.any(Object))
  })
})

describe('a hanging request', () => {
  test('continues when faults are cleared', async () => {
    const response = send({ kind: 'hang' })
    await Promise.resolve()
    expect(api.requests.list()).toEqual([])
    api.control({ clearFaults: true })
    expect((await response).status).toBe(200)
  })

  test('rejects with the abort reason when the client aborts', async () => {
    const client = new AbortController()
    const response = send({ kind: 'hang' }, path, { signal: client.signal })
    client.abort(new Error('client aborted'))
    await expect(response).rejects.toThrow('client aborted')
    expect(api.requests.list()).toMatchObject([{ status: null, fault: 'hang' }])
  })

  test('rejects at once when the client had already aborted', async () => {
    await expect(
      send({ kind: 'hang' }, path, { signal: AbortSignal.abort(new Error('aborted earlier')) }),
    ).rejects.toThrow('aborted earlier')
  })
})

describe('over HTTP', () => {
  let running: RunningClaudeApi
  beforeEach(async () => {
    running = await startClaudeApi({ people: 60, now, rpm: 1e6 })
  })
  afterEach(() => running.close())

  const request = (fault: Fault, init: RequestInit = {}) => {
    running.control({ faults: [fault] })
    const headers = { 'x-api-key': running.keys.analytics }
    return fetch(`${running.url}/v1/organizations/analytics/${path}`, { headers, ...init })
  }

  test('reset: the connection ends before the response', async () => {
    await expect(request({ kind: 'reset' })).rejects.toThrow('fetch failed')
  })

  test('cut_off: the status arrives, the body does not', async () => {
    const response = await request({ kind: 'cut_off' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('hang: lasts until the client times out', async () => {
    await expect(request({ kind: 'hang' }, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('hang: ends when the server closes', async () => {
    const rejection = expect(request({ kind: 'hang', times: 1 })).rejects.toThrow('fetch failed')
    // The fault has been used up, so the request has arrived and hangs.
    await expect.poll(() => running.faults()).toEqual([])
    await running.close()
    await rejection
  })

  test('truncated_json: arrives as a complete response', async () => {
    const text = await (await request({ kind: 'truncated_json' })).text()
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })
})
