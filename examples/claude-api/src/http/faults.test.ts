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

describe('which requests a fault matchesRequest', () => {
  test('is all of them until faults are cleared', async () => {
    api.control({ faults: [{ kind: 'error' }] })
    for (const each of [path, 'skills?date=2026-11-18', path]) expect((await fetchReport(api, each)).status).toBe(500)
    api.control({ clearFaults: true })
    expect((await fetchReport(api, path)).status).toBe(200)
  })

  test('is as many as it says', async () => {
    api.control({ faults: [{ kind: 'error', times: 2 }] })
    const statuses = [await fetchReport(api, path), await fetchReport(api, path), await fetchReport(api, path)].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([500, 500, 200])
  })

  test('is those of an endpoint, a day, first or further pages', async () => {
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

  test('does not include those that are refused anyway', async () => {
    api.control({ faults: [{ kind: 'error', times: 1 }] })
    expect((await fetchReport(api, path, {})).status).toBe(401)
    expect((await fetchReport(api, path)).status).toBe(500)
  })

  test('is told by the log', async () => {
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

describe('errors', () => {
  test.each([
    [408, 'timeout_error'],
    [409, 'conflict_error'],
    [410, 'invalid_request_error'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [503, 'overloaded_error'],
    [504, 'timeout_error'],
    [529, 'overloaded_error'],
  ])('%i is a %s, without headers that nobody asked for', async (status, type) => {
    const response = await send({ kind: 'error', status })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ type: 'error', error: { type } })
    expect(response.headers.has('retry-after')).toBe(false)
    expect(response.headers.has('x-should-retry')).toBe(false)
  })

  test('carry a wait in seconds or as a date, and whether to retry', async () => {
    const hour = await send({ kind: 'error', status: 429, retryAfter: 3600, times: 1 })
    expect(hour.headers.get('retry-after')).toBe('3600')
    const date = await send({ kind: 'error', status: 429, retryAfter: 'Sun, 22 Nov 2026 15:00:30 GMT', times: 1 })
    expect(date.headers.get('retry-after')).toBe('Sun, 22 Nov 2026 15:00:30 GMT')
    const final = await send({ kind: 'error', status: 500, shouldRetry: false, times: 1 })
    expect(final.headers.get('x-should-retry')).toBe('false')
  })
})

describe('answers that are not what they should be', () => {
  test('html: a page for people', async () => {
    const response = await send({ kind: 'html' })
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<html>')
  })

  test('truncated_json: ends in the middle, as if it were whole', async () => {
    const response = await send({ kind: 'truncated_json' })
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toMatch(/^\{"data":\[/)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  test('cut_off: breaks off while it is read', async () => {
    const response = await send({ kind: 'cut_off' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('reset: rejects as fetch does', async () => {
    await expect(send({ kind: 'reset' })).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } })
  })

  test('repeated_cursor: leads to the same page again and again', async () => {
    const second = (await fetchReport(api, path)).body.next_page
    api.control({ faults: [{ kind: 'repeated_cursor' }] })
    expect((await fetchReport(api, `${path}&page=${second}`)).body.next_page).toBe(second)
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body).toEqual(first.body)
  })

  test('repeated_page: has the same rows once more, under a cursor that was not seen before, and then goes on', async () => {
    const whole = await fetchAllRows(api, path)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    const first = await fetchReport(api, path)
    const again = await fetchReport(api, `${path}&page=${first.body.next_page}`)
    expect(again.body.data).toEqual(first.body.data)
    expect(again.body.next_page).not.toBe(first.body.next_page)
    api.control({ faults: [{ kind: 'repeated_page', times: 1 }] })
    expect(await fetchAllRows(api, path)).toEqual([...first.body.data, ...whole])
  })

  test('repeated_row: lists one of the users of a page twice', async () => {
    const { data } = (await fetchReport(api, path)).body
    api.control({ faults: [{ kind: 'repeated_row' }] })
    expect((await fetchReport(api, path)).body.data).toEqual([...data, data.at(-1)])
    const skills = 'skills?date=2026-11-18&group_by[]=user_id'
    const asIs = (await fetchReport(api, skills)).body.data
    api.control({ clearFaults: true })
    expect((await fetchReport(api, skills)).body.data).toEqual(asIs)
  })

  test('empty_page: has no rows and loses none, under a cursor that was not seen before', async () => {
    const whole = await fetchAllRows(api, path)
    api.control({ faults: [{ kind: 'empty_page', times: 3 }] })
    const empty = await fetchReport(api, path)
    expect(empty.body.data).toEqual([])
    const emptyAgain = await fetchReport(api, `${path}&page=${empty.body.next_page}`)
    expect(emptyAgain.body.data).toEqual([])
    expect(emptyAgain.body.next_page).not.toBe(empty.body.next_page)
    expect(await fetchAllRows(api, path)).toEqual(whole)
  })

  test.each([
    [path, 'chat_metrics.message_count', 'claude_code_metrics'],
    ['skills?date=2026-11-18&group_by[]=user_id', 'invocation_count', 'chat_metrics'],
    ['connectors?date=2026-11-18&group_by[]=user_id', 'read_call_count', 'chat_metrics'],
  ])('wrong_type and null_block: %s', async (report, count, block) => {
    const rowsOf = async (response: Response) => (await response.json()).data
    const texts = await rowsOf(await send({ kind: 'wrong_type', times: 1 }, report))
    expect(texts[0]).toHaveProperty(count, '12')
    expect(texts[1]).toHaveProperty(count, expect.any(Number))
    const nulls = await rowsOf(await send({ kind: 'null_block', times: 1 }, report))
    expect(nulls[0]).toHaveProperty(block, null)
    expect(nulls[1]).toHaveProperty(block, expect.any(Object))
  })
})

describe('hang', () => {
  test('goes on with the request when faults are cleared', async () => {
    const answer = send({ kind: 'hang' })
    await Promise.resolve()
    expect(api.requests.list()).toEqual([])
    api.control({ clearFaults: true })
    expect((await answer).status).toBe(200)
  })

  test('ends when the client gives up, with its reason', async () => {
    const client = new AbortController()
    const answer = send({ kind: 'hang' }, path, { signal: client.signal })
    client.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
    expect(api.requests.list()).toMatchObject([{ status: null, fault: 'hang' }])
  })

  test('does not keep a request whose client gave up before', async () => {
    await expect(send({ kind: 'hang' }, path, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
  })
})

describe('over a connection', () => {
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

  test('reset: the connection ends before an answer', async () => {
    await expect(request({ kind: 'reset' })).rejects.toThrow('fetch failed')
  })

  test('cut_off: the status arrives, the body does not', async () => {
    const response = await request({ kind: 'cut_off' })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  test('hang: the client gives up', async () => {
    await expect(request({ kind: 'hang' }, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('hang: closing ends it', async () => {
    const refused = expect(request({ kind: 'hang', times: 1 })).rejects.toThrow('fetch failed')
    // It was counted, so it has arrived and hangs.
    await expect.poll(() => running.faults()).toEqual([])
    await running.close()
    await refused
  })

  test('truncated_json: arrives as a whole', async () => {
    const text = await (await request({ kind: 'truncated_json' })).text()
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })
})
