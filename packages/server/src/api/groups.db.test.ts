import { type AdoptionResponse, employeeId, startOfDay, type TeamStatsResponse } from '@windmill/claude-core'
import { adoptionSchema, teamStatsSchema } from '@windmill/claude-core/contract'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, person, storeDay } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const clock = virtualClock(startOfDay('2026-11-22') + 15 * 3_600_000)
const under = (id: string, managerId: string, rest: Parameters<typeof person>[1] = {}) =>
  person(id, { ...rest, managerId: employeeId(managerId) })
const reports = ['ada', 'ben', 'cem', 'dee', 'eva']
const employees = [
  person('ceo'),
  under('lead', 'ceo', { name: '=HYPERLINK("x"), Lead' }),
  ...reports.map((id) => under(id, 'lead')),
  under('left', 'lead', { archivedOn: '2026-11-19' }),
  under('other', 'ceo'),
]
const period = 'from=2026-11-19&to=2026-11-20'

const host = async (storage: StorageAdapter) => {
  const created = createTestHost({ storage, employees, clock })
  const left = { chat_messages: 50 }
  await storeDay(storage, '2026-11-18', { ada: { chat_messages: 2 } }, '2026-11-20')
  await storeDay(
    storage,
    '2026-11-19',
    { ada: { chat_messages: 4, code_edits_accepted: 3, code_edits_rejected: 1 }, lead: { excel_sessions: 1 }, left },
    '2026-11-20',
  )
  await storeDay(storage, '2026-11-20', {
    ada: { chat_messages: 1, skill_invocations: null },
    ben: { code_edits_accepted: 1, code_edits_rejected: 3 },
    cem: {},
    left,
  })
  await created.claude.directory.refresh(acme)
  return created
}
const readsOf = async ({ request }: Awaited<ReturnType<typeof host>>, id: string): Promise<string[]> => {
  const body = (await (await request(id, `/employees/${id}/access`)).json()) as {
    reads: { kind: string; viewer: { id: string } }[]
  }
  return body.reads.map(({ kind, viewer }) => `${viewer.id} ${kind}`)
}

describe.each(stores)('groups, on %s', (_, create) => {
  const storage = useStore(create)

  it('GET /teams/{managerId}/stats has everyone below, by name, with totals and the rate of the sums', async () => {
    const { request } = await host(storage)
    const query = `${period}&stats=chat.messages,code.edit_acceptance_rate`
    const response = await request('lead', `/teams/lead/stats?${query}`)
    expect(response.status).toBe(200)
    const body = (await response.json()) as TeamStatsResponse
    expect(teamStatsSchema.safeParse(body).error).toBeUndefined()
    expect(body.people.map(({ id }) => id)).toEqual([...reports, 'left'])
    expect(body.totals).toEqual({
      'chat.messages': { value: 55, previous: 2, partial: false },
      'code.edit_acceptance_rate': { value: 0.5, previous: null, partial: false },
    })
    expect(body.people[0]?.stats['chat.messages']).toEqual({ value: 5, previous: 2, partial: false })
    expect(body.people.at(-1)).toMatchObject({ archivedOn: '2026-11-19', stats: { 'chat.messages': { value: 50 } } })
    expect(body.coverage).toMatchObject({ through: '2026-11-20', previousMissing: ['2026-11-17'] })
    // One stat over time: a rate is null where nothing was proposed.
    const trend = `${query}&trend=code.edit_acceptance_rate&bucket=day`
    const inTime = (await (await request('lead', `/teams/lead/stats?${trend}`)).json()) as TeamStatsResponse
    expect(teamStatsSchema.safeParse(inTime).error).toBeUndefined()
    expect(inTime.trend).toEqual({
      stat: 'code.edit_acceptance_rate',
      bucket: 'day',
      starts: ['2026-11-19', '2026-11-20'],
    })
    expect(inTime.people[0]?.trend).toEqual([0.75, null])
    expect(body.trend).toBe(null)
    expect(body.people.some((one) => 'trend' in one)).toBe(false)
    // All twenty when none is asked for.
    const all = (await (await request('ceo', `/teams/lead/stats?${period}`)).json()) as TeamStatsResponse
    expect(Object.keys(all.totals).length).toBe(20)
  })

  it('GET /adoption counts the viewer’s part, and keeps small teams back', async () => {
    const { request } = await host(storage)
    const response = await request('ceo', `/adoption?${period}&bucket=day`)
    const body = (await response.json()) as AdoptionResponse
    expect(adoptionSchema.safeParse(body).error).toBeUndefined()
    expect(body).toMatchObject({ people: 8, linked: 5, active: { any: 4, chat: 2, code: 2, excel: 1 } })
    expect(body.previousActive).toMatchObject({ any: 1 })
    // Not all of the period before was read.
    expect(body.engagement).toEqual({ new: null, regular: 4, occasional: 0, lapsed: null })
    expect(body.series.map(({ start, active }) => [start, active.any])).toEqual([
      ['2026-11-19', 3],
      ['2026-11-20', 2],
    ])
    // Shown beside the total, the lead's team would give away the one person who is not in it.
    expect(body.teams).toEqual([{ manager: null, people: 8, linked: 5, active: body.active }])
    expect(((await (await request('lead', `/adoption?${period}`)).json()) as AdoptionResponse).people).toBe(6)
  })

  it('GET /export.csv is a file with a row per person and day of activity, harmless to open', async () => {
    const { request } = await host(storage)
    const response = await request('ceo', `/export.csv?${period}`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="claude-usage-2026-11-19-to-2026-11-20.csv"',
      'cache-control': 'no-store',
    })
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[]
    const [one] = rows
    expect(Object.keys(one ?? {}).slice(0, 4)).toEqual(['Day', 'Employee ID', 'Name', 'Conversations (conversations)'])
    expect(Object.keys(one ?? {}).length).toBe(23)
    const short = rows.map((row) =>
      [row.Day, row['Employee ID'], row['Chat Messages (messages)'], row['Edit Acceptance Rate (0 to 1)']].join(' '),
    )
    expect(short.sort()).toEqual([
      '2026-11-19 ada 4 0.75',
      '2026-11-19 lead 0 ',
      '2026-11-19 left 50 ',
      '2026-11-20 ada 1 ',
      '2026-11-20 ben 0 0.25',
    ])
    expect(rows.find((row) => row['Employee ID'] === 'lead')?.Name).toBe(`'=HYPERLINK("x"), Lead`)
    const adasSecond = rows.find((row) => row['Employee ID'] === 'ada' && row.Day === '2026-11-20')
    expect(adasSecond?.['Skill Usage (invocations)']).toBe('')
  })

  it('whoever was in what was read can see that it was, and by whom', async () => {
    const created = await host(storage)
    const { request } = created
    await request('lead', `/teams/lead/stats?${period}`)
    await request('ceo', `/adoption?${period}`)
    await (await request('admin:other', `/export.csv?${period}`)).text()
    expect(await readsOf(created, 'ada')).toEqual(['other export', 'ceo adoption', 'lead team'])
    expect(await readsOf(created, 'lead')).toEqual(['other export', 'ceo adoption'])
    expect(await readsOf(created, 'other')).toEqual(['ceo adoption'])
    expect(await readsOf(created, 'ceo')).toEqual(['other export'])
    // What is refused is not a read.
    for (const path of ['/teams/lead/stats', '/adoption', '/export.csv']) {
      expect((await request('ada', `${path}?${period}`)).status).toBe(404)
    }
    expect((await readsOf(created, 'ben')).length).toBe(3)
  })

  it('what cannot be recorded is not read', async () => {
    const { request } = await host(storage)
    const { addAccess } = storage
    storage.addAccess = async () => {
      throw new Error('the disk is full')
    }
    try {
      for (const path of ['/teams/lead/stats', '/adoption', '/export.csv']) {
        const response = await request('ceo', `${path}?${period}`)
        expect(response.status).toBe(500)
        expect(await response.text()).not.toMatch(/\bada\b/)
      }
    } finally {
      storage.addAccess = addAccess
    }
  })
})
