import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import { createClock, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const create = () => {
  const api = createClaudeApi({ people: 20, now })
  const control = async (method: string, path: string, body?: unknown) => {
    const init =
      body === undefined ? { method } : { method, body: typeof body === 'string' ? body : JSON.stringify(body) }
    const response = await api.fetch(`http://claude.test/_control${path}`, init)
    return { status: response.status, body: await response.json() }
  }
  return { api, control }
}

describe('control over HTTP', () => {
  test('returns the latest day, the settings and the faults without a key', async () => {
    const { status, body } = await create().control('GET', '')
    expect(status).toBe(200)
    expect(body).toMatchObject({ latestDay: '2026-11-21', settings: { rpm: 60 }, faults: [] })
  })

  test('adds one fault or a list, and counts down their remaining times', async () => {
    const { api, control } = create()
    await control('POST', '/faults', { kind: 'error', status: 503, times: 2 })
    const { body } = await control('POST', '/faults', [{ kind: 'html' }, { kind: 'hang', endpoint: 'skills' }])
    expect(body.faults).toHaveLength(3)
    expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(503)
    expect((await control('GET', '')).body.faults[0]).toEqual({ kind: 'error', status: 503, times: 1 })
  })

  test('clears faults', async () => {
    const { api, control } = create()
    await control('POST', '/faults', { kind: 'error' })
    expect((await control('DELETE', '/faults')).body.faults).toEqual([])
    expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(200)
  })

  test('changes only the named settings', async () => {
    const { api, control } = create()
    const { body } = await control('POST', '/settings', { access: 'not_found', latestDays: { users: '2026-11-01' } })
    expect(body.settings).toMatchObject({ access: 'not_found', rpm: 60 })
    expect(body.latestDay).toBe('2026-11-01')
    expect((await fetchReport(api, 'users?date=2026-11-01')).status).toBe(404)
  })

  test('lists and clears report requests, but not its own requests', async () => {
    const { api, control } = create()
    await fetchReport(api, 'users?date=2026-11-18')
    expect((await control('GET', '/requests')).body).toMatchObject([{ endpoint: 'users', status: 200 }])
    await control('DELETE', '/requests')
    expect((await control('GET', '/requests')).body).toEqual([])
    expect(api.requests.total()).toBe(0)
  })
})

describe('invalid control input', () => {
  test.each([
    ['/faults', { kind: 'earthquake' }, /"kind".*"earthquake"/],
    ['/faults', {}, /needs a "kind"/],
    ['/faults', 'kind=error', /JSON/],
    ['/faults', null, /must be an object/],
    ['/faults', { kind: 'error', status: 200 }, /"status"/],
    ['/faults', { kind: 'error', times: 0 }, /"times"/],
    ['/faults', { kind: 'error', color: 'red' }, /"color"/],
    ['/faults', { kind: 'error', date: 'yesterday' }, /"date"/],
    ['/settings', { speed: 1 }, /no setting "speed"/],
    ['/settings', { rpm: 0 }, /"rpm" must be a number above 0/],
    ['/settings', { access: 'maybe' }, /"access" must be one of on, /],
    ['/settings', { latestDays: { groups: '2026-11-01' } }, /"latestDays"/],
    ['/settings', { emails: { user_1: 7 } }, /"emails"/],
    ['/settings', ['rpm'], /must be an object/],
  ])('POST %s %j is rejected with the reason and changes nothing', async (path, input, message) => {
    const { control } = create()
    const before = (await control('GET', '')).body
    const { status, body } = await control('POST', path, input)
    expect(status).toBe(400)
    expect(body.error).toMatch(message)
    expect((await control('GET', '')).body).toEqual(before)
  })

  test('to an unknown path is answered with 404', async () => {
    expect((await create().control('POST', '/weather', {})).status).toBe(404)
  })

  test('throws in process', () => {
    const { api } = create()
    expect(() => api.control({ settings: { rpm: -1 } })).toThrow(TypeError)
    expect(() => api.control({ faults: [{ kind: 'error', times: -1 }] })).toThrow(TypeError)
    expect(() => createClaudeApi({ people: 19 })).toThrow(/at least 20 people/)
    expect(() => createClaudeApi({ revisionDays: -1 })).toThrow(/"revisionDays"/)
  })
})
