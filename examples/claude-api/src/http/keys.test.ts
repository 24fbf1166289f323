import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import type { Settings } from '../settings.ts'
import { createClock, fetchReport } from '../test-client.ts'
import type { Keys } from './keys.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const create = (settings: Partial<Settings> = {}) => createClaudeApi({ people: 20, now, ...settings })
const path = 'users?date=2026-11-18'

describe('a request', () => {
  test.each<[keyof Keys | 'unknown' | 'missing', number, string, RegExp]>([
    ['missing', 401, 'authentication_error', /^x-api-key header is required$/],
    ['workspace', 401, 'authentication_error', /^x-api-key header is required$/],
    ['unknown', 401, 'authentication_error', /^invalid x-api-key$/],
    ['revoked', 401, 'authentication_error', /^invalid x-api-key$/],
    ['admin', 401, 'authentication_error', /^invalid x-api-key$/],
    ['withoutScope', 403, 'permission_error', /Got: \['read:members'\] Needed one of: \['read:analytics'\]/],
  ])('with a %s key is answered with %i %s', async (kind, status, type, message) => {
    const api = create()
    const key = kind === 'missing' ? null : kind === 'unknown' ? 'sk-ant-api01-unknown' : api.keys[kind]
    const response = await fetchReport(api, path, key === null ? {} : { 'x-api-key': key })
    expect(response.status).toBe(status)
    expect(response.body).toMatchObject({ type: 'error', error: { type } })
    expect(response.body.error.message).toMatch(message)
    expect(response.body.request_id).toBe(response.headers.get('request-id'))
  })

  test.each(['analytics', 'replacement'] as const)('with the %s key succeeds, in either header', async (kind) => {
    const api = create()
    const key = api.keys[kind]
    expect((await fetchReport(api, path, { 'x-api-key': key })).status).toBe(200)
    expect((await fetchReport(api, path, { authorization: `Bearer ${key}` })).status).toBe(200)
  })

  test('is rejected once its key is revoked, while another key still works', async () => {
    const api = create()
    api.control({ settings: { revokedKeys: [api.keys.analytics] } })
    expect((await fetchReport(api, path)).status).toBe(401)
    expect((await fetchReport(api, path, { 'x-api-key': api.keys.replacement })).status).toBe(200)
  })
})

describe('a valid key', () => {
  test.each<[Settings['access'], number, string]>([
    ['forbidden', 403, 'permission_error'],
    ['not_found', 404, 'not_found_error'],
    ['unauthorized', 401, 'authentication_error'],
    ['not_enterprise', 400, 'invalid_request_error'],
  ])('with access %s is answered with %i %s', async (access, status, type) => {
    const { status: actualStatus, body } = await fetchReport(create({ access }), path)
    expect(actualStatus).toBe(status)
    expect(body.error.type).toBe(type)
  })

  test('of another kind of organization gets an error code that says so', async () => {
    const { body } = await fetchReport(create({ access: 'not_enterprise' }), path)
    expect(body.error.details).toEqual({ error_code: 'organization_type_not_supported' })
  })
})

describe('response headers', () => {
  test('include the organization and the rate limit only when the key is authenticated', async () => {
    const api = create()
    const names = [
      'anthropic-organization-id',
      'anthropic-ratelimit-requests-limit',
      'anthropic-ratelimit-requests-remaining',
      'anthropic-ratelimit-requests-reset',
    ]
    const good = await fetchReport(api, path)
    const scopeless = await fetchReport(api, path, { 'x-api-key': api.keys.withoutScope })
    const bad = await fetchReport(api, path, {})
    for (const name of names) {
      expect(good.headers.has(name)).toBe(true)
      expect(scopeless.headers.has(name)).toBe(true)
      expect(bad.headers.has(name)).toBe(false)
    }
    for (const { headers } of [good, scopeless, bad]) {
      expect(headers.get('content-type')).toBe('application/json')
      expect(headers.get('request-id')).toMatch(/^req_/)
    }
  })

  test('include a different request id each time', async () => {
    const api = create()
    const ids = [await fetchReport(api, path), await fetchReport(api, path)].map(({ headers }) =>
      headers.get('request-id'),
    )
    expect(new Set(ids).size).toBe(2)
  })
})

test('keys have the length and format of real keys, and depend on the seed', () => {
  const { keys } = create()
  expect(keys.analytics).toMatch(/^sk-ant-api01-[A-Za-z0-9]{95}$/)
  expect(keys.analytics).toHaveLength(108)
  expect(createClaudeApi({ seed: 2 }).keys.analytics).not.toBe(keys.analytics)
  expect(createClaudeApi({ seed: 1 }).keys).toEqual(keys)
})
