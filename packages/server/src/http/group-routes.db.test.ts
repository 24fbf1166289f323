import type { AdoptionResponse, TeamStatsResponse } from '@windmill/claude-core'
import { adoptionSchema, teamStatsSchema } from '@windmill/claude-core/contract'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const reportIds = ['ada', 'ben', 'cem', 'dee', 'eva']
const employees = [
  createEmployee('ceo'),
  createDirectReport('lead', 'ceo', { name: '=HYPERLINK("x"), Lead' }),
  ...reportIds.map((id) => createDirectReport(id, 'lead')),
  createDirectReport('left', 'lead', { archivedOn: '2026-11-19' }),
  createDirectReport('other', 'ceo'),
]
const period = 'from=2026-11-19&to=2026-11-20'

const createHost = async (storage: StorageAdapter) => {
  const host = createTestHost({ storage, employees, clock })
  const leftUsage = { chat_messages: 50 }
  await storeDay(storage, '2026-11-18', { ada: { chat_messages: 2 } }, '2026-11-20')
  await storeDay(
    storage,
    '2026-11-19',
    {
      ada: { chat_messages: 4, code_edits_accepted: 3, code_edits_rejected: 1 },
      lead: { excel_sessions: 1 },
      left: leftUsage,
    },
    '2026-11-20',
  )
  await storeDay(storage, '2026-11-20', {
    ada: { chat_messages: 1, skill_invocations: null },
    ben: { code_edits_accepted: 1, code_edits_rejected: 3 },
    cem: {},
    left: leftUsage,
  })
  await host.claude.directory.refresh(acme)
  return host
}
/** Lists who read the stats of an employee, and for which purpose. Requests the log as that employee. */
const listReads = async ({ request }: TestHost, id: string): Promise<string[]> => {
  const body = (await (await request(id, `/employees/${id}/access`)).json()) as {
    entries: { actor: { id: string } | null; event: { kind: string; purpose?: string } }[]
  }
  return body.entries.flatMap(({ actor, event }) => (event.kind === 'read' ? [`${actor?.id} ${event.purpose}`] : []))
}

describe.each(testStorages)('with %s', (_, create) => {
  const storage = setUpStorage(create)

  test('GET /teams/{managerId}/stats returns everyone below the manager, totals and a requested trend', async () => {
    const { request } = await createHost(storage)
    const query = `${period}&stats=chat.messages,code.edit_acceptance_rate`
    const response = await request('lead', `/teams/lead/stats?${query}`)
    expect(response.status).toBe(200)
    const body = (await response.json()) as TeamStatsResponse
    expect(teamStatsSchema.safeParse(body).error).toBeUndefined()
    expect(body.people.map(({ id }) => id)).toEqual([...reportIds, 'left'])
    expect(body.totals).toEqual({
      'chat.messages': { value: 55, compared: 55, previous: 2, partial: false, previousPartial: false },
      'code.edit_acceptance_rate': {
        value: 0.5,
        compared: 0.5,
        previous: null,
        partial: false,
        previousPartial: false,
      },
    })
    expect(body.people[0]?.stats['chat.messages']).toEqual({
      value: 5,
      compared: 5,
      previous: 2,
      partial: false,
      previousPartial: false,
    })
    expect(body.people.at(-1)).toMatchObject({ archivedOn: '2026-11-19', stats: { 'chat.messages': { value: 50 } } })
    expect(body.coverage).toMatchObject({ through: '2026-11-20', previousMissing: ['2026-11-17'] })
    // The rate is null on the second day, since no edit was proposed on it.
    const trendQuery = `${query}&trend=code.edit_acceptance_rate&bucket=day`
    const withTrend = (await (await request('lead', `/teams/lead/stats?${trendQuery}`)).json()) as TeamStatsResponse
    expect(teamStatsSchema.safeParse(withTrend).error).toBeUndefined()
    expect(withTrend.trend).toEqual({
      stat: 'code.edit_acceptance_rate',
      bucket: 'day',
      starts: ['2026-11-19', '2026-11-20'],
    })
    expect(withTrend.people[0]?.trend).toEqual([0.75, null])
    expect(body.trend).toBe(null)
    expect(body.people.some((member) => 'trend' in member)).toBe(false)
    // All twenty stats are returned by default.
    const withAllStats = (await (await request('ceo', `/teams/lead/stats?${period}`)).json()) as TeamStatsResponse
    expect(Object.keys(withAllStats.totals).length).toBe(20)
  })

  test('GET /adoption counts the people below the viewer by team, even in a team of one or two', async () => {
    const { request } = await createHost(storage)
    const response = await request('ceo', `/adoption?${period}&bucket=day`)
    const body = (await response.json()) as AdoptionResponse
    expect(adoptionSchema.safeParse(body).error).toBeUndefined()
    expect(body).toMatchObject({ people: 8, linked: 5, active: { any: 4, chat: 2, code: 2, excel: 1 } })
    expect(body.previousActive).toMatchObject({ any: 1 })
    // `new` and `lapsed` are null, since the previous period was not read completely.
    expect(body.engagement).toEqual({ new: null, regular: 4, occasional: 0, lapsed: null })
    expect(body.series.map(({ start, active }) => [start, active.any])).toEqual([
      ['2026-11-19', 3],
      ['2026-11-20', 2],
    ])
    expect(body.teams).toMatchObject([
      { manager: { id: 'lead' }, people: 6, linked: 4, active: { any: 3, chat: 2, code: 2, excel: 0 } },
      // `lead` is not in the team that they lead, and `other` leads nobody.
      { manager: null, people: 2, linked: 1, active: { any: 1, excel: 1 } },
    ])
    expect(((await (await request('lead', `/adoption?${period}`)).json()) as AdoptionResponse).people).toBe(6)
  })

  test('GET /export.csv returns one row per person and active day, with no formulas for a spreadsheet', async () => {
    const { request } = await createHost(storage)
    const response = await request('ceo', `/export.csv?${period}`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="claude-usage-2026-11-19-to-2026-11-20.csv"',
      'cache-control': 'no-store',
    })
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[]
    const headings = Object.keys(rows[0] ?? {})
    expect(headings.slice(0, 4)).toEqual(['Day', 'Employee ID', 'Name', 'Chat: Conversations (conversations)'])
    expect(headings.at(-1)).toBe('Lower bounds and partial rates')
    expect(headings.length).toBe(24)
    const summaries = rows.map((row) =>
      [
        row.Day,
        row['Employee ID'],
        row['Chat: Messages (messages)'],
        row['Claude Code: Edit acceptance rate (0 to 1)'],
      ].join(' '),
    )
    expect(summaries.sort()).toEqual([
      '2026-11-19 ada 4 0.75',
      '2026-11-19 lead 0 ',
      '2026-11-19 left 50 ',
      '2026-11-20 ada 1 ',
      '2026-11-20 ben 0 0.25',
    ])
    expect(rows.find((row) => row['Employee ID'] === 'lead')?.Name).toBe(`'=HYPERLINK("x"), Lead`)
    const adaOnSecondDay = rows.find((row) => row['Employee ID'] === 'ada' && row.Day === '2026-11-20')
    expect(adaOnSecondDay?.['Skills and connectors: Skill usage (invocations)']).toBe('')
  })

  test('the log about an employee shows a read of a group to everyone in it, but no refused request', async () => {
    const host = await createHost(storage)
    const { request } = host
    await request('lead', `/teams/lead/stats?${period}`)
    clock.set(clock.now() + 1)
    await request('ceo', `/adoption?${period}`)
    clock.set(clock.now() + 1)
    await (await request('admin:other', `/export.csv?${period}`)).text()
    expect(await listReads(host, 'ada')).toEqual(['other export', 'ceo adoption', 'lead team'])
    expect(await listReads(host, 'lead')).toEqual(['other export', 'ceo adoption'])
    expect(await listReads(host, 'other')).toEqual(['ceo adoption'])
    expect(await listReads(host, 'ceo')).toEqual(['other export'])
    for (const path of ['/teams/lead/stats', '/adoption', '/export.csv']) {
      expect((await request('ada', `${path}?${period}`)).status).toBe(404)
    }
    expect((await listReads(host, 'ben')).length).toBe(3)
  })

  test('a request for a group fails if the read cannot be recorded', async () => {
    const { request } = await createHost(storage)
    const { addLogEntries } = storage
    storage.addLogEntries = async () => {
      throw new Error('the disk is full')
    }
    try {
      for (const path of ['/teams/lead/stats', '/adoption', '/export.csv']) {
        const response = await request('ceo', `${path}?${period}`)
        expect(response.status).toBe(500)
        expect(await response.text()).not.toMatch(/\bada\b/)
      }
    } finally {
      storage.addLogEntries = addLogEntries
    }
  })
})
