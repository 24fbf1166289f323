import { canView, type EmployeeStatsResponse, employeeId } from '@windmill/claude-core'
import { employeeStatsSchema, problemSchema } from '@windmill/claude-core/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const getStatsPath = (id: string, query = 'from=2026-11-01&to=2026-11-20') => `/employees/${id}/stats?${query}`

const employees = [
  createEmployee('ceo'),
  createDirectReport('lead', 'ceo'),
  createDirectReport('maya', 'lead'),
  createDirectReport('peer', 'lead'),
  createDirectReport('left', 'lead', { archivedOn: '2026-06-30' }),
]
const createHost = async () => {
  const host = createTestHost({ employees, clock })
  await storeDay(host.storage, '2026-11-19', { maya: { chat_messages: 4, unified_messages: 1 } })
  await storeDay(host.storage, '2026-11-20', {
    maya: { chat_messages: 3, code_edits_accepted: 3, code_edits_rejected: 1 },
  })
  await host.claude.directory.refresh(acme)
  return host
}

describe('GET /employees/{id}/stats', () => {
  test('follows the contract, and answers null and not zero for a day that was not read', async () => {
    const { request } = await createHost()
    const response = await request('maya', getStatsPath('maya'))
    expect(response.status).toBe(200)
    const body = (await response.json()) as EmployeeStatsResponse
    expect(employeeStatsSchema.safeParse(body).error).toBeUndefined()
    expect(body).toMatchObject({
      employeeId: 'maya',
      // The days from the 19th on are still arriving.
      compared: { from: '2026-11-01', to: '2026-11-18' },
      previous: { from: '2026-10-14', to: '2026-10-31' },
      bucket: 'day',
    })
    expect(body.stats['chat.messages']).toMatchObject({ value: 8, previous: null, partial: false })
    expect(body.stats['chat.messages'].series.slice(-3)).toEqual([
      { start: '2026-11-18', value: null },
      { start: '2026-11-19', value: 5 },
      { start: '2026-11-20', value: 3 },
    ])
    expect(body.stats['code.edit_acceptance_rate'].value).toBe(0.75)
    expect(body.stats['excel.sessions'].value).toBe(0)
    expect(body.coverage).toMatchObject({ through: '2026-11-20', claudeUsers: 1 })
  })

  test.each([
    ['the employee', 'maya', 200],
    ['their manager', 'lead', 200],
    ['their manager’s manager', 'ceo', 200],
    ['an admin', 'admin:peer', 200],
    ['a peer', 'peer', 404],
    ['an archived employee', 'left', 404],
    ['an archived admin', 'admin:left', 404],
    ['a viewer who is not in the directory', 'stranger', 404],
  ])('answers %s (%s) with status %i', async (_, viewer, status) => {
    const { request } = await createHost()
    expect((await request(viewer, getStatsPath('maya'))).status).toBe(status)
  })

  test('gives the same answer for a hidden employee as for an unknown id', async () => {
    const { request } = await createHost()
    const [hidden, unknown] = [
      await request('peer', getStatsPath('maya')),
      await request('peer', getStatsPath('nobody')),
    ]
    expect(hidden.status).toBe(unknown.status)
    expect([...hidden.headers]).toEqual([...unknown.headers])
    expect(await hidden.text()).toBe(await unknown.text())
  })

  test.each(['%00', 'maya%00', '%ED%A0%80', '%', '%E0%A4'])(
    'gives the same answer for a malformed id as for an unknown id: %s',
    async (id) => {
      const { request } = await createHost()
      const [malformed, unknown] = [
        await request('admin:ceo', getStatsPath(id)),
        await request('admin:ceo', getStatsPath('nobody')),
      ]
      expect(malformed.status).toBe(404)
      expect(await malformed.text()).toBe(await unknown.text())
    },
  )

  test('agrees with core’s canView for every viewer and employee, in any directory', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const anyEmployees = fc.tuple(
      ...ids.map((id) =>
        fc
          .record({
            managerId: fc.option(fc.constantFrom(...ids, 'gone').map(employeeId)),
            archivedOn: fc.option(fc.constantFrom('2026-01-01' as const, '2026-12-31' as const), { freq: 5 }),
          })
          .map((fields) => createEmployee(id, fields)),
      ),
    )
    await fc.assert(
      fc.asyncProperty(anyEmployees, async (people) => {
        const { request } = createTestHost({ employees: people, clock })
        const directory = new Map(people.map((person) => [person.id, person]))
        for (const viewer of ids) {
          for (const subject of ids) {
            const isVisible = canView(
              { employeeId: employeeId(viewer), permissions: [], actsFor: [] },
              employeeId(subject),
              directory,
              '2026-11-22',
            )
            expect((await request(viewer, getStatsPath(subject))).status, `${viewer} -> ${subject}`).toBe(
              isVisible ? 200 : 404,
            )
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    ['from', 'to=2026-11-20'],
    ['from', 'from=2026-02-30&to=2026-11-20'],
    ['to', 'from=2026-11-20&to=2026-11-01'],
    ['to', 'from=2024-01-01&to=2026-01-01'],
    ['bucket', 'from=2026-11-01&to=2026-11-20&bucket=year'],
  ])('names the invalid field of a query: %s in %s', async (field, query) => {
    const { request } = await createHost()
    const response = await request('maya', getStatsPath('maya', query))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', field })
  })

  test('forbids caching of an answer and of a refusal', async () => {
    const { request } = await createHost()
    expect((await request('maya', getStatsPath('maya'))).headers.get('cache-control')).toBe('no-store')
    expect((await request('peer', getStatsPath('maya'))).headers.get('cache-control')).toBe('no-store')
  })
})

describe('the handler', () => {
  test('answers an error with a problem document', async () => {
    const { request } = await createHost()
    for (const response of [
      await request(null, '/connection'),
      await request('maya', '/nothing'),
      await request('maya', '/sync', { method: 'POST' }),
      await request('admin:ceo', '/connection', { method: 'PUT', body: 'x' }),
    ]) {
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const body: unknown = await response.json()
      expect(problemSchema.safeParse(body).error).toBeUndefined()
      expect(body).toMatchObject({ status: response.status })
    }
  })

  test.each([
    ['PUT', '/connection'],
    ['POST', '/connection/preview'],
    ['DELETE', '/connection?data=erase'],
    ['POST', '/sync'],
  ])('refuses %s %s to an employee, an archived admin and someone who is not signed in', async (method, path) => {
    const { request } = await createHost()
    const body = method === 'PUT' || path.endsWith('preview') ? JSON.stringify({ apiKey: 'sk-ant-admin01-x' }) : null
    const init = { method, body, headers: { 'content-type': 'application/json' } }
    expect((await request('lead', path, init)).status).toBe(403)
    expect((await request('admin:left', path, init)).status).toBe(404)
    expect((await request(null, path, init)).status).toBe(401)
  })

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://app.test' }, 409],
    [{ origin: 'https://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://app.test' }, 409],
    [{}, 409],
  ])('answers a change with the headers %j with status %i', async (headers, status) => {
    const { request } = await createHost()
    // 403 refuses a cross-site request. 409 means that the request passed this check: there is no connection to sync.
    expect((await request('admin:ceo', '/sync', { method: 'POST', headers })).status).toBe(status)
  })

  test('logs the origins of a change that it refuses as cross-site', async () => {
    const { request, log } = await createHost()
    await request('admin:ceo', '/sync', { method: 'POST', headers: { origin: 'https://evil.test' } })
    expect(log.join('\n')).toMatch(
      /request was refused .*"code":"cross_site".*"employeeId":"ceo".*"origin":"https:\/\/evil.test".*"https:\/\/app.test"/,
    )
  })

  test('accepts a change from the public origin in baseUrl, and serves its path', async () => {
    const { request } = createTestHost({ employees, clock, baseUrl: 'https://public.test/api/claude/' })
    const init = { method: 'POST', headers: { origin: 'https://public.test' } }
    expect((await request('admin:ceo', '/sync', init)).status).toBe(409)
  })

  test('ignores one trailing slash after every route, and finds nothing with two', async () => {
    const { request, claude } = await createHost()
    const document = (await (await request('maya', '/openapi.json')).json()) as { paths: Record<string, object> }
    const period = '?from=2026-11-01&to=2026-11-20'
    let routeCount = 0
    for (const [path, methods] of Object.entries(document.paths)) {
      const filledPath = path.replace('{managerId}', 'ceo').replace(/\{\w+\}/, 'ceo')
      for (const method of Object.keys(methods)) {
        routeCount += 1
        const init = { method: method.toUpperCase(), headers: { 'content-type': 'application/json' } }
        const send = async (slashes: string) => {
          const response = await request('admin:ceo', `${filledPath}${slashes}${period}`, init)
          // Every invitation has a different secret.
          const body = (await response.text()).replace(/cinv_[\w-]+/, '')
          return { status: response.status, body }
        }
        const expected = await send('')
        expect(await send('/'), `${method} ${path}`).toEqual(expected)
        expect((await send('//')).status, `${method} ${path}`).toBe(404)
      }
    }
    expect(routeCount).toBeGreaterThan(12)
    for (const path of ['', '/']) {
      const response = await claude.handler(new Request(`https://app.test/api/claude${path}`))
      expect(response.status).toBe(401)
    }
  })

  test('refuses a key that is not sent as JSON, since a form of another site can send it', async () => {
    const { request } = await createHost()
    const init = {
      method: 'PUT',
      body: '{"apiKey":"sk-ant-api01-0123456789"}',
      headers: { 'content-type': 'text/plain' },
    }
    expect((await request('admin:ceo', '/connection', init)).status).toBe(415)
  })

  test('never repeats a value of the request in an error', async () => {
    const { request } = await createHost()
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' } }
    for (const body of [
      '{"apiKey": 12345678987654321}',
      '{"apiKey": "sk-ant-admin01-secret-value"}',
      '{"apiKey": "secret-value',
    ]) {
      const text = await (await request('admin:ceo', '/connection', { ...init, body })).text()
      expect(text).not.toMatch(/secret-value|12345678987654321/)
    }
  })

  test('hides the cause of an internal error, and logs it under the returned request id', async () => {
    const { request, log, storage } = createTestHost({ employees, clock })
    storage.readLedger = async () => {
      throw new Error('relation "ledger" does not exist')
    }
    const response = await request('maya', '/connection')
    const body = (await response.json()) as { code: string; requestId: string }
    expect(response.status).toBe(500)
    expect(body.code).toBe('internal_error')
    expect(JSON.stringify(body)).not.toContain('relation')
    expect(log.join('\n')).toContain(body.requestId)
  })

  test.each([
    ['a mount that takes the prefix off', undefined, '/connection', '/connection', '/api/claude'],
    ['another baseUrl', '/claude', '/api/claude/connection', '/api/claude/connection', '/claude'],
    ['a path that only begins alike', undefined, '/api/claudette', '/api/claudette', '/api/claude'],
    [
      'an address in the path',
      undefined,
      '/employees/ada%40example.com/stats',
      '/employees/[e-mail]/stats',
      '/api/claude',
    ],
  ])(
    'warns once about requests that are not below its base path: %s',
    async (_, baseUrl, path, shownPath, basePath) => {
      const { claude, log } = createTestHost({ employees, clock, ...(baseUrl !== undefined && { baseUrl }) })
      for (const _attempt of [1, 2]) {
        const response = await claude.handler(new Request(`https://app.test${path}`))
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not_found'])
      }
      const warnings = log.filter((line) => line.includes('not below the base path'))
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(`"path":"${shownPath}","basePath":"${basePath}"`)
      expect(warnings[0]).toMatch(/app\.all, not app\.use.*baseUrl/)
    },
  )

  test('says nothing about the mount for an unknown path below its base path', async () => {
    const { request, log } = await createHost()
    expect((await request('maya', '/nothing')).status).toBe(404)
    expect(log.join()).not.toContain('base path')
  })

  test('serves the OpenAPI document', async () => {
    const { request } = await createHost()
    const body = (await (await request('maya', '/openapi.json')).json()) as { paths: object }
    expect(Object.keys(body.paths)).toContain('/employees/{id}/stats')
  })
})
