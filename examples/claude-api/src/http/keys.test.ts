import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import type { Settings } from '../settings.ts'
import { createClock, fetchReport } from '../test-client.ts'
import type { Keys } from './keys.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const createApi = (settings: Partial<Settings> = {}) => createClaudeApi({ people: 20, now, ...settings })
const path = 'users?date=2026-11-18'

describe('a request', () => {
  test.each<[keyof Keys | 'unknown' | 'missing', number, string, RegExp]>([
    ['missing', 401, 'authentication_error', /^x-api-key header is required$/],
    ['workspace', 401, 'authentication_error', /^x-api-key header is required$/],
    ['unknown', 401, 'authentication_error', /^invalid x-api-key$/],
    ['revoked', 401, 'authentication_error', /^invalid x-api-key$/],
    ['admin', 401, 'authentication_error', /^invalid x-api-key$/],
    ['withoutScope', 403, 'permission_error', /Got: \['read:members'\] Needed one of: \['read:analytics'\]/],
  ])('with a key of kind %s gets status %i and type %s', async (kind, status, type, message) => {
    const api = createApi()
    const key = kind === 'missing' ? null : kind === 'unknown' ? 'sk-ant-api01-unknown' : api.keys[kind]
    const response = await fetchReport(api, path, key === null ? {} : { 'x-api-key': key })
    expect(response.status).toBe(status)
    expect(response.body).toMatchObject({ type: 'error', error: { type } })
    expect(response.body.error.message).toMatch(message)
    expect(response.body.request_id).toBe(response.headers.get('request-id'))
  })

  test.each(['analytics', 'replacement'] as const)(
    'with the %s key succeeds, in `x-api-key` or as a Bearer token',
    async (kind) => {
      const api = createApi()
      const key = api.keys[kind]
      expect((await fetchReport(api, path, { 'x-api-key': key })).status).toBe(200)
      expect((await fetchReport(api, path, { authorization: `Bearer ${key}` })).status).toBe(200)
    },
  )

  test('is rejected when its key is in `revokedKeys`, while another key still works', async () => {
    const api = createApi()
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
  ])('with `access` set to %s gets status %i and type %s', async (access, status, type) => {
    const { status: actualStatus, body } = await fetchReport(createApi({ access }), path)
    expect(actualStatus).toBe(status)
    expect(body.error.type).toBe(type)
  })

  test('gets an error code in an organization that is not on the Enterprise plan', async () => {
    const { body } = await fetchReport(createApi({ access: 'not_enterprise' }), path)
    expect(body.error.details).toEqual({ error_code: 'organization_type_not_supported' })
  })
})

describe('response headers', () => {
  test('include the organization and the rate limit only for a known key', async () => {
    const api = createApi()
    const names = [
      'anthropic-organization-id',
      'anthropic-ratelimit-requests-limit',
      'anthropic-ratelimit-requests-remaining',
      'anthropic-ratelimit-requests-reset',
    ]
    const validResponse = await fetchReport(api, path)
    const scopelessResponse = await fetchReport(api, path, { 'x-api-key': api.keys.withoutScope })
    const keylessResponse = await fetchReport(api, path, {})
    for (const name of names) {
      expect(validResponse.headers.has(name)).toBe(true)
      expect(scopelessResponse.headers.has(name)).toBe(true)
      expect(keylessResponse.headers.has(name)).toBe(false)
    }
    for (const { headers } of [validResponse, scopelessResponse, keylessResponse]) {
      expect(headers.get('content-type')).toBe('application/json')
      expect(headers.get('request-id')).toMatch(/^req_/)
    }
  })

  test('include the time of the API’s own clock, so that clients can compare a `retry-after` date with it', async () => {
    const api = createApi()
    api.control({ faults: [{ kind: 'error', status: 429 }] })
    for (const key of [api.keys.analytics, 'unknown']) {
      const { headers } = await fetchReport(api, path, { 'x-api-key': key })
      expect(headers.get('date')).toBe('Sun, 22 Nov 2026 15:00:00 GMT')
    }
  })

  test('include a different request id in each response', async () => {
    const api = createApi()
    const ids = [await fetchReport(api, path), await fetchReport(api, path)].map(({ headers }) =>
      headers.get('request-id'),
    )
    expect(new Set(ids).size).toBe(2)
  })
})

describe('an organization', () => {
  const organizationHeader = 'anthropic-organization-id'

  test('has the given number of people', () => {
    const { organizations } = createClaudeApi({ now, organizations: [40, 20, 30] })
    expect(organizations.map(({ organization }) => organization.directory.length)).toEqual([40, 20, 30])
  })

  test('has its own key, people and figures', async () => {
    const { organizations, fetch, keys } = createClaudeApi({ people: 20, now, organizations: 3 })
    expect(organizations[0]?.key).toBe(keys.analytics)
    const ids = new Set<string | null>()
    const users = new Set<string>()
    for (const { key, organization, truth } of organizations) {
      const { headers, body } = await fetchReport({ fetch, keys }, `${path}&limit=1000`, { 'x-api-key': key })
      expect(headers.get(organizationHeader)).toBe(organization.id)
      expect(body.data.map(({ user }: { user: { id: string } }) => user.id)).toEqual(
        expect.arrayContaining([...truth.day('2026-11-18').keys()].slice(0, 3)),
      )
      ids.add(headers.get(organizationHeader))
      for (const { user } of body.data) {
        expect(users.has(user.id)).toBe(false)
        users.add(user.id)
      }
    }
    expect(ids.size).toBe(3)
  })

  test('can have another id in the header for one of its keys, or no header', async () => {
    const api = createApi()
    const readHeader = async (key: string) =>
      (await fetchReport(api, path, { 'x-api-key': key })).headers.get(organizationHeader)
    const { analytics, replacement } = api.keys
    api.control({ settings: { organizationIds: { [analytics]: 'another-organization' } } })
    expect(await readHeader(analytics)).toBe('another-organization')
    expect(await readHeader(replacement)).toBe(api.organization.id)
    api.control({ settings: { organizationIds: { [analytics]: null } } })
    expect(await readHeader(analytics)).toBeNull()
  })
})

test('keys have the length and format of real keys, and depend on the seed', () => {
  const { keys } = createApi()
  expect(keys.analytics).toMatch(/^sk-ant-api01-[A-Za-z0-9]{95}$/)
  expect(keys.analytics).toHaveLength(108)
  expect(createClaudeApi({ seed: 2 }).keys.analytics).not.toBe(keys.analytics)
  expect(createClaudeApi({ seed: 1 }).keys).toEqual(keys)
})
