import { addDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { type ClaudeApiOptions, createClaudeApi } from '../claude-api.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const create = (options: ClaudeApiOptions = {}) => createClaudeApi({ people: 60, now, rpm: 1e6, ...options })
const api = create()
const wednesday = '2026-11-18'

const collectNumbers = (value: unknown): number[] => {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(collectNumbers) : []
}
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

describe('simulated activity', () => {
  test('has only non-negative integer counts', async () => {
    const rows = await Promise.all(
      ['users', 'skills', 'connectors'].map((each) => fetchAllRows(api, `${each}?date=${wednesday}`)),
    )
    const numbers = collectNumbers(rows)
    expect(numbers.length).toBeGreaterThan(1000)
    for (const number of numbers) expect(Number.isInteger(number) && number >= 0).toBe(true)
  })

  test('is high on weekdays, low on Sundays and holidays, and grows over the year', async () => {
    const countActive = async (day: string) => (await fetchAllRows(api, `users?date=${day}`)).length
    expect(await countActive(wednesday)).toBeGreaterThan(30)
    expect(await countActive('2026-11-15')).toBeLessThan(6)
    expect(await countActive('2026-01-01')).toBeLessThan(6)
    expect(await countActive('2026-01-14')).toBeLessThan((await countActive(wednesday)) - 10)
  })

  test('of a day does not depend on the days requested before it', async () => {
    const separateResponse = await fetchReport(create(), `users?date=${wednesday}&limit=1000`)
    for (let back = 20; back > 0; back -= 1) await fetchReport(api, `users?date=${addDays(wednesday, -back)}`)
    expect((await fetchReport(api, `users?date=${wednesday}&limit=1000`)).body).toEqual(separateResponse.body)
  })

  test('has medians near the documented example', async () => {
    const rows = await fetchAllRows(create({ people: 600 }), `users?date=${wednesday}&limit=1000`)
    const median = (values: readonly number[]) => {
      const used = values.filter((value) => value > 0).sort((a, b) => a - b)
      return used[Math.floor(used.length / 2)] ?? 0
    }
    const chat = rows.map((row) => row.chat_metrics.message_count + row.chat_cowork_unified_metrics.chat.message_count)
    const lines = rows.map((row) => row.claude_code_metrics.core_metrics.lines_of_code.added_count)
    const excel = rows.map((row) => row.office_metrics.excel.message_count)
    expect(median(chat)).toBeGreaterThan(8)
    expect(median(chat)).toBeLessThan(60)
    expect(median(lines)).toBeGreaterThan(150)
    expect(median(lines)).toBeLessThan(1200)
    expect(median(excel)).toBeGreaterThan(3)
    expect(median(excel)).toBeLessThan(30)
    // The real API can report commits on a day without a session.
    const code = rows.map((row) => row.claude_code_metrics.core_metrics)
    expect(code.some((each) => each.distinct_session_count === 0 && each.commit_count > 0)).toBe(true)
  })

  test('of an archived employee ends on the archived date', async () => {
    const { archived } = api.organization.personas
    const id = api.organization.claudeUsers.find(({ employeeId }) => employeeId === archived)?.id
    const fetchRange = async (from: string, to: string) =>
      fetchAllRows(api, `users?starting_date=${from}&ending_date=${to}&filter[]=user_id:${id}`)
    expect(await fetchRange('2026-01-01', '2026-07-01')).toHaveLength(1)
    expect(await fetchRange('2026-07-01', '2026-11-22')).toEqual([])
  })
})

describe('the unified experience', () => {
  const sumChatBlocks = (row: { chat_metrics: object; chat_cowork_unified_metrics: { chat: object } }) => [
    sum(collectNumbers(row.chat_metrics)),
    sum(collectNumbers(row.chat_cowork_unified_metrics.chat)),
  ]

  test('moves all chat counts of a member to the unified block', async () => {
    const separate = await fetchAllRows(create({ unified: false }), `users?date=${wednesday}`)
    const unified = await fetchAllRows(api, `users?date=${wednesday}`)
    expect(unified.map(sumChatBlocks).map(sum)).toEqual(separate.map(sumChatBlocks).map(sum))
    for (const row of unified) expect(sumChatBlocks(row)).toContain(0)
    const moved = unified.filter((row) => (sumChatBlocks(row)[1] ?? 0) > 0)
    const stayed = unified.filter((row) => (sumChatBlocks(row)[0] ?? 0) > 0)
    expect([moved.length > 3, stayed.length > 3]).toEqual([true, true])
    for (const row of separate) expect(sumChatBlocks(row)[1]).toBe(0)
  })

  test('leaves earlier days unchanged', async () => {
    const rows = await fetchAllRows(api, 'users?date=2026-09-09')
    for (const row of rows) expect(sumChatBlocks(row)[1]).toBe(0)
  })
})

describe('deployments', () => {
  const readBlockNames = async (blocks: 'all' | 'required' | 'older') => {
    const [row] = await fetchAllRows(create({ blocks }), `users?date=${wednesday}`)
    return Object.keys(row)
  }

  test('have every block by default', async () => {
    expect((await readBlockNames('all')).sort()).toEqual(
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

  test('can omit the optional blocks', async () => {
    const present = await readBlockNames('required')
    const missing = (await readBlockNames('all')).filter((key) => !present.includes(key))
    expect(missing.sort()).toEqual(['chat_cowork_unified_metrics', 'claude_tag_metrics', 'last_activity_date'])
    const [skill] = await fetchAllRows(create({ blocks: 'required' }), `skills?date=${wednesday}`)
    expect(skill).not.toHaveProperty('chat_cowork_unified_metrics')
  })

  test('of an older version have only two Office apps, and no design or science', async () => {
    const [row] = await fetchAllRows(create({ blocks: 'older' }), `users?date=${wednesday}`)
    expect(Object.keys(row.office_metrics)).toEqual(['excel', 'powerpoint'])
    expect(row).not.toHaveProperty('science_metrics')
    expect(row).not.toHaveProperty('design_metrics')
  })

  test('can list members without activity as rows of zeros', async () => {
    const listed = await fetchAllRows(api, `users?date=${wednesday}`)
    const everyone = await fetchAllRows(create({ zeroRows: true }), `users?date=${wednesday}`)
    expect(everyone.length).toBeGreaterThan(listed.length)
    const idle = everyone.filter(({ user }) => !listed.some((row) => row.user.id === user.id))
    for (const row of idle) expect([sum(collectNumbers(row)), row.last_activity_date]).toEqual([0, null])
    expect(everyone.filter((row) => !idle.includes(row))).toEqual(listed)
  })
})

describe('a range', () => {
  test('is one row per member over all days, not a row per day', async () => {
    const days = ['2026-11-16', '2026-11-17', wednesday]
    const daily = (await Promise.all(days.map((day) => fetchAllRows(api, `users?date=${day}`)))).flat()
    const rolled = await fetchAllRows(api, 'users?starting_date=2026-11-16&ending_date=2026-11-19')
    expect(rolled.map(({ user }) => user.email_address)).toEqual(
      [...new Set(daily.map(({ user }) => user.email_address))].toSorted(),
    )
    for (const row of rolled) {
      const own = daily.filter(({ user }) => user.id === row.user.id)
      const commits = (each: typeof row) => each.claude_code_metrics.core_metrics.commit_count
      const conversations = (each: typeof row) => each.chat_metrics.distinct_conversation_count
      expect(commits(row)).toBe(sum(own.map(commits)))
      expect(conversations(row)).toBeLessThanOrEqual(sum(own.map(conversations)))
      expect(conversations(row)).toBeGreaterThanOrEqual(Math.max(...own.map(conversations)))
      expect(row.last_activity_date).toBe(own.at(-1)?.last_activity_date)
    }
  })

  test('ends with the latest day by default', async () => {
    const openRange = await fetchAllRows(api, 'skills?starting_date=2026-11-16')
    expect(openRange).toEqual(await fetchAllRows(api, 'skills?starting_date=2026-11-16&ending_date=2026-11-22'))
  })
})

describe('users grouped by RBAC group', () => {
  test('have no user, null distinct counts, and sums of the other counts', async () => {
    const members = await fetchAllRows(api, `users?date=${wednesday}`)
    const groups = await fetchAllRows(api, `users?date=${wednesday}&group_by[]=rbac_group_id`)
    const lines = (row: (typeof groups)[number]) => row.claude_code_metrics.core_metrics.lines_of_code.added_count
    expect(sum(groups.map(lines))).toBe(sum(members.map(lines)))
    expect(sum(groups.map((row) => row.distinct_user_count))).toBe(members.length)
    for (const row of groups) {
      expect(row.user).toBeNull()
      expect(row.chat_metrics.distinct_conversation_count).toBeNull()
      expect(row.rbac_group_id).toMatch(/^rbac_group_/)
    }
  })
})

describe('summaries', () => {
  test('have one row per day, with active users of the day, the week and the month', async () => {
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
  test('keeps the id when the address changes, and past days show the new address', async () => {
    const apiWithNewAddress = create()
    apiWithNewAddress.control({ settings: { emails: { [String(user?.id)]: 'zz.new@halden.example' } } })
    const rows = await fetchAllRows(apiWithNewAddress, `users?starting_date=2026-01-01`)
    expect(rows.at(-1).user).toMatchObject({ id: user?.id, email_address: 'zz.new@halden.example' })
  })

  test('disappears from every report and day when deleted', async () => {
    const apiWithoutUser = create({ deletedUsers: [String(user?.id)] })
    expect(await fetchAllRows(api, `users?starting_date=2026-01-01&filter[]=user_id:${user?.id}`)).toHaveLength(1)
    for (const report of ['users?', 'skills?group_by[]=user_id&', 'connectors?group_by[]=user_id&']) {
      expect(
        await fetchAllRows(apiWithoutUser, `${report}starting_date=2026-01-01&filter[]=user_id:${user?.id}`),
      ).toEqual([])
    }
  })
})
