import { canView, type EmployeeStatsResponse, employeeId } from '@windmill/claude-core'
import { employeeStatsSchema, problemSchema } from '@windmill/claude-core/contract'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, employee, employeeUnder, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const clock = virtualClock(now)
const statsPath = (id: string, query = 'from=2026-11-01&to=2026-11-20') => `/employees/${id}/stats?${query}`

const employees = [
  employee('ceo'),
  employeeUnder('lead', 'ceo'),
  employeeUnder('maya', 'lead'),
  employeeUnder('peer', 'lead'),
  employeeUnder('left', 'lead', { archivedOn: '2026-06-30' }),
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
  test('answers as in the contract, with unread days as missing and not as zero', async () => {
    const { request } = await createHost()
    const response = await request('maya', statsPath('maya'))
    expect(response.status).toBe(200)
    const body = (await response.json()) as EmployeeStatsResponse
    expect(employeeStatsSchema.safeParse(body).error).toBeUndefined()
    expect(body).toMatchObject({
      employeeId: 'maya',
      previous: { from: '2026-10-12', to: '2026-10-31' },
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
  ])('checks access: for %s', async (_, viewer, status) => {
    const { request } = await createHost()
    expect((await request(viewer, statsPath('maya'))).status).toBe(status)
  })

  test('gives the same answer for a hidden employee as for an unknown id', async () => {
    const { request } = await createHost()
    const [hidden, absent] = [await request('peer', statsPath('maya')), await request('peer', statsPath('nobody'))]
    expect(hidden.status).toBe(absent.status)
    expect([...hidden.headers]).toEqual([...absent.headers])
    expect(await hidden.text()).toBe(await absent.text())
  })

  test.each(['%00', 'maya%00', '%ED%A0%80', '%', '%E0%A4'])(
    'gives that answer for a malformed id too: %s',
    async (id) => {
      const { request } = await createHost()
      const [malformed, unknown] = [
        await request('admin:ceo', statsPath(id)),
        await request('admin:ceo', statsPath('nobody')),
      ]
      expect(malformed.status).toBe(404)
      expect(await malformed.text()).toBe(await unknown.text())
    },
  )

  test('agrees with core’s canView for every viewer and employee, in any directory', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const randomEmployees = fc.tuple(
      ...ids.map((id) =>
        fc
          .record({
            managerId: fc.option(fc.constantFrom(...ids, 'gone').map(employeeId)),
            archivedOn: fc.option(fc.constantFrom('2026-01-01' as const, '2026-12-31' as const), { freq: 5 }),
          })
          .map((rest) => employee(id, rest)),
      ),
    )
    await fc.assert(
      fc.asyncProperty(randomEmployees, async (people) => {
        const { request } = createTestHost({ employees: people, clock })
        const directory = new Map(people.map((person) => [person.id, person]))
        for (const viewer of ids) {
          for (const subject of ids) {
            const isVisible = canView(
              { employeeId: employeeId(viewer), role: 'employee' },
              employeeId(subject),
              directory,
              '2026-11-22',
            )
            expect((await request(viewer, statsPath(subject))).status, `${viewer} -> ${subject}`).toBe(
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
  ])('names the invalid field: %s in %s', async (field, query) => {
    const { request } = await createHost()
    const response = await request('maya', statsPath('maya', query))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', field })
  })

  test('forbids caching', async () => {
    const { request } = await createHost()
    expect((await request('maya', statsPath('maya'))).headers.get('cache-control')).toBe('no-store')
    expect((await request('peer', statsPath('maya'))).headers.get('cache-control')).toBe('no-store')
  })
})

describe('the handler', () => {
  test('answers errors with problem documents', async () => {
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
  ])('allows only admins to %s %s', async (method, path) => {
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
  ])('rejects cross-site changes: %j', async (headers, status) => {
    const { request } = await createHost()
    // 409 means that the check passed: there is no connection to sync.
    expect((await request('admin:ceo', '/sync', { method: 'POST', headers })).status).toBe(status)
  })

  test('accepts a key only as JSON, which a form of another site cannot send', async () => {
    const { request } = await createHost()
    const init = {
      method: 'PUT',
      body: '{"apiKey":"sk-ant-api01-0123456789"}',
      headers: { 'content-type': 'text/plain' },
    }
    expect((await request('admin:ceo', '/connection', init)).status).toBe(415)
  })

  test('never repeats values of the request in an error', async () => {
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
    const clock = virtualClock(now)
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

  test('serves the OpenAPI document', async () => {
    const { request } = await createHost()
    const body = (await (await request('maya', '/openapi.json')).json()) as { paths: object }
    expect(Object.keys(body.paths)).toContain('/employees/{id}/stats')
  })
})
