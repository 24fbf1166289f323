import { describe, expect, test } from 'vitest'
import { acme, createTestHost, employee } from './test/host.ts'
import { type RecordedSpan, recordingTracer } from './test/recording-tracer.ts'
import { virtualClock } from './test/virtual-clock.ts'
import { connect, createWorld, history, plaintextVault, startTime } from './test/world.ts'

const createTracedWorld = () => {
  const tracer = recordingTracer()
  const host = createWorld({ tracer, vault: plaintextVault })
  const spansNamed = (name: string): RecordedSpan[] => tracer.spans.filter((span) => span.name === name)
  return { ...host, spans: tracer.spans, spansNamed }
}

/** A span's data without its parent, as one flat object. */
const flattenSpan = ({ name, attributes, failed }: RecordedSpan): unknown => ({ name, ...attributes, failed })
const syncSpan = 'claude.sync'
const daySpan = 'claude.sync.day'
const requestSpan = 'claude.api.request'
const account = { 'claude.account_id': 'acme' }
const apiRequest = { name: requestSpan, ...account, 'http.request.method': 'GET' }

describe('a sync run', () => {
  test('is a span that contains its days, which contain their requests', async () => {
    const host = createTracedWorld()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const [run, ...otherRuns] = host.spansNamed(syncSpan)
    expect(run && flattenSpan(run)).toEqual({ name: syncSpan, ...account, 'claude.outcome': 'done', failed: false })
    expect(otherRuns).toEqual([])

    const days = host.spansNamed(daySpan)
    expect(days.map(({ attributes }) => attributes['claude.day']).toSorted()).toEqual(history)
    expect(days.filter(({ parent }) => parent !== run)).toEqual([])
    expect(new Set(days.map(({ attributes }) => attributes['claude.reason']))).toEqual(new Set(['backfill']))

    const requests = host.spansNamed(requestSpan)
    expect(requests.length).toBe(host.api.requests.list().length)
    const newest = requests.filter(({ parent }) => parent?.attributes['claude.day'] === history.at(-1))
    // The newest day has no connectors report yet.
    expect(newest.map(flattenSpan)).toEqual(
      ['users', 'skills'].map((endpoint) => ({
        ...apiRequest,
        'claude.endpoint': endpoint,
        'http.response.status_code': 200,
        failed: false,
      })),
    )
    expect(host.spans.filter(({ ended }) => !ended)).toEqual([])
  })

  test.each([
    [{ kind: 'error', status: 503 } as const, 503, 'api_unavailable', 5],
    [{ kind: 'wrong_type' } as const, 200, 'unexpected_answer', 1],
    [{ kind: 'reset' } as const, undefined, 'api_unreachable', 5],
    [{ kind: 'truncated_json' } as const, 200, 'api_unavailable', 5],
  ])('marks a day that fails with %j, and each attempt, with the error code', async (fault, status, code, attempts) => {
    const host = createTracedWorld()
    host.api.control({ faults: [{ ...fault, date: '2026-03-10', endpoint: 'users' }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(
      host
        .spansNamed(daySpan)
        .filter(({ failed }) => failed)
        .map(flattenSpan),
    ).toEqual([
      {
        name: daySpan,
        ...account,
        'claude.day': '2026-03-10',
        'claude.reason': 'backfill',
        'error.type': code,
        failed: true,
      },
    ])
    const failed = host.spansNamed(requestSpan).filter((span) => span.failed)
    expect(failed.length).toBe(attempts)
    for (const span of failed) {
      expect(flattenSpan(span)).toEqual({
        ...apiRequest,
        'claude.endpoint': 'users',
        'error.type': code,
        failed: true,
        ...(status !== undefined && { 'http.response.status_code': status }),
      })
    }
    expect(host.spansNamed(syncSpan).map(({ attributes }) => attributes['claude.outcome'])).toEqual(['done'])
  })

  test('has the error code when it is refused, and no error when it is stopped', async () => {
    const host = createTracedWorld()
    await connect(host, host.api.keys.analytics)
    host.api.control({ settings: { access: 'unauthorized' } })
    await host.claude.sync(acme)
    host.api.control({ settings: { access: 'on' }, faults: [{ kind: 'hang' }] })
    const hanging = host.claude.sync(acme)
    await host.claude.stop()
    await hanging
    expect(host.spansNamed(syncSpan).map(flattenSpan)).toEqual([
      { name: syncSpan, ...account, 'error.type': 'key_refused', failed: true },
      { name: syncSpan, ...account, failed: false },
    ])
  })
})

test('spans reveal no key, e-mail, name, employee id or Claude user id', async () => {
  const host = createTracedWorld()
  const { directory } = host.api.organization
  host.api.control({
    faults: [
      { kind: 'error', status: 400, date: '2026-03-10' },
      { kind: 'wrong_type', date: '2026-03-11' },
    ],
  })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  for (const { id } of directory) {
    for (const path of ['stats?from=2026-03-01&to=2026-03-20', 'access']) {
      await host.request(`admin:${id}`, `/employees/${id}/${path}`)
    }
    await host.request(id, `/teams/${id}/stats?from=2026-03-01&to=2026-03-20`)
    await host.request(id, `/employees?search=${id}`)
  }
  const text = JSON.stringify(host.spans.map(flattenSpan))
  expect(host.spans.length).toBeGreaterThan(300)
  for (const { id, name, emails } of directory) {
    for (const secret of [`${id}`, name, ...emails]) expect(text).not.toContain(secret)
  }
  expect(text).not.toContain(host.api.keys.analytics)
  expect(text).not.toMatch(/@|sk-ant|user_/)
})

describe('a served request', () => {
  const createTracedHost = () => {
    const tracer = recordingTracer()
    const employees = [employee('maya'), employee('per')]
    return { ...createTestHost({ employees, tracer, clock: virtualClock(startTime) }), spans: tracer.spans }
  }
  const stats = '/employees/maya/stats?from=2026-03-01&to=2026-03-20'
  const route = '/api/claude/employees/:id/stats'

  test.each([
    ['is answered', 'maya', stats, route, { 'http.response.status_code': 200, ...account }],
    [
      'is not allowed',
      'per',
      stats,
      route,
      { 'http.response.status_code': 404, ...account, 'error.type': 'not_found' },
    ],
    ['is not signed in', null, stats, route, { 'http.response.status_code': 401, 'error.type': 'not_signed_in' }],
    ['matches no route', 'maya', '/maya/x', '/api/claude/*', { 'http.response.status_code': 404, ...account }],
  ])('that %s has its route pattern and outcome', async (_, viewer, path, pattern, outcome) => {
    const { request, spans } = createTracedHost()
    await request(viewer, path)
    expect(spans.map(flattenSpan)).toEqual([
      { name: `GET ${pattern}`, 'http.request.method': 'GET', 'http.route': pattern, ...outcome, failed: false },
    ])
    expect(spans.every(({ ended }) => ended)).toBe(true)
  })

  test('fails its span when the server fails', async () => {
    const { request, spans, storage } = createTracedHost()
    storage.readLedger = async () => {
      throw new Error('maya@example.com')
    }
    expect((await request('maya', '/connection')).status).toBe(500)
    expect(spans.map(flattenSpan)).toEqual([
      {
        name: 'GET /api/claude/connection',
        'http.request.method': 'GET',
        'http.route': '/api/claude/connection',
        'http.response.status_code': 500,
        ...account,
        'error.type': 'internal_error',
        failed: true,
      },
    ])
  })
})
