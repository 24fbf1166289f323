import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClaudeUserId, claudeUserId } from '../people/ids.ts'
import type { UsageSource } from '../stats/counters.ts'
import { computeDayCounters, createDayCollector, type DayCounters } from './day-counters.ts'
import { readPage } from './read-page.ts'
import type { Endpoint } from './rows.ts'

// Compares a day with a plain reference that keeps whole rows in maps.

const anyId = fc.nat(12).map((number) => `user_${number}`)
const anyCount = fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant(null) })
const anyMalformedCount = fc.constantFrom<unknown>('3', -1, 1.5, 2 ** 31, true, [], {})
/** Adds malformed counts that are rare enough not to fail the day. */
const addMalformedCounts = (count: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 400, arbitrary: count }, { weight: 1, arbitrary: anyMalformedCount })

const anyUserRow = fc.record({
  user: fc.record({ id: anyId, email_address: fc.constantFrom('a@example.com', null) }),
  chat_metrics: fc.record({ message_count: addMalformedCounts(anyCount) }),
})
const anySkillRow = fc.record({
  skill_name: fc.constantFrom('a', 'b', 'c'),
  share_status: fc.constantFrom('public', 'private', null),
  user_id: anyId,
  invocation_count: addMalformedCounts(anyCount),
  attributed_list_price: fc.constantFrom('1.5', '2.5', null),
})
const anyPages = <Row>(row: fc.Arbitrary<Row>) => fc.array(fc.array(row, { maxLength: 20 }), { maxLength: 6 })

const isMalformed = (count: unknown): boolean =>
  count !== null && !(typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < 2 ** 31)

const addPages = <E extends Endpoint>(endpoint: E, pages: readonly (readonly unknown[])[]) => {
  const collectors = createDayCollector()
  for (const data of pages) {
    const { rows } = readPage(endpoint, { data })
    collectors[endpoint].add(rows as never)
  }
  return collectors
}

test('each user has the counts of their last row, or unknown counts if any of their rows is malformed', () => {
  fc.assert(
    fc.property(anyPages(anyUserRow), (pages) => {
      const expected = new Map<ClaudeUserId, number | null>()
      const malformedUsers = new Set<ClaudeUserId>()
      let changedRows = 0
      const lastCounts = new Map<ClaudeUserId, unknown>()
      for (const { user, chat_metrics } of pages.flat()) {
        const id = claudeUserId(user.id)
        const count = chat_metrics.message_count
        if (isMalformed(count)) malformedUsers.add(id)
        else if (!malformedUsers.has(id) && lastCounts.has(id) && lastCounts.get(id) !== count) changedRows += 1
        lastCounts.set(id, count)
        expected.set(id, malformedUsers.has(id) ? null : (count as number | null))
      }
      fc.pre(pages.flat().filter(({ chat_metrics }) => isMalformed(chat_metrics.message_count)).length <= 5)
      const collectors = addPages('users', pages)
      const { counters, quality } = computeDayCounters({
        users: collectors.users.collected,
        skills: null,
        connectors: null,
      })
      expect(new Map([...counters].map(([id, { chat_messages }]) => [id, chat_messages]))).toEqual(expected)
      expect(quality.get('users')?.malformedUsers).toEqual(malformedUsers)
      expect(quality.get('users')?.changedRows).toBe(changedRows)
    }),
    { numRuns: 300 },
  )
})

test('each row of a report counts once with its last count, and a malformed row makes only its user’s total unknown', () => {
  fc.assert(
    fc.property(anyPages(anySkillRow), (pages) => {
      const counts = new Map<string, { readonly id: ClaudeUserId; readonly count: number | null }>()
      const malformedUsers = new Set<ClaudeUserId>()
      let changedRows = 0
      for (const { skill_name, share_status, user_id, invocation_count: count } of pages.flat()) {
        const id = claudeUserId(user_id)
        if (isMalformed(count)) malformedUsers.add(id)
        const key = JSON.stringify([skill_name, share_status, user_id])
        const knownCount = isMalformed(count) ? null : (count as number | null)
        if (counts.has(key) && counts.get(key)?.count !== knownCount) changedRows += 1
        counts.set(key, { id, count: knownCount })
      }
      fc.pre(pages.flat().filter(({ invocation_count }) => isMalformed(invocation_count)).length <= 5)
      const expected = new Map<ClaudeUserId, number | null>()
      for (const [id, rows] of Map.groupBy(counts.values(), (row) => row.id)) {
        const isUnknown = malformedUsers.has(id) || rows.some(({ count }) => count === null)
        expected.set(id, isUnknown ? null : rows.reduce((sum, { count }) => sum + (count ?? 0), 0))
      }
      const { collected } = addPages('skills', pages).skills
      expect(new Map(collected.iterateCounts())).toEqual(expected)
      expect(collected.quality.changedRows).toBe(changedRows)
      expect(collected.quality.malformedUsers).toEqual(malformedUsers)
    }),
    { numRuns: 300 },
  )
})

const countSkills = (...pages: readonly (readonly object[])[]) => [
  ...addPages('skills', pages).skills.collected.iterateCounts(),
]
const createSkillRow = (name: string, count: unknown, row: object = {}) => ({
  skill_name: name,
  user_id: 'user_1',
  invocation_count: count,
  ...row,
})

test('the last row of a page counts once if it is repeated on the next page', () => {
  const lastRow = createSkillRow('b', 5)
  expect(countSkills([createSkillRow('a', 2), lastRow], [lastRow])).toEqual([['user_1', 7]])
})

test('rows that differ in any dimension all count', () => {
  const row = createSkillRow('a', 5)
  expect(countSkills([row, { ...row, product: 'chat' }, { ...row, skill_display_name: 'A' }])).toEqual([['user_1', 15]])
})

test('a row that is repeated with a count instead of null has that count', () => {
  expect(countSkills([createSkillRow('a', null)], [createSkillRow('a', 3)])).toEqual([['user_1', 3]])
})

test('a total that is larger than storage can hold is unknown', () => {
  const rows = ['a', 'b'].map((name) => createSkillRow(name, 2 ** 31 - 1))
  expect(countSkills(rows)).toEqual([['user_1', null]])
})

const createUserRow = (index: number, count: unknown = 1) => ({
  user: { id: `user_${index}`, email_address: `${index}@example.com` },
  chat_metrics: { message_count: count },
})
const computeUsers = (rows: readonly unknown[]) =>
  computeDayCounters({ users: addPages('users', [rows]).users.collected, skills: null, connectors: null })

test.each([
  [20, 5],
  [499, 5],
  [1_000, 10],
  [3_000, 30],
])('of %i users, %i may have malformed rows, and one more malformed row fails the day', (users, maxMalformed) => {
  const createRows = (malformed: number) =>
    Array.from({ length: users }, (_, index) => createUserRow(index, index < malformed ? -1 : 1))
  const { counters } = computeUsers(createRows(maxMalformed))
  expect([...counters].filter(([, { chat_messages }]) => chat_messages === null)).toHaveLength(maxMalformed)
  expect(() => computeUsers(createRows(maxMalformed + 1))).toThrow(
    expect.objectContaining({ code: 'unexpected_answer', message: expect.stringMatching(/data\[0\]\.chat_metrics/) }),
  )
})

test('a row without an id is identified by its e-mail, and a row without either is unattributed', () => {
  const { quality, counters } = computeUsers([
    createUserRow(1),
    { user: { email_address: 'ada@example.com' } },
    { user: { id: 7, email_address: 'bob@example.com' } },
    { user: null },
    { user: {} },
    { user: [] },
    'row',
  ])
  expect(quality.get('users')).toMatchObject({
    unidentifiedEmails: ['ada@example.com', 'bob@example.com'],
    unattributedRows: 4,
    malformedRows: 5,
  })
  expect([...counters.ids()]).toEqual(['user_1'])
})

test('report rows that name no user make the counts of the report a lower bound', () => {
  const collectors = addPages('skills', [[createSkillRow('a', 2), createSkillRow('b', 3, { user_id: null })]])
  const { sources } = computeDayCounters({
    users: collectors.users.collected,
    skills: collectors.skills.collected,
    connectors: null,
  })
  expect(sources.skills).toBe('incomplete')
})

/**
 * Computes a day from a list with two users, each with four skills, and from a skill report with one malformed row of
 * the first user.
 */
const computeWithMalformedReport = (
  previousSource: UsageSource | null,
  otherRows: readonly object[] = [],
): DayCounters => {
  const collectors = createDayCollector()
  const users = [createUserRow(1), createUserRow(2)].map((row) => ({
    ...row,
    cowork_metrics: { skills_used_count: 4 },
  }))
  collectors.users.add(readPage('users', { data: users }).rows)
  collectors.skills.add(readPage('skills', { data: [createSkillRow('a', 'many'), ...otherRows] }).rows)
  return computeDayCounters({
    users: collectors.users.collected,
    skills: collectors.skills.collected,
    connectors: null,
    previousSources: previousSource && { skills: previousSource, connectors: 'users' },
  })
}
const listSkillCounts = ({ counters }: DayCounters) =>
  [...counters].map(([, { skill_invocations }]) => skill_invocations)

test('a report with only malformed rows stays the source if the previous read used it, and the users in these rows have unknown counts', () => {
  for (const previousSource of ['report', 'incomplete', 'kept'] as const) {
    const day = computeWithMalformedReport(previousSource)
    expect(day.sources.skills).toBe('report')
    expect(listSkillCounts(day)).toEqual([null, 0])
  }
})

test('a report with only malformed rows is not the source if the previous read did not use it, or if there was none', () => {
  for (const previousSource of [null, 'users'] as const) {
    const day = computeWithMalformedReport(previousSource)
    expect(day.sources.skills).toBe('users')
    expect(listSkillCounts(day)).toEqual([4, 4])
  }
})

test('the well-formed rows beside a malformed one decide whether the report is the source', () => {
  for (const previousSource of [null, 'report', 'users'] as const) {
    const switchedOff = computeWithMalformedReport(previousSource, [createSkillRow('b', null)])
    expect([switchedOff.sources.skills, listSkillCounts(switchedOff)]).toEqual(['users', [4, 4]])
    const switchedOn = computeWithMalformedReport(previousSource, [createSkillRow('b', 3)])
    expect([switchedOn.sources.skills, listSkillCounts(switchedOn)]).toEqual(['report', [null, 0]])
  }
})
