import { describe, expect, test } from 'vitest'
import { createRecordingTracer, type RecordedSpan } from './test/recording-tracer.ts'
import { connect, createSyncHost, history, plaintextVault, startTime } from './test/sync-host.ts'
import { acme, createTestHost } from './test/test-host.ts'
import { createVirtualClock } from './test/virtual-clock.ts'
import { createEmployee } from './testing/fixtures.ts'

const createTracedSyncHost = () => {
  const tracer = createRecordingTracer()
  const host = createSyncHost({ tracer, vault: plaintextVault })
  const findSpans = (name: string): RecordedSpan[] => tracer.spans.filter((span) => span.name === name)
  return { ...host, spans: tracer.spans, findSpans }
}

/** Returns a span's data without its parent, as one flat object. */
const flattenSpan = ({ name, attributes, isFailed }: RecordedSpan): unknown => ({ name, ...attributes, isFailed })
const syncSpan = 'claude.sync'
const daySpan = 'claude.sync.day'
const requestSpan = 'claude.api.request'
const accountAttribute = { 'claude.account_id': 'acme' }
const requestAttributes = { name: requestSpan, ...accountAttribute, 'http.request.method': 'GET' }

describe('a sync run', () => {
  test('is a span that contains its days, which contain their requests', async () => {
    const host = createTracedSyncHost()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const [run, ...otherRuns] = host.findSpans(syncSpan)
    expect(run && flattenSpan(run)).toEqual({
      name: syncSpan,
      ...accountAttribute,
      'claude.outcome': 'done',
      isFailed: false,
    })
    expect(otherRuns).toEqual([])

    const days = host.findSpans(daySpan)
    expect(days.map(({ attributes }) => attributes['claude.day']).toSorted()).toEqual(history)
    expect(days.filter(({ parent }) => parent !== run)).toEqual([])
    expect(new Set(days.map(({ attributes }) => attributes['claude.reason']))).toEqual(new Set(['backfill']))

    const requests = host.findSpans(requestSpan)
    expect(requests.length).toBe(host.api.requests.list().length)
    const newest = requests.filter(({ parent }) => parent?.attributes['claude.day'] === history.at(-1))
    // The newest day has no connectors report yet.
    expect(newest.map(flattenSpan)).toEqual(
      ['users', 'skills'].map((endpoint) => ({
        ...requestAttributes,
        'claude.endpoint': endpoint,
        'http.response.status_code': 200,
        isFailed: false,
      })),
    )
    expect(host.spans.filter(({ isEnded }) => !isEnded)).toEqual([])
  })

  test.each([
    [{ kind: 'error', status: 503 } as const, 503, 'api_unavailable', 5],
    [{ kind: 'bad_rows', rows: 9 } as const, 200, 'unexpected_answer', 0],
    [{ kind: 'reset' } as const, undefined, 'api_unreachable', 5],
    [{ kind: 'truncated_json' } as const, 200, 'api_unavailable', 5],
  ])('adds the error code to a day that fails with %j, and to each attempt', async (fault, status, code, attempts) => {
    const host = createTracedSyncHost()
    host.api.control({ faults: [{ ...fault, date: '2026-03-10', endpoint: 'users' }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(
      host
        .findSpans(daySpan)
        .filter(({ isFailed }) => isFailed)
        .map(flattenSpan),
    ).toEqual([
      {
        name: daySpan,
        ...accountAttribute,
        'claude.day': '2026-03-10',
        'claude.reason': 'backfill',
        'error.type': code,
        isFailed: true,
      },
    ])
    const failedRequests = host.findSpans(requestSpan).filter((span) => span.isFailed)
    expect(failedRequests.length).toBe(attempts)
    for (const span of failedRequests) {
      expect(flattenSpan(span)).toEqual({
        ...requestAttributes,
        'claude.endpoint': 'users',
        'error.type': code,
        isFailed: true,
        ...(status !== undefined && { 'http.response.status_code': status }),
      })
    }
    expect(host.findSpans(syncSpan).map(({ attributes }) => attributes['claude.outcome'])).toEqual(['done'])
  })

  test('has an error code when Claude’s API refuses the key, and none when the run is stopped', async () => {
    const host = createTracedSyncHost()
    await connect(host, host.api.keys.analytics)
    host.api.control({ settings: { access: 'unauthorized' } })
    await host.claude.sync(acme)
    host.api.control({ settings: { access: 'on' }, faults: [{ kind: 'hang' }] })
    const hanging = host.claude.sync(acme)
    await host.clock.sleep(1_000)
    await host.claude.stop()
    await hanging
    expect(host.findSpans(syncSpan).map(flattenSpan)).toEqual([
      { name: syncSpan, ...accountAttribute, 'error.type': 'key_refused', isFailed: true },
      { name: syncSpan, ...accountAttribute, isFailed: false },
    ])
  })
})

test('spans reveal no key, e-mail, name, employee id or Claude user id', async () => {
  const host = createTracedSyncHost()
  const { directory } = host.api.organization
  host.api.control({
    faults: [
      { kind: 'error', status: 400, date: '2026-03-10' },
      { kind: 'bad_rows', rows: 9, date: '2026-03-11' },
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
  const recorded = JSON.stringify(host.spans.map(flattenSpan))
  expect(host.spans.length).toBeGreaterThan(300)
  for (const { id, name, emails } of directory) {
    for (const secret of [`${id}`, name, ...emails]) expect(recorded).not.toContain(secret)
  }
  expect(recorded).not.toContain(host.api.keys.analytics)
  expect(recorded).not.toMatch(/@|sk-ant|user_/)
})

describe('a served request', () => {
  const createTracedHost = () => {
    const tracer = createRecordingTracer()
    const employees = [createEmployee('maya'), createEmployee('per')]
    return { ...createTestHost({ employees, tracer, clock: createVirtualClock(startTime) }), spans: tracer.spans }
  }
  const statsPath = '/employees/maya/stats?from=2026-03-01&to=2026-03-20'
  const statsRoute = '/api/claude/employees/:id/stats'

  test.each([
    ['is answered', 'maya', statsPath, statsRoute, { 'http.response.status_code': 200, ...accountAttribute }],
    [
      'is not allowed',
      'per',
      statsPath,
      statsRoute,
      { 'http.response.status_code': 404, ...accountAttribute, 'error.type': 'not_found' },
    ],
    [
      'is not signed in',
      null,
      statsPath,
      statsRoute,
      { 'http.response.status_code': 401, 'error.type': 'not_signed_in' },
    ],
    [
      'matches no route',
      'maya',
      '/maya/x',
      '/api/claude/*',
      { 'http.response.status_code': 404, ...accountAttribute, 'error.type': 'not_found' },
    ],
  ])('that %s has a span with its route pattern and outcome', async (_, viewer, path, pattern, outcome) => {
    const { request, spans } = createTracedHost()
    await request(viewer, path)
    expect(spans.map(flattenSpan)).toEqual([
      { name: `GET ${pattern}`, 'http.request.method': 'GET', 'http.route': pattern, ...outcome, isFailed: false },
    ])
    expect(spans.every(({ isEnded }) => isEnded)).toBe(true)
  })

  test('that fails in the server has a failed span', async () => {
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
        ...accountAttribute,
        'error.type': 'internal_error',
        isFailed: true,
      },
    ])
  })
})
