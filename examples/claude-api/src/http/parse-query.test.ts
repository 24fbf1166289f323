import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import type { Settings } from '../settings.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const api = createClaudeApi({ people: 20, now, rpm: 1e6 })

describe('a report request is rejected with 400 for', () => {
  test.each([
    ['a missing date', 'users'],
    ['a date with a start', 'users?date=2026-11-18&starting_date=2026-11-01'],
    ['an end without a start', 'users?ending_date=2026-11-18'],
    ['a date with an end', 'users?date=2026-11-18&ending_date=2026-11-19'],
    ['a date in another format', 'users?date=18.11.2026'],
    ['a date with a time', 'users?date=2026-11-18T00:00:00Z'],
    ['a date that does not exist', 'users?date=2026-02-29'],
    ['an empty date', 'users?date='],
    ['a date before 2026', 'users?date=2025-12-31'],
    ['a start before 2026', 'users?starting_date=2025-12-31'],
    ['a date that is not published yet', 'users?date=2026-11-22'],
    ['a start that is not published yet', 'skills?starting_date=2026-11-22'],
    ['an end in the future', 'users?starting_date=2026-11-01&ending_date=2026-11-23'],
    ['an end on the start day', 'users?starting_date=2026-11-01&ending_date=2026-11-01'],
    ['an end before the start', 'users?starting_date=2026-11-02&ending_date=2026-11-01'],
    ['a limit of 0', 'users?date=2026-11-18&limit=0'],
    ['a limit above 1000', 'users?date=2026-11-18&limit=1001'],
    ['a limit in words', 'users?date=2026-11-18&limit=all'],
    ['a negative limit', 'users?date=2026-11-18&limit=-1'],
    ['users grouped by user', 'users?date=2026-11-18&group_by[]=user_id'],
    ['users filtered by product', 'users?date=2026-11-18&filter[]=product:chat'],
    ['skills grouped by their name', 'skills?date=2026-11-18&group_by[]=skill_name'],
    ['skills filtered by connector', 'skills?date=2026-11-18&filter[]=connector_name:slack'],
    ['connectors filtered by share status', 'connectors?date=2026-11-18&filter[]=share_status:public'],
    ['a filter without a value', 'skills?date=2026-11-18&filter[]=product'],
    ['an unknown product', 'skills?date=2026-11-18&filter[]=product:bard'],
    [
      'a project filter with a grouping',
      'users?date=2026-11-18&filter[]=project_id:claude_proj_1&group_by[]=rbac_group_id',
    ],
    ['more than 100 filters', `skills?date=2026-11-18${'&filter[]=product:chat'.repeat(101)}`],
    ['an order by a metric', 'users?date=2026-11-18&order_by=message_count'],
    ['an unknown order', 'users?date=2026-11-18&order=up'],
    ['summaries without a start', 'summaries?date=2026-11-18'],
    ['summaries of an empty range', 'summaries?starting_date=2026-11-18&ending_date=2026-11-18'],
  ])('%s', async (_, path) => {
    const { status, body } = await fetchReport(api, path)
    expect(status).toBe(400)
    expect(body).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } })
    expect(body.error.message).not.toBe('')
  })

  test('a range of 367 days, but not of 366 days', async () => {
    const { now } = createClock('2027-06-01T15:00:00Z')
    const laterApi = createClaudeApi({ people: 20, now })
    expect((await fetchReport(laterApi, 'users?starting_date=2026-01-01&ending_date=2027-01-02')).status).toBe(200)
    expect((await fetchReport(laterApi, 'users?starting_date=2026-01-01&ending_date=2027-01-03')).status).toBe(400)
  })

  test('a day before the retention window, but not for its first day', async () => {
    const retainingApi = createClaudeApi({ people: 20, now, retentionDays: 90 })
    expect((await fetchReport(retainingApi, 'users?date=2026-08-24')).status).toBe(200)
    expect((await fetchReport(retainingApi, 'users?date=2026-08-23')).status).toBe(400)
  })

  test('a day before `earliestDay`, until the setting is reset', async () => {
    const partialApi = createClaudeApi({ people: 20, now, earliestDay: '2026-03-15' })
    expect((await fetchReport(partialApi, 'users?date=2026-03-15')).status).toBe(200)
    expect((await fetchReport(partialApi, 'skills?date=2026-03-14')).status).toBe(400)
    partialApi.control({ settings: { earliestDay: null } })
    expect((await fetchReport(partialApi, 'skills?date=2026-03-14')).status).toBe(200)
  })

  test('the unified product only when the organization does not offer it', async () => {
    const path = 'skills?date=2026-11-18&filter[]=product:chat_cowork_unified'
    expect((await fetchReport(api, path)).status).toBe(200)
    expect((await fetchReport(createClaudeApi({ people: 20, now, unified: false }), path)).status).toBe(400)
  })
})

describe('a report request', () => {
  test('ignores unknown parameters, including arrays without brackets', async () => {
    const { status, body } = await fetchReport(api, 'skills?date=2026-11-18&group_by=user_id&color=blue')
    expect(status).toBe(200)
    expect(body.data[0]).not.toHaveProperty('user_id')
  })

  test('accepts brackets in plain and percent-encoded form', async () => {
    const plain = await fetchReport(api, 'skills?date=2026-11-18&group_by[]=user_id')
    const encoded = await fetchReport(api, 'skills?date=2026-11-18&group_by%5B%5D=user_id')
    expect(plain.body.data[0].user_id).toMatch(/^user_/)
    expect(encoded.body.data).toEqual(plain.body.data)
  })

  test('returns the rows that match any value of a repeated filter', async () => {
    const [first, second] = (await fetchAllRows(api, 'users?date=2026-11-18')).map(({ user }) => user.id)
    const rows = await fetchAllRows(api, `users?date=2026-11-18&filter[]=user_id:${first}&filter[]=user_id:${second}`)
    expect(rows.map(({ user }) => user.id)).toEqual([first, second])
  })

  test('returns only rows that match the filters of all dimensions', async () => {
    const allRows = await fetchAllRows(api, 'skills?date=2026-11-18&group_by[]=product&group_by[]=rbac_group_id')
    const codeRows = allRows.filter(
      ({ product, rbac_group_name }) => product === 'claude_code' && rbac_group_name === 'Engineering',
    )
    expect(codeRows.length).toBeGreaterThan(0)
    const groupId = codeRows[0].rbac_group_id
    const rows = await fetchAllRows(
      api,
      `skills?date=2026-11-18&filter[]=product:claude_code&filter[]=rbac_group_id:${groupId}`,
    )
    expect(rows.map(({ skill_name }) => skill_name)).toEqual(codeRows.map(({ skill_name }) => skill_name))
  })

  test('succeeds only for the four endpoints', async () => {
    for (const endpoint of ['users', 'skills', 'connectors']) {
      expect((await fetchReport(api, `${endpoint}?date=2026-11-18`)).status).toBe(200)
    }
    expect((await fetchReport(api, 'summaries?starting_date=2026-11-01')).status).toBe(200)
    const unknown = await fetchReport(api, 'conversations?date=2026-11-18')
    expect(unknown).toMatchObject({ status: 404, body: { error: { type: 'not_found_error' } } })
  })

  test('with descending order returns the rows of ascending order in reverse', async () => {
    const fetchEmails = async (order: string) =>
      (await fetchAllRows(api, `users?date=2026-11-18&limit=3&order=${order}`)).map(({ user }) => user.email_address)
    expect(await fetchEmails('desc')).toEqual((await fetchEmails('asc')).toReversed())
  })
})

describe('the error for a too recent date', () => {
  const fetchNamedDays = async (settings: Partial<Pick<Settings, 'tooRecent'>> = {}) => {
    const { body } = await fetchReport(createClaudeApi({ people: 20, now, ...settings }), 'users?date=2026-11-22')
    return body.error.message.match(/\b20\d\d-\d\d-\d\d\b/g)
  }

  test('names the requested and the latest day by default', async () => {
    expect(await fetchNamedDays()).toEqual(['2026-11-22', '2026-11-21'])
  })

  test('names only the latest day with `tooRecent: latest_day`, and no day with `tooRecent: no_day`', async () => {
    expect(await fetchNamedDays({ tooRecent: 'latest_day' })).toEqual(['2026-11-21'])
    expect(await fetchNamedDays({ tooRecent: 'no_day' })).toBeNull()
  })
})
