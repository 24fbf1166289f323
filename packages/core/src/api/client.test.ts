import { describe, expect, test } from 'vitest'
import { exampleUserRow } from '../../test/example-rows.ts'
import { answering, fakeApi, page } from '../../test/fake-api.ts'
import { mapCounters } from '../stats/counters.ts'
import { AnalyticsError } from './analytics-error.ts'
import { type AnalyticsClient, type AnalyticsClientOptions, createAnalyticsClient, type Page } from './client.ts'
import type { Rows } from './read-page.ts'
import type { Endpoint, UserRow } from './rows.ts'

const apiKey = 'sk-ant-api01-secret-of-the-organisation'
const day = '2026-11-18'

const clientOf = (api: { readonly fetch: typeof fetch }, options: Partial<AnalyticsClientOptions> = {}) =>
  createAnalyticsClient({ apiKey, fetch: api.fetch, ...options })

const readAll = async <E extends Endpoint>(client: AnalyticsClient, endpoint: E) => {
  const pages: Page<Rows[E]>[] = []
  for await (const one of client.pages(endpoint, day)) pages.push(one)
  return pages
}

const userRows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ user: { id: `user_${from + index}` } }))

describe('a request', () => {
  test.each<[Endpoint, Record<string, string>]>([
    ['users', {}],
    ['skills', { 'group_by[]': 'user_id' }],
    ['connectors', { 'group_by[]': 'user_id' }],
  ])('of %s asks for one day, in pages of 1,000, by user', async (endpoint, grouping) => {
    const api = answering(page([], 'next'), page([]))
    await readAll(clientOf(api), endpoint)
    const [first, second] = api.requests.map(({ url }) => url)
    expect(first?.origin).toBe('https://api.anthropic.com')
    expect(first?.pathname).toBe(`/v1/organizations/analytics/${endpoint}`)
    expect(Object.fromEntries(first?.searchParams ?? [])).toEqual({ date: day, limit: '1000', ...grouping })
    expect(Object.fromEntries(second?.searchParams ?? [])).toEqual({
      date: day,
      limit: '1000',
      ...grouping,
      page: 'next',
    })
  })

  test('carries the key in x-api-key alone, with the version, and follows no redirect', async () => {
    const api = answering(page([]))
    await readAll(clientOf(api), 'skills')
    const [request] = api.requests
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      'x-api-key': apiKey,
      'anthropic-version': '2023-06-01',
      accept: 'application/json',
    })
    expect(request?.url.href).not.toContain('secret')
    expect(request?.redirect).toBe('manual')
  })

  test('goes to another base address where one is set, with or without a slash at its end', async () => {
    for (const baseUrl of ['http://localhost:9/claude', 'http://localhost:9/claude//']) {
      const api = answering(page([]))
      await clientOf(api, { baseUrl }).probe('users', day)
      expect(api.requests[0]?.url.href).toBe(
        `http://localhost:9/claude/v1/organizations/analytics/users?date=${day}&limit=1`,
      )
    }
  })

  test('that probes asks for one row', async () => {
    const api = answering(page([], 'more'))
    await clientOf(api).probe('connectors', day)
    expect(api.requests.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      { date: day, limit: '1', 'group_by[]': 'user_id' },
    ])
  })

  test('passes through the caller’s attempt, each on its own', async () => {
    const api = answering(page([], 'a'), page([], 'b'), page([]))
    const attempts: number[] = []
    await readAll(
      clientOf(api, {
        attempt: (request) => {
          attempts.push(api.requests.length)
          return request()
        },
      }),
      'users',
    )
    expect(attempts).toEqual([0, 1, 2])
  })

  test('tells the caller’s attempt which endpoint it asks, and the status of the last answer, where one came', async () => {
    const api = answering(new Response('{}', { status: 503 }), new TypeError('fetch failed'), page([]))
    const told: unknown[] = []
    const attempt: AnalyticsClientOptions['attempt'] = async (request, { endpoint, status }) => {
      const once = () => request().finally(() => told.push([endpoint, status()]))
      return await once().catch(once).catch(once)
    }
    await readAll(clientOf(api, { attempt }), 'skills')
    expect(told).toEqual([
      ['skills', 503],
      ['skills', undefined],
      ['skills', 200],
    ])
  })

  test('that the caller’s attempt repeats is the same request again', async () => {
    const api = answering(page([], 'a'), new TypeError('fetch failed'), page(userRows(0, 1)))
    const pages = await readAll(clientOf(api, { attempt: (request) => request().catch(request) }), 'users')
    expect(pages.map(({ rows }) => rows.length)).toEqual([0, 1])
    expect(api.requests[2]?.url.href).toBe(api.requests[1]?.url.href)
  })
})

describe('pages', () => {
  test('all are read, by their cursors, to the one without a successor', async () => {
    const total = 2500
    const api = fakeApi(({ url }) => {
      const from = Number(url.searchParams.get('page') ?? 0)
      const limit = Number(url.searchParams.get('limit'))
      const count = Math.min(limit, total - from)
      return page(userRows(from, count), from + count < total ? String(from + count) : null)
    })
    const pages = await readAll(clientOf(api), 'users')
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(total)
    expect(pages.map(({ rows, last }) => [rows.length, last])).toEqual([
      [1000, false],
      [1000, false],
      [500, true],
    ])
  })

  test('an empty page with a cursor has a successor', async () => {
    const api = answering(page([], 'a'), page([], 'b'), page(userRows(0, 2)))
    expect((await readAll(clientOf(api), 'users')).map(({ rows }) => rows.length)).toEqual([0, 0, 2])
  })

  test.each([true, false])('has_more: %s is not asked', async (has_more) => {
    const api = answering(
      Response.json({ data: userRows(0, 1), next_page: 'a', has_more }),
      Response.json({ data: userRows(1, 1), next_page: null, has_more }),
    )
    expect(await readAll(clientOf(api), 'users')).toHaveLength(2)
    expect(api.requests).toHaveLength(2)
  })

  test.each([[null], [undefined], ['']])('next_page: %j ends them', async (next_page) => {
    const api = answering(Response.json({ data: [], next_page }))
    expect(await readAll(clientOf(api), 'users')).toEqual([{ rows: [], last: true }])
  })

  test('a cursor with signs of every kind comes back as it was given', async () => {
    const cursor = 'eyJvIjoxMDAwfQ==/+&page=x é'
    const api = answering(page([], cursor), page([]))
    await readAll(clientOf(api), 'users')
    expect(api.requests[1]?.url.searchParams.getAll('page')).toEqual([cursor])
  })

  test('that come again under another cursor are not counted twice', async () => {
    const row = { user_id: 'user_1', skill_name: 'xlsx', invocation_count: 4 }
    const api = answering(page([row], 'a'), page([row]))
    await expect(readAll(clientOf(api), 'skills')).rejects.toMatchObject({ code: 'cursor_repeated' })
  })

  test('that are empty and always lead to another are an error, not an endless day', async () => {
    const api = fakeApi((_, index) => page([], `cursor-${index}`))
    await expect(readAll(clientOf(api), 'users')).rejects.toMatchObject({ code: 'cursor_repeated', retryable: true })
    expect(api.requests.length).toBeLessThan(50)
  })

  test.each([[['a', 'a']], [['a', 'b', 'a']], [['a', 'b', 'c', 'b']]])(
    'that go round in a circle (%j) are an error, not an endless day',
    async (cursors) => {
      const api = fakeApi((_, index) => {
        const cursor = cursors[index]
        return cursor ? page([], cursor) : new Error('The circle was not noticed.')
      })
      await expect(readAll(clientOf(api), 'users')).rejects.toMatchObject({
        name: 'AnalyticsError',
        code: 'cursor_repeated',
        retryable: true,
      })
      expect(api.requests).toHaveLength(cursors.length)
    },
  )

  test('the next page is asked for only when this one was taken', async () => {
    const api = answering(page([], 'a'), page([]))
    const pages = clientOf(api).pages('users', day)
    await pages.next()
    expect(api.requests).toHaveLength(1)
  })

  test('two days read at once do not share their cursors', async () => {
    const api = fakeApi(({ url }) => page([], url.searchParams.has('page') ? null : 'a'))
    const client = clientOf(api)
    const both = await Promise.all([readAll(client, 'users'), readAll(client, 'users')])
    expect(both.map((pages) => pages.length)).toEqual([2, 2])
  })
})

describe('rows', () => {
  const firstRow = async <E extends Endpoint>(row: unknown, endpoint: E) => {
    const [first] = await readAll(clientOf(answering(page([row]))), endpoint)
    return first?.rows[0]
  }

  test('become an id, an address and counts, so that no name goes any further', async () => {
    const skill = { skill_name: 'secret-plan', skill_display_name: 'Plan', user_id: 'user_1', invocation_count: 3 }
    expect(await firstRow(skill, 'skills')).toEqual({ id: 'user_1', count: 3 })
    const connector = {
      connector_name: 'atlassian',
      user_id: 'user_1',
      read_call_count: 1,
      write_call_count: 2,
      unclassified_call_count: 3,
      distinct_user_count: 1,
    }
    expect(await firstRow(connector, 'connectors')).toEqual({ id: 'user_1', count: 6 })
    const user = await firstRow({ ...exampleUserRow, brand_new_metrics: { count: 1 } }, 'users')
    expect(user).toEqual({
      id: 'user_01AbCdEfGhIjKlMnOpQrStUv',
      email: 'ada@example.com',
      counters: mapCounters(() => expect.any(Number)),
    })
  })

  test.each<[UserRow]>([
    [{}],
    [{ user: null }],
    [{ user: { id: 'user_1' }, chat_metrics: null, claude_code_metrics: { core_metrics: null } }],
    [{ user: { id: 'user_1', email_address: null }, office_metrics: { excel: { message_count: null } } }],
  ])('may leave out any block or count, or give null: %j', async (row) => {
    const unified = { unified_conversations: 0, unified_messages: 0, unified_artifacts: 0 }
    expect(await firstRow(row, 'users')).toEqual({
      id: row.user?.id ?? null,
      email: null,
      counters: { ...mapCounters(() => null), ...unified },
    })
  })

  test.each<[string, Endpoint, unknown]>([
    ['data[0].chat_metrics.message_count', 'users', { data: [{ chat_metrics: { message_count: '41' } }] }],
    ['data[1].chat_metrics', 'users', { data: [{}, { chat_metrics: 7 }] }],
    [
      'data[0].claude_code_metrics.core_metrics.lines_of_code.added_count',
      'users',
      { data: [{ claude_code_metrics: { core_metrics: { lines_of_code: { added_count: 1.5 } } } }] },
    ],
    [
      'data[0].office_metrics.excel.message_count',
      'users',
      { data: [{ office_metrics: { excel: { message_count: -1 } } }] },
    ],
    ['data[0].invocation_count', 'skills', { data: [{ invocation_count: 2_147_483_648 }] }],
    ['data[0].read_call_count', 'connectors', { data: [{ read_call_count: true }] }],
    ['data[0].user_id', 'connectors', { data: [{ user_id: 7 }] }],
    ['data[0].user.id', 'users', { data: [{ user: { id: '' } }] }],
    ['data[0].user.id', 'users', { data: [{ user: {} }] }],
    ['data', 'users', { summaries: [] }],
    ['data', 'users', { data: null }],
    ['data[1]', 'skills', { data: [{}, 7] }],
    [
      'data[2999].user_id',
      'skills',
      { data: [...Array.from({ length: 2_999 }, () => ({ user_id: 'u'.repeat(40) })), { user_id: 7 }] },
    ],
    [
      'data[10].user_id',
      'skills',
      { data: Array.from({ length: 3_000 }, (_, row) => ({ user_id: row === 10 ? 7 : 'u'.repeat(40) })) },
    ],
    ['data[0].user', 'users', { data: [{ user: ['user_1'] }] }],
    ['data[0].user.email_address', 'users', { data: [{ user: { id: 'user_1', email_address: 7 } }] }],
    ['next_page', 'users', { data: [], next_page: 7 }],
    ['the whole answer', 'users', []],
    ['the whole answer', 'users', null],
  ])('with a wrong %s are an error that names the field, in /%s', async (field, endpoint, body) => {
    const error: unknown = await readAll(clientOf(answering(Response.json(body))), endpoint).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(AnalyticsError)
    expect(error).toMatchObject({ code: 'unexpected_answer', retryable: false })
    expect((error as AnalyticsError).message).toMatch(
      new RegExp(`/${endpoint}: (the field )?${field.replaceAll(/[[\].]/g, '\\$&')}\\. `),
    )
  })
})
