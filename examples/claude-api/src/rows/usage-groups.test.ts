import { addDays, type Day } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClaudeApiOptions, createClaudeApi } from '../claude-api.ts'
import { createClock, fetchAllRows } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const createApi = (options: ClaudeApiOptions = {}) => createClaudeApi({ people: 60, now, rpm: 1e6, ...options })
const api = createApi()
const wednesday = '2026-11-18'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Adds up the counts with this name in a row, at any depth. */
const sumCounts = (block: object, name: 'skills_used_count' | 'connectors_used_count'): number =>
  sum(
    Object.entries(block).map(([key, value]) => {
      if (key === name) return value
      return typeof value === 'object' && value !== null ? sumCounts(value, name) : 0
    }),
  )

describe('skills and connectors', () => {
  test('have at least as many uses in their own reports as in the users report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(500), fc.integer({ min: 0, max: 160 }), async (seed, dayOffset) => {
        const day: Day = addDays('2026-06-02', dayOffset)
        const generatedApi = createApi({ seed, people: 25 })
        const skills = await fetchAllRows(generatedApi, `skills?date=${day}&group_by[]=user_id`)
        const connectors = await fetchAllRows(generatedApi, `connectors?date=${day}&group_by[]=user_id`)
        for (const row of await fetchAllRows(generatedApi, `users?date=${day}`)) {
          const filterOwnRows = <Row extends { user_id: string }>(rows: Row[]) =>
            rows.filter(({ user_id }) => user_id === row.user.id)
          const invocations = sum(filterOwnRows(skills).map(({ invocation_count }) => invocation_count))
          const calls = sum(
            filterOwnRows(connectors).map(
              (each) => each.read_call_count + each.write_call_count + each.unclassified_call_count,
            ),
          )
          expect(invocations).toBeGreaterThanOrEqual(sumCounts(row, 'skills_used_count'))
          expect(calls).toBeGreaterThanOrEqual(sumCounts(row, 'connectors_used_count'))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('have the same sum of read calls for every grouping, and over all product filters together', async () => {
    const sumReadCalls = async (query: string) =>
      sum(
        (await fetchAllRows(api, `connectors?date=${wednesday}${query}`)).map(({ read_call_count }) => read_call_count),
      )
    const total = await sumReadCalls('')
    expect(await sumReadCalls('&group_by[]=user_id')).toBe(total)
    expect(await sumReadCalls('&group_by[]=product')).toBe(total)
    expect(await sumReadCalls('&group_by[]=user_id&group_by[]=product')).toBe(total)
    const products = ['chat', 'claude_code', 'cowork', 'office_agent', 'chat_cowork_unified']
    const byProduct = await Promise.all(products.map((product) => sumReadCalls(`&filter[]=product:${product}`)))
    expect(sum(byProduct)).toBe(total)
  })

  test('have one row per combination when they are grouped by user and product', async () => {
    const rows = await fetchAllRows(api, `skills?date=${wednesday}&group_by[]=user_id&group_by[]=product`)
    const keys = rows.map(({ skill_name, user_id, product }) => [skill_name, user_id, product].join())
    expect(new Set(keys).size).toBe(rows.length)
    for (const { product } of rows) {
      const filtered = await fetchAllRows(
        api,
        `skills?date=${wednesday}&group_by[]=user_id&filter[]=product:${product}`,
      )
      expect(filtered).toHaveLength(rows.filter((row) => row.product === product).length)
    }
  })

  test('include opaque ids with and without a display name, and the `unknown` bucket', async () => {
    const skills = await fetchAllRows(api, 'skills?starting_date=2026-11-02')
    const displayNameByName = new Map(skills.map((row) => [row.skill_name, row.skill_display_name]))
    expect(displayNameByName.get('unknown')).toBe('Unknown skill')
    expect(
      [...displayNameByName]
        .filter(([name]) => name.startsWith('skill_01'))
        .map(([, displayName]) => displayName === null)
        .toSorted(),
    ).toEqual([false, true])
    const connectors = await fetchAllRows(api, 'connectors?starting_date=2026-11-02&filter[]=connector_name:hex')
    expect(connectors).toMatchObject([
      { connector_name: expect.stringMatching(/^mcpsrv_/), connector_display_name: 'Hex' },
    ])
  })

  test('have null counts in every row when `skillReport` and `connectorReport` are off', async () => {
    const apiWithoutCounts = createApi({ skillReport: false, connectorReport: false })
    const skills = await fetchAllRows(apiWithoutCounts, `skills?date=${wednesday}&group_by[]=user_id`)
    const connectors = await fetchAllRows(apiWithoutCounts, `connectors?date=${wednesday}&group_by[]=user_id`)
    expect(skills.length * connectors.length).toBeGreaterThan(0)
    for (const row of skills) expect(row.invocation_count).toBeNull()
    for (const row of connectors) {
      expect([row.read_call_count, row.write_call_count, row.unclassified_call_count]).toEqual([null, null, null])
    }
  })
})

describe('connector calls', () => {
  const largeApi = createApi({ people: 1500 })
  test.each([
    ['2026-05-28', []],
    ['2026-05-29', ['office_agent']],
    ['2026-05-31', ['office_agent', 'claude_code']],
    ['2026-06-01', ['office_agent', 'claude_code', 'chat']],
    ['2026-06-02', ['office_agent', 'claude_code', 'chat', 'cowork']],
  ])('on %s are classified only for the products %j', async (day, classifiedProducts) => {
    const rows = await fetchAllRows(largeApi, `connectors?date=${day}&group_by[]=product&limit=1000`)
    const products = rows.filter((row) => row.read_call_count > 0).map(({ product }) => product)
    expect(new Set(products)).toEqual(new Set(classifiedProducts))
    if (classifiedProducts.length === 0) for (const row of rows) expect(row.read_call_count).toBeNull()
  })

  test('have null counts for a range that starts before classification', async () => {
    const [row] = await fetchAllRows(api, 'connectors?starting_date=2026-05-28&ending_date=2026-07-01')
    expect(row).toMatchObject({ read_call_count: null, write_call_count: null, unclassified_call_count: null })
  })
})
