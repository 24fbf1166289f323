import { type EmployeeStatsResponse, employeeId, mayView, startOfDay } from '@windmill/claude-core'
import { employeeStatsSchema, problemSchema } from '@windmill/claude-core/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acme, createTestHost, person, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const clock = virtualClock(now)
const stats = (id: string, query = 'from=2026-11-01&to=2026-11-20') => `/employees/${id}/stats?${query}`

const employees = [
  person('ceo'),
  person('lead', { managerId: employeeId('ceo') }),
  person('maya', { managerId: employeeId('lead') }),
  person('peer', { managerId: employeeId('lead') }),
  person('left', { managerId: employeeId('lead'), archivedOn: '2026-06-30' }),
]
const host = async () => {
  const created = createTestHost({ employees, clock })
  await storeDay(created.storage, '2026-11-19', { maya: { chat_messages: 4, unified_messages: 1 } })
  await storeDay(created.storage, '2026-11-20', {
    maya: { chat_messages: 3, code_edits_accepted: 3, code_edits_rejected: 1 },
  })
  await created.claude.directory.refresh(acme)
  return created
}

describe('GET /employees/{id}/stats', () => {
  it('answers the contract, with what was not read as missing and not as zero', async () => {
    const { request } = await host()
    const response = await request('maya', stats('maya'))
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

  it.each([
    ['themself', 'maya', 200],
    ['their manager', 'lead', 200],
    ['their manager’s manager', 'ceo', 200],
    ['an admin', 'admin:peer', 200],
    ['a peer', 'peer', 404],
    ['someone who has left', 'left', 404],
    ['an admin who has left', 'admin:left', 404],
    ['someone who is not in the directory', 'stranger', 404],
  ])('is for those who may see them: %s', async (_, viewer, status) => {
    const { request } = await host()
    expect((await request(viewer, stats('maya'))).status).toBe(status)
  })

  it('answers a hidden person exactly like one who does not exist', async () => {
    const { request } = await host()
    const [hidden, absent] = [await request('peer', stats('maya')), await request('peer', stats('nobody'))]
    expect(hidden.status).toBe(absent.status)
    expect([...hidden.headers]).toEqual([...absent.headers])
    expect(await hidden.text()).toBe(await absent.text())
  })

  it.each(['%00', 'maya%00', '%ED%A0%80', '%', '%E0%A4'])(
    'answers an id that no text can hold likewise: %s',
    async (id) => {
      const { request } = await host()
      const [odd, absent] = [await request('admin:ceo', stats(id)), await request('admin:ceo', stats('nobody'))]
      expect(odd.status).toBe(404)
      expect(await odd.text()).toBe(await absent.text())
    },
  )

  it('gives nothing to whom core’s rule gives nothing, in any organization', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const organization = fc.tuple(
      ...ids.map((id) =>
        fc
          .record({
            managerId: fc.option(fc.constantFrom(...ids, 'gone').map(employeeId)),
            archivedOn: fc.option(fc.constantFrom('2026-01-01' as const, '2026-12-31' as const), { freq: 5 }),
          })
          .map((rest) => person(id, rest)),
      ),
    )
    await fc.assert(
      fc.asyncProperty(organization, async (people) => {
        const { request } = createTestHost({ employees: people, clock })
        const directory = new Map(people.map((one) => [one.id, one]))
        for (const viewer of ids) {
          for (const subject of ids) {
            const may = mayView(
              { employeeId: employeeId(viewer), role: 'employee' },
              employeeId(subject),
              directory,
              '2026-11-22',
            )
            expect((await request(viewer, stats(subject))).status, `${viewer} -> ${subject}`).toBe(may ? 200 : 404)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['from', 'to=2026-11-20'],
    ['from', 'from=2026-02-30&to=2026-11-20'],
    ['to', 'from=2026-11-20&to=2026-11-01'],
    ['to', 'from=2024-01-01&to=2026-01-01'],
    ['bucket', 'from=2026-11-01&to=2026-11-20&bucket=year'],
  ])('names the field that is wrong: %s in %s', async (field, query) => {
    const { request } = await host()
    const response = await request('maya', stats('maya', query))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', field })
  })

  it('is never cached', async () => {
    const { request } = await host()
    expect((await request('maya', stats('maya'))).headers.get('cache-control')).toBe('no-store')
    expect((await request('peer', stats('maya'))).headers.get('cache-control')).toBe('no-store')
  })
})

describe('the handler', () => {
  it('answers in problem documents with a stable code', async () => {
    const { request } = await host()
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

  it.each([
    ['PUT', '/connection'],
    ['POST', '/connection/preview'],
    ['DELETE', '/connection?data=erase'],
    ['POST', '/sync'],
  ])('lets only admins %s %s', async (method, path) => {
    const { request } = await host()
    const body = method === 'PUT' || path.endsWith('preview') ? JSON.stringify({ apiKey: 'sk-ant-admin01-x' }) : null
    const init = { method, body, headers: { 'content-type': 'application/json' } }
    expect((await request('lead', path, init)).status).toBe(403)
    expect((await request('admin:left', path, init)).status).toBe(404)
    expect((await request(null, path, init)).status).toBe(401)
  })

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://app.test' }, 409],
    [{ origin: 'https://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://app.test' }, 409],
    [{}, 409],
  ])('refuses changes that another site asks for: %j', async (headers, status) => {
    const { request } = await host()
    // 409: past the check, where there is no connection to sync.
    expect((await request('admin:ceo', '/sync', { method: 'POST', headers })).status).toBe(status)
  })

  it('takes a key only as JSON, which no other site’s form can send', async () => {
    const { request } = await host()
    const init = {
      method: 'PUT',
      body: '{"apiKey":"sk-ant-api01-0123456789"}',
      headers: { 'content-type': 'text/plain' },
    }
    expect((await request('admin:ceo', '/connection', init)).status).toBe(415)
  })

  it('never repeats a request’s values in an error', async () => {
    const { request } = await host()
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

  it('says nothing of what failed inside, and logs it under the id it gives', async () => {
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

  it('serves its contract', async () => {
    const { request } = await host()
    const body = (await (await request('maya', '/openapi.json')).json()) as { paths: object }
    expect(Object.keys(body.paths)).toContain('/employees/{id}/stats')
  })
})
