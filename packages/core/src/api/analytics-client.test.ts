import { describe, expect, test } from 'vitest'
import { exampleUserRow } from '../../test/example-user-row.ts'
import { createFakeApi, createFakeApiWithAnswers, createPageResponse } from '../../test/fake-api.ts'
import { mapCounters } from '../stats/counters.ts'
import {
  type AnalyticsClient,
  type AnalyticsClientOptions,
  createAnalyticsClient,
  type Page,
} from './analytics-client.ts'
import type { Rows } from './read-page.ts'
import type { Endpoint, UserRow } from './rows.ts'

const apiKey = 'sk-ant-api01-secret-of-the-organization'
const day = '2026-11-18'

const createClient = (api: { readonly fetch: typeof fetch }, options: Partial<AnalyticsClientOptions> = {}) =>
  createAnalyticsClient({ apiKey, fetch: api.fetch, ...options })

const readAllPages = async <E extends Endpoint>(client: AnalyticsClient, endpoint: E) => {
  const pages: Page<Rows[E]>[] = []
  for await (const page of client.readPages(endpoint, day)) pages.push(page)
  return pages
}

const createUserRows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ user: { id: `user_${from + index}` } }))

describe('a request', () => {
  test.each<[Endpoint, Record<string, string>]>([
    ['users', {}],
    ['skills', { 'group_by[]': 'user_id' }],
    ['connectors', { 'group_by[]': 'user_id' }],
  ])('for %s asks for one day in pages of 1,000 rows, and groups a report by user', async (endpoint, grouping) => {
    const api = createFakeApiWithAnswers(createPageResponse([], 'next'), createPageResponse([]))
    await readAllPages(createClient(api), endpoint)
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

  test.each<[Endpoint, Record<string, string>]>([
    ['users', {}],
    ['skills', { 'group_by[]': 'user_id' }],
  ])(
    'for the totals of %s over a period names its first day and the day after its last',
    async (endpoint, grouping) => {
      const api = createFakeApiWithAnswers(createPageResponse([], 'next'), createPageResponse([]))
      for await (const _page of createClient(api).readPages(endpoint, { from: '2026-10-01', to: '2026-10-31' }));
      const query = { starting_date: '2026-10-01', ending_date: '2026-11-01', limit: '1000', ...grouping }
      expect(api.requests.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
        query,
        { ...query, page: 'next' },
      ])
    },
  )

  test('sends the key only in x-api-key, sends the version, and follows no redirect', async () => {
    const api = createFakeApiWithAnswers(createPageResponse([]))
    await readAllPages(createClient(api), 'skills')
    const [request] = api.requests
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      'x-api-key': apiKey,
      'anthropic-version': '2023-06-01',
      accept: 'application/json',
    })
    expect(request?.url.href).not.toContain('secret')
    expect(request?.redirect).toBe('manual')
  })

  test('goes to the configured base address and ignores its trailing slashes', async () => {
    for (const baseUrl of ['http://localhost:9/claude', 'http://localhost:9/claude//']) {
      const api = createFakeApiWithAnswers(createPageResponse([]))
      await createClient(api, { baseUrl }).probe('users', day)
      expect(api.requests[0]?.url.href).toBe(
        `http://localhost:9/claude/v1/organizations/analytics/users?date=${day}&limit=1`,
      )
    }
  })

  test('of a probe asks for one row', async () => {
    const api = createFakeApiWithAnswers(createPageResponse([], 'more'))
    await createClient(api).probe('connectors', day)
    expect(api.requests.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      { date: day, limit: '1', 'group_by[]': 'user_id' },
    ])
  })

  test('runs through runRequest once per page', async () => {
    const api = createFakeApiWithAnswers(
      createPageResponse([], 'a'),
      createPageResponse([], 'b'),
      createPageResponse([]),
    )
    const requestsBeforeEachCall: number[] = []
    await readAllPages(
      createClient(api, {
        runRequest: (request) => {
          requestsBeforeEachCall.push(api.requests.length)
          return request()
        },
      }),
      'users',
    )
    expect(requestsBeforeEachCall).toEqual([0, 1, 2])
  })

  test('passes its endpoint and the status of its last answer to runRequest', async () => {
    const api = createFakeApiWithAnswers(
      new Response('{}', { status: 503 }),
      new TypeError('fetch failed'),
      createPageResponse([]),
    )
    const attempts: unknown[] = []
    const runRequest: AnalyticsClientOptions['runRequest'] = async (request, { endpoint, getLastStatus }) => {
      const tryOnce = () => request().finally(() => attempts.push([endpoint, getLastStatus()]))
      return await tryOnce().catch(tryOnce).catch(tryOnce)
    }
    await readAllPages(createClient(api, { runRequest }), 'skills')
    expect(attempts).toEqual([
      ['skills', 503],
      ['skills', undefined],
      ['skills', 200],
    ])
  })

  test('is sent again unchanged when runRequest retries', async () => {
    const api = createFakeApiWithAnswers(
      createPageResponse([], 'a'),
      new TypeError('fetch failed'),
      createPageResponse(createUserRows(0, 1)),
    )
    const pages = await readAllPages(createClient(api, { runRequest: (request) => request().catch(request) }), 'users')
    expect(pages.map(({ rows }) => rows.length)).toEqual([0, 1])
    expect(api.requests[2]?.url.href).toBe(api.requests[1]?.url.href)
  })
})

describe('pages', () => {
  test('are read by cursor until a page has no next cursor', async () => {
    const total = 2500
    const api = createFakeApi(({ url }) => {
      const from = Number(url.searchParams.get('page') ?? 0)
      const limit = Number(url.searchParams.get('limit'))
      const count = Math.min(limit, total - from)
      return createPageResponse(createUserRows(from, count), from + count < total ? String(from + count) : null)
    })
    const pages = await readAllPages(createClient(api), 'users')
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(total)
    expect(pages.map(({ rows, isLast }) => [rows.length, isLast])).toEqual([
      [1000, false],
      [1000, false],
      [500, true],
    ])
  })

  test('continue after an empty page with a cursor', async () => {
    const api = createFakeApiWithAnswers(
      createPageResponse([], 'a'),
      createPageResponse([], 'b'),
      createPageResponse(createUserRows(0, 2)),
    )
    expect((await readAllPages(createClient(api), 'users')).map(({ rows }) => rows.length)).toEqual([0, 0, 2])
  })

  test.each([true, false])('are continued by next_page even if has_more is always %s', async (has_more) => {
    const api = createFakeApiWithAnswers(
      Response.json({ data: createUserRows(0, 1), next_page: 'a', has_more }),
      Response.json({ data: createUserRows(1, 1), next_page: null, has_more }),
    )
    expect(await readAllPages(createClient(api), 'users')).toHaveLength(2)
    expect(api.requests).toHaveLength(2)
  })

  test.each([[null], [undefined], ['']])('end with a page that has next_page: %j', async (next_page) => {
    const api = createFakeApiWithAnswers(Response.json({ data: [], next_page }))
    expect(await readAllPages(createClient(api), 'users')).toEqual([{ rows: [], isLast: true }])
  })

  test('are requested with the unchanged cursor, even with special characters', async () => {
    const cursor = 'eyJvIjoxMDAwfQ==/+&page=x é'
    const api = createFakeApiWithAnswers(createPageResponse([], cursor), createPageResponse([]))
    await readAllPages(createClient(api), 'users')
    expect(api.requests[1]?.url.searchParams.getAll('page')).toEqual([cursor])
  })

  test.each([
    ['the same page is repeated', () => [{ user_id: 'user_1', skill_name: 'xlsx', invocation_count: 4 }]],
    ['pages are repeated in turn', (index: number) => [{ user_id: `user_${index % 3}`, invocation_count: index }]],
    ['pages are empty', () => []],
  ])('fail if %s, even with a new cursor each time', async (_, createRows) => {
    const api = createFakeApi((_request, index) => createPageResponse(createRows(index), `cursor-${index}`))
    await expect(readAllPages(createClient(api), 'skills')).rejects.toMatchObject({
      code: 'cursor_repeated',
      isRetryable: true,
    })
    expect(api.requests.length).toBeLessThan(50)
  })

  test.each<[Endpoint, number]>([
    ['users', 1_000],
    ['skills', 5_000],
  ])('of /%s fail after %i pages, even if each has new rows', async (endpoint, maxPages) => {
    const api = createFakeApi((_, index) =>
      createPageResponse([{ user: { id: `user_${index}` }, user_id: `user_${index}` }], `cursor-${index}`),
    )
    await expect(readAllPages(createClient(api), endpoint)).rejects.toMatchObject({ code: 'cursor_repeated' })
    expect(api.requests).toHaveLength(maxPages)
  })

  test('continue when the last row of a page comes again as the only row of the next page', async () => {
    const row = { user_id: 'user_1', skill_name: 'xlsx', invocation_count: 4 }
    const api = createFakeApiWithAnswers(
      createPageResponse([row], 'a'),
      createPageResponse([row], 'b'),
      createPageResponse([row]),
    )
    expect(await readAllPages(createClient(api), 'skills')).toHaveLength(3)
  })

  test('fail if a cursor is too long for an address', async () => {
    const api = createFakeApiWithAnswers(createPageResponse([], 'c'.repeat(10_000)))
    await expect(readAllPages(createClient(api), 'users')).rejects.toMatchObject({ code: 'unexpected_answer' })
  })

  test.each([[['a', 'a']], [['a', 'b', 'a']], [['a', 'b', 'c', 'b']]])(
    'fail if the cursors repeat (%j)',
    async (cursors) => {
      const api = createFakeApi((_, index) => {
        const cursor = cursors[index]
        return cursor ? createPageResponse([], cursor) : new Error('The repeated cursor was not detected.')
      })
      await expect(readAllPages(createClient(api), 'users')).rejects.toMatchObject({
        name: 'AnalyticsError',
        code: 'cursor_repeated',
        isRetryable: true,
      })
      expect(api.requests).toHaveLength(cursors.length)
    },
  )

  test('are requested only when the caller asks for the next page', async () => {
    const api = createFakeApiWithAnswers(createPageResponse([], 'a'), createPageResponse([]))
    const pages = createClient(api).readPages('users', day)
    await pages.next()
    expect(api.requests).toHaveLength(1)
  })

  test('of two concurrent reads have independent cursors', async () => {
    const api = createFakeApi(({ url }) => createPageResponse([], url.searchParams.has('page') ? null : 'a'))
    const client = createClient(api)
    const reads = await Promise.all([readAllPages(client, 'users'), readAllPages(client, 'users')])
    expect(reads.map((pages) => pages.length)).toEqual([2, 2])
  })
})

describe('rows', () => {
  const readFirstRow = async <E extends Endpoint>(row: unknown, endpoint: E) => {
    const [first] = await readAllPages(createClient(createFakeApiWithAnswers(createPageResponse([row]))), endpoint)
    return first?.rows[0]
  }

  /** The fields that every well-formed row has besides its id and its counts. */
  const wellFormedFields = { identity: { low: expect.any(Number), high: expect.any(Number) }, invalidField: null }

  test('keep only an id, an e-mail, counts and a hash, and drop all names', async () => {
    const skill = { skill_name: 'secret-plan', skill_display_name: 'Plan', user_id: 'user_1', invocation_count: 3 }
    expect(await readFirstRow(skill, 'skills')).toEqual({ id: 'user_1', count: 3, ...wellFormedFields })
    const connector = {
      connector_name: 'atlassian',
      user_id: 'user_1',
      read_call_count: 1,
      write_call_count: 2,
      unclassified_call_count: 3,
      distinct_user_count: 1,
    }
    expect(await readFirstRow(connector, 'connectors')).toEqual({ id: 'user_1', count: 6, ...wellFormedFields })
    const user = await readFirstRow({ ...exampleUserRow, brand_new_metrics: { count: 1 } }, 'users')
    expect(user).toEqual({
      id: 'user_01AbCdEfGhIjKlMnOpQrStUv',
      email: 'ada@example.com',
      counters: mapCounters(() => expect.any(Number)),
      ...wellFormedFields,
    })
  })

  test.each<[UserRow]>([
    [{ user: null }],
    [{ user: { id: 'user_1' }, chat_metrics: null, claude_code_metrics: { core_metrics: null } }],
    [{ user: { id: 'user_1', email_address: null }, office_metrics: { excel: { message_count: null } } }],
  ])('have null for an absent or null block or count, and zero for an absent unified block: %j', async (row) => {
    const unified = { unified_conversations: 0, unified_messages: 0, unified_artifacts: 0 }
    expect(await readFirstRow(row, 'users')).toEqual({
      id: row.user?.id ?? null,
      email: null,
      counters: { ...mapCounters(() => null), ...unified },
      ...wellFormedFields,
    })
  })

  const withUser = (row: object) => ({ user: { id: 'user_1' }, ...row })
  const fractionalLines = { core_metrics: { lines_of_code: { added_count: 1.5 } } }
  const manyEdits = { accepted_count: 2_147_483_647, rejected_count: 0 }
  const toolActions = { edit_tool: manyEdits, write_tool: manyEdits, notebook_edit_tool: manyEdits }

  test.each<[string, Endpoint, unknown]>([
    ['data[0].chat_metrics.message_count', 'users', withUser({ chat_metrics: { message_count: '41' } })],
    ['data[0].chat_metrics', 'users', withUser({ chat_metrics: 7 })],
    [
      'data[0].claude_code_metrics.core_metrics.lines_of_code.added_count',
      'users',
      withUser({ claude_code_metrics: fractionalLines }),
    ],
    [
      'data[0].office_metrics.excel.message_count',
      'users',
      withUser({ office_metrics: { excel: { message_count: -1 } } }),
    ],
    ['data[0].code_edits_accepted', 'users', withUser({ claude_code_metrics: { tool_actions: toolActions } })],
    ['data[0].user', 'users', {}],
    ['data[0].user', 'users', { user: ['user_1'] }],
    ['data[0].user.id', 'users', { user: { id: '' } }],
    ['data[0].user.id', 'users', { user: {} }],
    ['data[0].user.id', 'users', { user: { id: 'user_\0' } }],
    ['data[0].user.id', 'users', { user: { id: 'user_\ud800' } }],
    ['data[0].user.id', 'users', { user: { id: 'u'.repeat(3_000) } }],
    ['data[0].user.email_address', 'users', { user: { id: 'user_1', email_address: 7 } }],
    ['data[0]', 'users', 7],
    ['data[0]', 'users', null],
    ['data[0].invocation_count', 'skills', { invocation_count: 2_147_483_648 }],
    ['data[0].read_call_count', 'connectors', { read_call_count: true }],
    ['data[0].user_id', 'connectors', { user_id: 7 }],
    ['data[0].user_id', 'skills', { user_id: '' }],
    ['data[0]', 'skills', []],
  ])('name the field %s of /%s if the value is unexpected, and have no counts', async (invalidField, endpoint, row) => {
    const reading = await readFirstRow(row, endpoint)
    expect(reading?.invalidField).toBe(invalidField)
    expect(reading).toMatchObject(endpoint === 'users' ? { counters: null } : { count: null })
  })

  test('that are malformed keep a usable id and e-mail', async () => {
    const user = { id: 'user_1', email_address: 'ada@example.com' }
    expect(await readFirstRow({ user, chat_metrics: 'none' }, 'users')).toMatchObject({
      id: 'user_1',
      email: 'ada@example.com',
    })
    expect(await readFirstRow({ user: { ...user, id: 7 } }, 'users')).toMatchObject({
      id: null,
      email: 'ada@example.com',
    })
    expect(await readFirstRow({ user: { ...user, email_address: [] } }, 'users')).toMatchObject({
      id: 'user_1',
      email: null,
    })
    expect(await readFirstRow({ user_id: 'user_1', invocation_count: 'x' }, 'skills')).toMatchObject({ id: 'user_1' })
  })

  test('are numbered over the whole answer, even if it is read in parts', async () => {
    const data = Array.from({ length: 3_000 }, (_, row) => ({
      user_id: [10, 2_999].includes(row) ? 7 : 'u'.repeat(40),
    }))
    const api = createFakeApiWithAnswers(Response.json({ data }))
    const [page] = await readAllPages(createClient(api), 'skills')
    expect(page?.rows.flatMap(({ invalidField }) => invalidField ?? [])).toEqual([
      'data[10].user_id',
      'data[2999].user_id',
    ])
  })

  test.each<[string, Endpoint, unknown]>([
    ['the field data', 'users', { data: 7 }],
    ['the field data', 'skills', { data: {} }],
    ['the field data', 'connectors', { data: 'none' }],
    ['the field error', 'skills', { type: 'error', error: { type: 'api_error', message: 'Busy.' } }],
    ['the field next_page', 'users', { data: [], next_page: 7 }],
    ['the whole answer', 'users', []],
    ['the whole answer', 'skills', null],
    ['the field data is missing or null', 'users', { data: null }],
    ['the field data', 'users', { summaries: [] }],
  ])('fail with an error that names %s of /%s if the answer is not a page', async (part, endpoint, body) => {
    const reading = readAllPages(createClient(createFakeApiWithAnswers(Response.json(body))), endpoint)
    await expect(reading).rejects.toMatchObject({ code: 'unexpected_answer', isRetryable: false })
    await expect(reading).rejects.toThrow(part)
  })

  test.each([{ data: null }, { data: null, next_page: '' }])(
    'are empty if a report has a null list: %j',
    async (body) => {
      for (const endpoint of ['skills', 'connectors'] as const) {
        const api = createFakeApiWithAnswers(Response.json(body))
        expect(await readAllPages(createClient(api), endpoint)).toEqual([{ rows: [], isLast: true }])
      }
    },
  )

  test.each([{}, { next_page: null }, { message: 'OK' }])(
    'are one malformed row without a user if a report has no field data: %j',
    async (body) => {
      for (const endpoint of ['skills', 'connectors'] as const) {
        const [page] = await readAllPages(createClient(createFakeApiWithAnswers(Response.json(body))), endpoint)
        expect(page?.rows).toMatchObject([{ id: null, invalidField: 'data', count: null }])
      }
    },
  )

  test('fail if a later page of users has no field data', async () => {
    const api = createFakeApiWithAnswers(createPageResponse(createUserRows(0, 2), 'a'), Response.json({}))
    await expect(readAllPages(createClient(api), 'users')).rejects.toMatchObject({ code: 'unexpected_answer' })
  })

  test('are empty if the last page of users has a null list and an earlier page had a list', async () => {
    const api = createFakeApiWithAnswers(createPageResponse(createUserRows(0, 2), 'a'), Response.json({ data: null }))
    expect((await readAllPages(createClient(api), 'users')).map(({ rows }) => rows.length)).toEqual([2, 0])
  })
})
