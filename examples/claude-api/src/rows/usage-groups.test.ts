import { addDays, type Day } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClaudeApiOptions, createClaudeApi } from '../claude-api.ts'
import { createClock, fetchAllRows } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const create = (options: ClaudeApiOptions = {}) => createClaudeApi({ people: 60, now, rpm: 1e6, ...options })
const api = create()
const wednesday = '2026-11-18'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Every count of this name in a row, added up. */
const fallback = (block: object, name: 'skills_used_count' | 'connectors_used_count'): number =>
  sum(
    Object.entries(block).map(([key, value]) => {
      if (key === name) return value
      return typeof value === 'object' && value !== null ? fallback(value, name) : 0
    }),
  )

describe('skills and connectors', () => {
  test('are used at least as often, by their own reports, as the list of users tells', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(500), fc.integer({ min: 0, max: 160 }), async (seed, offset) => {
        const day: Day = addDays('2026-06-02', offset)
        const some = create({ seed, people: 25 })
        const skills = await fetchAllRows(some, `skills?date=${day}&group_by[]=user_id`)
        const connectors = await fetchAllRows(some, `connectors?date=${day}&group_by[]=user_id`)
        for (const row of await fetchAllRows(some, `users?date=${day}`)) {
          const own = <Row extends { user_id: string }>(rows: Row[]) =>
            rows.filter(({ user_id }) => user_id === row.user.id)
          const invocations = sum(own(skills).map(({ invocation_count }) => invocation_count))
          const calls = sum(
            own(connectors).map((each) => each.read_call_count + each.write_call_count + each.unclassified_call_count),
          )
          expect(invocations).toBeGreaterThanOrEqual(fallback(row, 'skills_used_count'))
          expect(calls).toBeGreaterThanOrEqual(fallback(row, 'connectors_used_count'))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('add up to the same, by user, by product or ungrouped, but for Science', async () => {
    const count = async (query: string) =>
      sum(
        (await fetchAllRows(api, `connectors?date=${wednesday}${query}`)).map(({ read_call_count }) => read_call_count),
      )
    const whole = await count('')
    expect(await count('&group_by[]=user_id')).toBe(whole)
    expect(await count('&group_by[]=product')).toBe(whole)
    expect(await count('&group_by[]=user_id&group_by[]=product')).toBe(whole)
    const products = ['chat', 'claude_code', 'cowork', 'office_agent', 'chat_cowork_unified']
    const byProduct = await Promise.all(products.map((product) => count(`&filter[]=product:${product}`)))
    expect(sum(byProduct)).toBe(whole)
  })

  test('have a row for each combination when grouped by two dimensions', async () => {
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

  test('have opaque ids with and without a name, and an unknown bucket', async () => {
    const skills = await fetchAllRows(api, 'skills?starting_date=2026-11-02')
    const named = new Map(skills.map((row) => [row.skill_name, row.skill_display_name]))
    expect(named.get('unknown')).toBe('Unknown skill')
    expect(
      [...named]
        .filter(([name]) => name.startsWith('skill_01'))
        .map(([, display]) => display === null)
        .toSorted(),
    ).toEqual([false, true])
    const connectors = await fetchAllRows(api, 'connectors?starting_date=2026-11-02&filter[]=connector_name:hex')
    expect(connectors).toMatchObject([
      { connector_name: expect.stringMatching(/^mcpsrv_/), connector_display_name: 'Hex' },
    ])
  })

  test('are null in every row while their report is off', async () => {
    const off = create({ skillReport: false, connectorReport: false })
    const skills = await fetchAllRows(off, `skills?date=${wednesday}&group_by[]=user_id`)
    const connectors = await fetchAllRows(off, `connectors?date=${wednesday}&group_by[]=user_id`)
    expect(skills.length * connectors.length).toBeGreaterThan(0)
    for (const row of skills) expect(row.invocation_count).toBeNull()
    for (const row of connectors) {
      expect([row.read_call_count, row.write_call_count, row.unclassified_call_count]).toEqual([null, null, null])
    }
  })

  const large = create({ people: 1500 })
  test.each([
    ['2026-05-28', []],
    ['2026-05-29', ['office_agent']],
    ['2026-05-31', ['office_agent', 'claude_code']],
    ['2026-06-01', ['office_agent', 'claude_code', 'chat']],
    ['2026-06-02', ['office_agent', 'claude_code', 'chat', 'cowork']],
  ])('calls on %s are told apart in %j only', async (day, classified) => {
    const rows = await fetchAllRows(large, `connectors?date=${day}&group_by[]=product&limit=1000`)
    const products = rows.filter((row) => row.read_call_count > 0).map(({ product }) => product)
    expect(new Set(products)).toEqual(new Set(classified))
    if (classified.length === 0) for (const row of rows) expect(row.read_call_count).toBeNull()
  })

  test('are null over a range that begins before calls were told apart', async () => {
    const [row] = await fetchAllRows(api, 'connectors?starting_date=2026-05-28&ending_date=2026-07-01')
    expect(row).toMatchObject({ read_call_count: null, write_call_count: null, unclassified_call_count: null })
  })
})
