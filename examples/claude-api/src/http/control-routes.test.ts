import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import { createClock, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const createControlledApi = () => {
  const api = createClaudeApi({ people: 20, now })
  const sendControlRequest = async (method: string, path: string, body?: unknown) => {
    const init =
      body === undefined ? { method } : { method, body: typeof body === 'string' ? body : JSON.stringify(body) }
    const response = await api.fetch(`http://claude.test/_control${path}`, init)
    return { status: response.status, body: await response.json() }
  }
  return { api, sendControlRequest }
}

describe('a control request', () => {
  test('needs no key to read the latest day, the settings and the faults', async () => {
    const { status, body } = await createControlledApi().sendControlRequest('GET', '')
    expect(status).toBe(200)
    expect(body).toMatchObject({ latestDay: '2026-11-21', settings: { rpm: 60 }, faults: [] })
    expect(body.foreignCalls).toEqual({ sent: 0, refused: 0 })
  })

  test('adds one fault or a list of faults, and reads their remaining times', async () => {
    const { api, sendControlRequest } = createControlledApi()
    await sendControlRequest('POST', '/faults', { kind: 'error', status: 503, times: 2 })
    const { body } = await sendControlRequest('POST', '/faults', [
      { kind: 'html' },
      { kind: 'hang', endpoint: 'skills' },
    ])
    expect(body.faults).toHaveLength(3)
    expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(503)
    expect((await sendControlRequest('GET', '')).body.faults[0]).toEqual({ kind: 'error', status: 503, times: 1 })
  })

  test('clears the faults', async () => {
    const { api, sendControlRequest } = createControlledApi()
    await sendControlRequest('POST', '/faults', { kind: 'error' })
    expect((await sendControlRequest('DELETE', '/faults')).body.faults).toEqual([])
    expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(200)
  })

  test('changes only the named settings', async () => {
    const { api, sendControlRequest } = createControlledApi()
    const { body } = await sendControlRequest('POST', '/settings', {
      access: 'not_found',
      latestDays: { users: '2026-11-01' },
    })
    expect(body.settings).toMatchObject({ access: 'not_found', rpm: 60 })
    expect(body.latestDay).toBe('2026-11-01')
    expect((await fetchReport(api, 'users?date=2026-11-01')).status).toBe(404)
  })

  test('lists and clears the logged report requests, and is not logged itself', async () => {
    const { api, sendControlRequest } = createControlledApi()
    await fetchReport(api, 'users?date=2026-11-18')
    expect((await sendControlRequest('GET', '/requests')).body).toMatchObject([{ endpoint: 'users', status: 200 }])
    await sendControlRequest('DELETE', '/requests')
    expect((await sendControlRequest('GET', '/requests')).body).toEqual([])
    expect(api.requests.total()).toBe(0)
  })
})

describe('an invalid control request', () => {
  test.each([
    ['/faults', { kind: 'earthquake' }, /"kind".*"earthquake"/],
    ['/faults', {}, /needs a "kind"/],
    ['/faults', 'kind=error', /JSON/],
    ['/faults', null, /must be an object/],
    ['/faults', { kind: 'error', status: 200 }, /"status"/],
    ['/faults', { kind: 'error', times: 0 }, /"times"/],
    ['/faults', { kind: 'bad_rows', defect: 'ugly' }, /"defect"/],
    ['/faults', { kind: 'error', keyEcho: 'loud' }, /"keyEcho"/],
    ['/faults', { kind: 'huge_row', bytes: 0 }, /"bytes"/],
    ['/faults', { kind: 'error', color: 'red' }, /"color"/],
    ['/faults', { kind: 'error', date: 'yesterday' }, /"date"/],
    ['/settings', { speed: 1 }, /no setting "speed"/],
    ['/settings', { maxLimit: 1001 }, /"maxLimit"/],
    ['/settings', { staleCursorStatus: 404 }, /"staleCursorStatus"/],
    ['/settings', { organizationIds: { key: 7 } }, /"organizationIds"/],
    ['/settings', { earliestDay: 'March' }, /"earliestDay"/],
    ['/settings', { foreignRpm: -1 }, /"foreignRpm"/],
    ['/settings', { rpm: 0 }, /"rpm" must be a number above 0/],
    ['/settings', { access: 'maybe' }, /"access" must be one of on, /],
    ['/settings', { latestDays: { groups: '2026-11-01' } }, /"latestDays"/],
    ['/settings', { emails: { user_1: 7 } }, /"emails"/],
    ['/settings', ['rpm'], /must be an object/],
  ])('POST %s %j gets a 400 with the reason and changes nothing', async (path, input, message) => {
    const { sendControlRequest } = createControlledApi()
    const before = (await sendControlRequest('GET', '')).body
    const { status, body } = await sendControlRequest('POST', path, input)
    expect(status).toBe(400)
    expect(body.error).toMatch(message)
    expect((await sendControlRequest('GET', '')).body).toEqual(before)
  })

  test('gets a 404 for an unknown path', async () => {
    expect((await createControlledApi().sendControlRequest('POST', '/weather', {})).status).toBe(404)
  })
})

test('`control` throws a TypeError for an invalid setting or fault', () => {
  const { api } = createControlledApi()
  expect(() => api.control({ settings: { rpm: -1 } })).toThrow(TypeError)
  expect(() => api.control({ faults: [{ kind: 'error', times: -1 }] })).toThrow(TypeError)
})

test('`createClaudeApi` throws for fewer than 20 people, no organization and an invalid setting', () => {
  expect(() => createClaudeApi({ organizations: 0 })).toThrow(/at least one organization/)
  expect(() => createClaudeApi({ organizations: [] })).toThrow(/at least one organization/)
  expect(() => createClaudeApi({ people: 19 })).toThrow(/at least 20 people/)
  expect(() => createClaudeApi({ organizations: [20, 19] })).toThrow(/at least 20 people/)
  expect(() => createClaudeApi({ revisionDays: -1 })).toThrow(/"revisionDays"/)
})
