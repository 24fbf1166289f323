import { addDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { type ClaudeApiOptions, createClaudeApi } from '../claude-api.ts'
import type { Settings } from '../settings.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const createApi = (options: ClaudeApiOptions = {}) => createClaudeApi({ people: 60, now, rpm: 1e6, ...options })
const api = createApi()
const wednesday = '2026-11-18'

const collectNumbers = (value: unknown): number[] => {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(collectNumbers) : []
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('simulated activity', () => {
  test('has only non-negative integer counts', async () => {
    const rows = await Promise.all(
      ['users', 'skills', 'connectors'].map((endpoint) => fetchAllRows(api, `${endpoint}?date=${wednesday}`)),
    )
    const numbers = collectNumbers(rows)
    expect(numbers.length).toBeGreaterThan(1000)
    for (const number of numbers) expect(Number.isInteger(number) && number >= 0).toBe(true)
  })

  test('is high on weekdays, low on Sundays and holidays, and grows over the year', async () => {
    const countActiveUsers = async (day: string) => (await fetchAllRows(api, `users?date=${day}`)).length
    expect(await countActiveUsers(wednesday)).toBeGreaterThan(30)
    expect(await countActiveUsers('2026-11-15')).toBeLessThan(6)
    expect(await countActiveUsers('2026-01-01')).toBeLessThan(6)
    expect(await countActiveUsers('2026-01-14')).toBeLessThan((await countActiveUsers(wednesday)) - 10)
  })

  test('on one day does not depend on which days were requested before', async () => {
    const firstResponse = await fetchReport(createApi(), `users?date=${wednesday}&limit=1000`)
    for (let daysBefore = 20; daysBefore > 0; daysBefore -= 1)
      await fetchReport(api, `users?date=${addDays(wednesday, -daysBefore)}`)
    expect((await fetchReport(api, `users?date=${wednesday}&limit=1000`)).body).toEqual(firstResponse.body)
  })

  test('has medians of chat messages, lines of code and Excel messages near the documented example', async () => {
    const rows = await fetchAllRows(createApi({ people: 600 }), `users?date=${wednesday}&limit=1000`)
    const computeMedian = (values: readonly number[]) => {
      const used = values.filter((value) => value > 0).sort((a, b) => a - b)
      return used[Math.floor(used.length / 2)] ?? 0
    }
    const chatMessages = rows.map(
      (row) => row.chat_metrics.message_count + row.chat_cowork_unified_metrics.chat.message_count,
    )
    const linesAdded = rows.map((row) => row.claude_code_metrics.core_metrics.lines_of_code.added_count)
    const excelMessages = rows.map((row) => row.office_metrics.excel.message_count)
    expect(computeMedian(chatMessages)).toBeGreaterThan(8)
    expect(computeMedian(chatMessages)).toBeLessThan(60)
    expect(computeMedian(linesAdded)).toBeGreaterThan(150)
    expect(computeMedian(linesAdded)).toBeLessThan(1200)
    expect(computeMedian(excelMessages)).toBeGreaterThan(3)
    expect(computeMedian(excelMessages)).toBeLessThan(30)
  })

  test('can have commits on a day without a session, like the real API', async () => {
    const rows = await fetchAllRows(createApi({ people: 600 }), `users?date=${wednesday}&limit=1000`)
    const codeCounts = rows.map((row) => row.claude_code_metrics.core_metrics)
    expect(codeCounts.some((counts) => counts.distinct_session_count === 0 && counts.commit_count > 0)).toBe(true)
  })

  test('of an archived employee ends with the day of archiving', async () => {
    const { archived } = api.organization.personas
    const id = api.organization.claudeUsers.find(({ employeeId }) => employeeId === archived)?.id
    const fetchRange = async (from: string, to: string) =>
      fetchAllRows(api, `users?starting_date=${from}&ending_date=${to}&filter[]=user_id:${id}`)
    expect(await fetchRange('2026-01-01', '2026-07-01')).toHaveLength(1)
    expect(await fetchRange('2026-07-01', '2026-11-22')).toEqual([])
  })
})

describe('the unified experience', () => {
  /** Sums the counts of the chat block and of the unified chat block. */
  const sumChatBlocks = (row: { chat_metrics: object; chat_cowork_unified_metrics: { chat: object } }) => [
    sum(collectNumbers(row.chat_metrics)),
    sum(collectNumbers(row.chat_cowork_unified_metrics.chat)),
  ]

  test('moves all chat counts of some members to the unified block', async () => {
    const separateRows = await fetchAllRows(createApi({ unified: false }), `users?date=${wednesday}`)
    const unifiedRows = await fetchAllRows(api, `users?date=${wednesday}`)
    expect(unifiedRows.map(sumChatBlocks).map(sum)).toEqual(separateRows.map(sumChatBlocks).map(sum))
    for (const row of unifiedRows) expect(sumChatBlocks(row)).toContain(0)
    const movedRows = unifiedRows.filter((row) => (sumChatBlocks(row)[1] ?? 0) > 0)
    const unmovedRows = unifiedRows.filter((row) => (sumChatBlocks(row)[0] ?? 0) > 0)
    expect(movedRows.length).toBeGreaterThan(3)
    expect(unmovedRows.length).toBeGreaterThan(3)
    for (const row of separateRows) expect(sumChatBlocks(row)[1]).toBe(0)
  })

  test('moves no chat counts on days before its introduction', async () => {
    const rows = await fetchAllRows(api, 'users?date=2026-09-09')
    for (const row of rows) expect(sumChatBlocks(row)[1]).toBe(0)
  })
})

describe('a deployment', () => {
  const fetchFieldNames = async (settings: Partial<Pick<Settings, 'blocks'>> = {}) => {
    const [row] = await fetchAllRows(createApi(settings), `users?date=${wednesday}`)
    return Object.keys(row)
  }

  test('has every block by default', async () => {
    expect((await fetchFieldNames()).sort()).toEqual(
      [
        'chat_cowork_unified_metrics',
        'chat_metrics',
        'claude_code_metrics',
        'claude_tag_metrics',
        'cowork_metrics',
        'design_metrics',
        'distinct_user_count',
        'last_activity_date',
        'office_metrics',
        'science_metrics',
        'user',
        'web_search_count',
      ].sort(),
    )
  })

  test('omits the optional blocks and fields if `blocks` is `required`', async () => {
    const present = await fetchFieldNames({ blocks: 'required' })
    const missing = (await fetchFieldNames()).filter((key) => !present.includes(key))
    expect(missing.sort()).toEqual(['chat_cowork_unified_metrics', 'claude_tag_metrics', 'last_activity_date'])
    const [skill] = await fetchAllRows(createApi({ blocks: 'required' }), `skills?date=${wednesday}`)
    expect(skill).not.toHaveProperty('chat_cowork_unified_metrics')
  })

  test('has only Excel and PowerPoint, and neither Design nor Science, if `blocks` is `older`', async () => {
    const [row] = await fetchAllRows(createApi({ blocks: 'older' }), `users?date=${wednesday}`)
    expect(Object.keys(row.office_metrics)).toEqual(['excel', 'powerpoint'])
    expect(row).not.toHaveProperty('science_metrics')
    expect(row).not.toHaveProperty('design_metrics')
  })

  test('lists members without activity as rows of zeros if `zeroRows` is true', async () => {
    const listedRows = await fetchAllRows(api, `users?date=${wednesday}`)
    const allRows = await fetchAllRows(createApi({ zeroRows: true }), `users?date=${wednesday}`)
    expect(allRows.length).toBeGreaterThan(listedRows.length)
    const zeroRows = allRows.filter(({ user }) => !listedRows.some((row) => row.user.id === user.id))
    for (const row of zeroRows) expect([sum(collectNumbers(row)), row.last_activity_date]).toEqual([0, null])
    expect(allRows.filter((row) => !zeroRows.includes(row))).toEqual(listedRows)
  })
})

describe('a range', () => {
  test('has one row per member for all days together', async () => {
    const days = ['2026-11-16', '2026-11-17', wednesday]
    const dailyRows = (await Promise.all(days.map((day) => fetchAllRows(api, `users?date=${day}`)))).flat()
    const rangeRows = await fetchAllRows(api, 'users?starting_date=2026-11-16&ending_date=2026-11-19')
    expect(rangeRows.map(({ user }) => user.email_address)).toEqual(
      [...new Set(dailyRows.map(({ user }) => user.email_address))].toSorted(),
    )
    for (const row of rangeRows) {
      const memberRows = dailyRows.filter(({ user }) => user.id === row.user.id)
      const getCommits = (userRow: typeof row) => userRow.claude_code_metrics.core_metrics.commit_count
      const getConversations = (userRow: typeof row) => userRow.chat_metrics.distinct_conversation_count
      expect(getCommits(row)).toBe(sum(memberRows.map(getCommits)))
      expect(getConversations(row)).toBeLessThanOrEqual(sum(memberRows.map(getConversations)))
      expect(getConversations(row)).toBeGreaterThanOrEqual(Math.max(...memberRows.map(getConversations)))
      expect(row.last_activity_date).toBe(memberRows.at(-1)?.last_activity_date)
    }
  })

  test('ends with the latest day by default', async () => {
    const openRange = await fetchAllRows(api, 'skills?starting_date=2026-11-16')
    expect(openRange).toEqual(await fetchAllRows(api, 'skills?starting_date=2026-11-16&ending_date=2026-11-22'))
  })
})

describe('a range with unreliable totals', () => {
  const range = 'starting_date=2026-10-01&ending_date=2026-11-01'
  const fetchRange = (settings: Partial<Settings>, report = 'users?') =>
    fetchAllRows(createApi(settings), `${report}${range}`)

  test('is refused if `ranges` is false, while single days and summaries are not', async () => {
    const refusingApi = createApi({ ranges: false })
    expect((await fetchReport(refusingApi, `users?${range}`)).status).toBe(400)
    expect((await fetchReport(refusingApi, `skills?group_by[]=user_id&${range}`)).status).toBe(400)
    expect((await fetchReport(refusingApi, `summaries?${range}`)).status).toBe(200)
    expect((await fetchReport(refusingApi, `users?date=${wednesday}`)).status).toBe(200)
  })

  test('has null for distinct counts that a sum over days would overstate, if `rangeDistinctCounts` is `unknown`', async () => {
    const [row] = await fetchRange({ rangeDistinctCounts: 'unknown' })
    expect(row.chat_metrics.distinct_conversation_count).toBeNull()
    expect(row.office_metrics.excel.distinct_session_count).toBeNull()
    expect(row.claude_code_metrics.core_metrics.distinct_session_count).not.toBeNull()
    expect(row.chat_metrics.message_count).not.toBeNull()
  })

  test('leaves out the users in `rangesWithoutUsers` in every report, while single days have them', async () => {
    const [row] = await fetchRange({})
    const { id } = row.user
    const settings = { rangesWithoutUsers: [id] }
    expect((await fetchRange(settings)).map(({ user }) => user.id)).toEqual(
      (await fetchRange({})).map(({ user }) => user.id).filter((other) => other !== id),
    )
    for (const report of ['skills?group_by[]=user_id&', 'connectors?group_by[]=user_id&']) {
      expect((await fetchRange(settings, report)).map((use) => use.user_id)).not.toContain(id)
    }
    const days = await Promise.all(
      ['2026-10-06', '2026-10-07', '2026-10-08'].map((day) => fetchAllRows(createApi(settings), `users?date=${day}`)),
    )
    expect(days.flat().map(({ user }) => user.id)).toContain(id)
  })

  test('is rounded to multiples of `rangeRounding`, while single days are not', async () => {
    const numbers = collectNumbers(await fetchRange({ rangeRounding: 10 }))
    expect(numbers.every((number) => number % 10 === 0)).toBe(true)
    const dayNumbers = collectNumbers(await fetchAllRows(createApi({ rangeRounding: 10 }), `users?date=${wednesday}`))
    expect(dayNumbers.some((number) => number % 10 !== 0)).toBe(true)
  })

  test('includes a late revision of a settled day, as `api.truth` does', async () => {
    const day = '2026-10-07'
    const getLines = (row: { claude_code_metrics: { core_metrics: { lines_of_code: { added_count: number } } } }) =>
      row.claude_code_metrics.core_metrics.lines_of_code.added_count
    const revisedApi = createApi({ lateRevisions: { [day]: 1 } })
    const twiceRevisedApi = createApi({ lateRevisions: { [day]: 2 } })
    const sums = await Promise.all(
      [api, revisedApi, twiceRevisedApi].map(async (comparedApi) => [
        sum((await fetchAllRows(comparedApi, `users?date=${day}`)).map(getLines)),
        sum((await fetchAllRows(comparedApi, `users?${range}`)).map(getLines)),
      ]),
    )
    const [first, second, third] = sums.map(([ofDay = 0, ofRange = 0]) => ({ ofDay, rest: ofRange - ofDay }))
    expect(new Set([first?.ofDay, second?.ofDay, third?.ofDay]).size).toBe(3)
    expect(new Set([first?.rest, second?.rest, third?.rest]).size).toBe(1)
    expect(sum([...revisedApi.truth.day(day).values()].map(({ code_lines_added }) => code_lines_added ?? 0))).toBe(
      second?.ofDay,
    )
  })
})

describe('the rows of users grouped by RBAC group', () => {
  test('have no user, a null conversation count, and the sum of the lines added', async () => {
    const members = await fetchAllRows(api, `users?date=${wednesday}`)
    const groups = await fetchAllRows(api, `users?date=${wednesday}&group_by[]=rbac_group_id`)
    const getLinesAdded = (row: (typeof groups)[number]) =>
      row.claude_code_metrics.core_metrics.lines_of_code.added_count
    expect(sum(groups.map(getLinesAdded))).toBe(sum(members.map(getLinesAdded)))
    expect(sum(groups.map((row) => row.distinct_user_count))).toBe(members.length)
    for (const row of groups) {
      expect(row.user).toBeNull()
      expect(row.chat_metrics.distinct_conversation_count).toBeNull()
      expect(row.rbac_group_id).toMatch(/^rbac_group_/)
    }
  })
})

describe('the summaries', () => {
  test('have one row per day, with active users of the day, of the last 7 days and of the last 30 days', async () => {
    const { body } = await fetchReport(api, 'summaries?starting_date=2026-11-14')
    expect(body.data).toHaveLength(8)
    expect(body.next_page).toBeNull()
    const [row] = body.data.filter(({ starting_at }: { starting_at: string }) => starting_at.startsWith(wednesday))
    expect(row.ending_at).toBe('2026-11-19T00:00:00Z')
    expect(row.daily_active_user_count).toBe((await fetchAllRows(api, `users?date=${wednesday}`)).length)
    const week = await fetchAllRows(api, 'users?starting_date=2026-11-12&ending_date=2026-11-19')
    expect(row.weekly_active_user_count).toBe(week.length)
    expect(row.monthly_active_user_count).toBeGreaterThanOrEqual(week.length)
    expect(row.daily_adoption_rate).toBeCloseTo((100 * row.daily_active_user_count) / row.assigned_seat_count, 1)
  })
})

describe('a user', () => {
  const [user] = api.organization.claudeUsers
  test('keeps the id when the address changes, and has the new address on past days', async () => {
    const renamedApi = createApi()
    renamedApi.control({ settings: { emails: { [String(user?.id)]: 'zz.new@halden.example' } } })
    const rows = await fetchAllRows(renamedApi, `users?starting_date=2026-01-01`)
    expect(rows.at(-1).user).toMatchObject({ id: user?.id, email_address: 'zz.new@halden.example' })
  })

  test('is missing in every report on every day when deleted', async () => {
    const apiWithoutUser = createApi({ deletedUsers: [String(user?.id)] })
    expect(await fetchAllRows(api, `users?starting_date=2026-01-01&filter[]=user_id:${user?.id}`)).toHaveLength(1)
    for (const report of ['users?', 'skills?group_by[]=user_id&', 'connectors?group_by[]=user_id&']) {
      expect(
        await fetchAllRows(apiWithoutUser, `${report}starting_date=2026-01-01&filter[]=user_id:${user?.id}`),
      ).toEqual([])
    }
  })
})
