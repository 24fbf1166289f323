import { describe, expect, it } from 'vitest'
import { acme, createTestHost, person } from './test/host.ts'
import { type RecordedSpan, recordingTracer } from './test/recording-tracer.ts'
import { virtualClock } from './test/virtual-clock.ts'
import { connect, history, openVault, start, world } from './test/world.ts'

const traced = () => {
  const tracer = recordingTracer()
  const host = world({ tracer, vault: openVault })
  const named = (name: string): RecordedSpan[] => tracer.spans.filter((span) => span.name === name)
  return { ...host, spans: tracer.spans, named }
}

/** Everything that a span says but what it belongs to. */
const said = ({ name, attributes, failed }: RecordedSpan): unknown => ({ name, ...attributes, failed })
const { sync, day, request } = { sync: 'claude.sync', day: 'claude.sync.day', request: 'claude.api.request' }
const account = { 'claude.account_id': 'acme' }
const asked = { name: request, ...account, 'http.request.method': 'GET' }

describe('a run', () => {
  it('is a span; the days that it reads are spans in it, and their requests in these', async () => {
    const host = traced()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const [run, ...more] = host.named(sync)
    expect(run && said(run)).toEqual({ name: sync, ...account, 'claude.outcome': 'done', failed: false })
    expect(more).toEqual([])

    const days = host.named(day)
    expect(days.map(({ attributes }) => attributes['claude.day']).toSorted()).toEqual(history)
    expect(days.filter(({ parent }) => parent !== run)).toEqual([])
    expect(new Set(days.map(({ attributes }) => attributes['claude.reason']))).toEqual(new Set(['backfill']))

    const requests = host.named(request)
    expect(requests.length).toBe(host.api.requests.list().length)
    const newest = requests.filter(({ parent }) => parent?.attributes['claude.day'] === history.at(-1))
    // That day has no report of connectors.
    expect(newest.map(said)).toEqual(
      ['users', 'skills'].map((endpoint) => ({
        ...{ ...asked, 'claude.endpoint': endpoint, 'http.response.status_code': 200, failed: false },
      })),
    )
    expect(host.spans.filter(({ ended }) => !ended)).toEqual([])
  })

  it.each([
    [{ kind: 'error', status: 503 } as const, 503, 'api_unavailable', 5],
    [{ kind: 'wrong_type' } as const, 200, 'unexpected_answer', 1],
    [{ kind: 'reset' } as const, undefined, 'api_unreachable', 5],
    [{ kind: 'truncated_json' } as const, 200, 'api_unavailable', 5],
  ])('says of a day that fails by %j, and of each try, why', async (fault, status, code, tries) => {
    const host = traced()
    host.api.control({ faults: [{ ...fault, date: '2026-03-10', endpoint: 'users' }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(
      host
        .named(day)
        .filter(({ failed }) => failed)
        .map(said),
    ).toEqual([
      {
        name: day,
        ...account,
        'claude.day': '2026-03-10',
        'claude.reason': 'backfill',
        'error.type': code,
        failed: true,
      },
    ])
    const failed = host.named(request).filter((span) => span.failed)
    expect(failed.length).toBe(tries)
    for (const span of failed) {
      expect(said(span)).toEqual({
        ...{ ...asked, 'claude.endpoint': 'users', 'error.type': code, failed: true },
        ...(status !== undefined && { 'http.response.status_code': status }),
      })
    }
    expect(host.named(sync).map(({ attributes }) => attributes['claude.outcome'])).toEqual(['done'])
  })

  it('that is refused has the code, and one that is ended no error', async () => {
    const host = traced()
    await connect(host, host.api.keys.analytics)
    host.api.control({ settings: { access: 'unauthorized' } })
    await host.claude.sync(acme)
    host.api.control({ settings: { access: 'on' }, faults: [{ kind: 'hang' }] })
    const hanging = host.claude.sync(acme)
    await host.claude.stop()
    await hanging
    expect(host.named(sync).map(said)).toEqual([
      { name: sync, ...account, 'error.type': 'key_refused', failed: true },
      { name: sync, ...account, failed: false },
    ])
  })
})

it('no span tells a key, an e-mail, a name, or whose day or page it is', async () => {
  const host = traced()
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
  const text = JSON.stringify(host.spans.map(said))
  expect(host.spans.length).toBeGreaterThan(300)
  for (const { id, name, emails } of directory) {
    for (const secret of [`${id}`, name, ...emails]) expect(text).not.toContain(secret)
  }
  expect(text).not.toContain(host.api.keys.analytics)
  expect(text).not.toMatch(/@|sk-ant|user_/)
})

describe('a request that is served', () => {
  const served = () => {
    const tracer = recordingTracer()
    const employees = [person('maya'), person('per')]
    return { ...createTestHost({ employees, tracer, clock: virtualClock(start) }), spans: tracer.spans }
  }
  const stats = '/employees/maya/stats?from=2026-03-01&to=2026-03-20'
  const route = '/api/claude/employees/:id/stats'

  it.each([
    ['is answered', 'maya', stats, route, { 'http.response.status_code': 200, ...account }],
    [
      'is not allowed',
      'per',
      stats,
      route,
      { 'http.response.status_code': 404, ...account, 'error.type': 'not_found' },
    ],
    ['comes from nobody', null, stats, route, { 'http.response.status_code': 401, 'error.type': 'not_signed_in' }],
    ['leads nowhere', 'maya', '/maya/x', '/api/claude/*', { 'http.response.status_code': 404, ...account }],
  ])('has the pattern of its route, and how it ended: one that %s', async (_, viewer, path, pattern, rest) => {
    const { request: ask, spans } = served()
    await ask(viewer, path)
    expect(spans.map(said)).toEqual([
      { name: `GET ${pattern}`, 'http.request.method': 'GET', 'http.route': pattern, ...rest, failed: false },
    ])
    expect(spans.every(({ ended }) => ended)).toBe(true)
  })

  it('is a failure where the server fails', async () => {
    const { request: ask, spans, storage } = served()
    storage.readLedger = async () => {
      throw new Error('maya@example.com')
    }
    expect((await ask('maya', '/connection')).status).toBe(500)
    expect(spans.map(said)).toEqual([
      {
        ...{ name: 'GET /api/claude/connection', 'http.request.method': 'GET', 'http.route': '/api/claude/connection' },
        ...{ 'http.response.status_code': 500, ...account, 'error.type': 'internal_error', failed: true },
      },
    ])
  })
})
