import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const api = createClaudeApi({ people: 200, now, rpm: 1e6 })
const readEmails = (rows: readonly { readonly user: { readonly email_address: string } }[]) =>
  rows.map(({ user }) => user.email_address)

describe('pages', () => {
  test('have 20 users, or 100 skills or connectors, by default', async () => {
    expect((await fetchReport(api, 'users?date=2026-11-18')).body.data).toHaveLength(20)
    expect((await fetchReport(api, 'skills?date=2026-11-18&group_by[]=user_id')).body.data).toHaveLength(100)
    expect((await fetchReport(api, 'connectors?date=2026-11-18&group_by[]=user_id')).body.data).toHaveLength(100)
  })

  test('contain every row once and in order, at any page size', async () => {
    const allRows = await fetchAllRows(api, 'users?date=2026-11-18&limit=1000')
    const pagedBySeven = await fetchAllRows(api, 'users?date=2026-11-18&limit=7')
    expect(pagedBySeven).toEqual(allRows)
    expect(readEmails(allRows)).toEqual(readEmails(allRows).toSorted())
    expect(new Set(readEmails(allRows)).size).toBe(allRows.length)
    const skills = (await fetchAllRows(api, 'skills?date=2026-11-18&group_by[]=user_id')).map(
      ({ skill_name }) => skill_name,
    )
    expect(skills).toEqual(skills.toSorted())
  })

  test('never exceed `pageRows`, even with a higher limit', async () => {
    const limited = createClaudeApi({ people: 200, now, rpm: 1e6, pageRows: 30 })
    expect((await fetchReport(limited, 'users?date=2026-11-18&limit=1000')).body.data).toHaveLength(30)
    expect(await fetchAllRows(limited, 'users?date=2026-11-18&limit=1000')).toEqual(
      await fetchAllRows(api, 'users?date=2026-11-18&limit=1000'),
    )
  })

  test('have no has_more, and a null next_page on the last page', async () => {
    const { body } = await fetchReport(api, 'users?date=2026-11-18&limit=1000')
    expect(Object.keys(body)).toEqual(['data', 'next_page'])
    expect(body.next_page).toBeNull()
  })
})

describe('a cursor', () => {
  const fetchFirstCursor = async () =>
    (await fetchReport(api, 'users?date=2026-11-18&limit=7')).body.next_page as string

  test('is rejected with 400 for another request', async () => {
    const page = await fetchFirstCursor()
    for (const other of [
      'users?date=2026-11-17&limit=7',
      'users?date=2026-11-18&limit=8',
      'skills?date=2026-11-18&limit=7',
    ]) {
      expect((await fetchReport(api, `${other}&page=${page}`)).status).toBe(400)
    }
  })

  test('works with the parameters in another order', async () => {
    expect((await fetchReport(api, `users?page=${await fetchFirstCursor()}&limit=7&date=2026-11-18`)).status).toBe(200)
  })

  test('is rejected with 410 when it is malformed', async () => {
    for (const page of ['nonsense', '', 'eyJvIjoxMDAwfQ']) {
      expect((await fetchReport(api, `users?date=2026-11-18&limit=7&page=${page}`)).status).toBe(410)
    }
  })

  test('expires a day after the first page was requested, even when issued later', async () => {
    const clock = createClock('2026-11-22T15:00:00Z')
    const slowlyReadApi = createClaudeApi({ people: 200, now: clock.now })
    const path = 'users?date=2026-11-04&limit=7'
    const second = (await fetchReport(slowlyReadApi, path)).body.next_page
    clock.set('2026-11-23T14:59:00Z')
    const third = (await fetchReport(slowlyReadApi, `${path}&page=${second}`)).body.next_page
    expect(third).toEqual(expect.any(String))
    clock.set('2026-11-23T15:01:00Z')
    expect((await fetchReport(slowlyReadApi, `${path}&page=${third}`)).status).toBe(410)
  })

  test('is rejected with 410 after its day was revised, but not when the day is settled', async () => {
    const clock = createClock('2026-11-22T13:29:00Z')
    const revisedApi = createClaudeApi({ people: 200, now: clock.now })
    const [fresh, settled] = ['users?date=2026-11-20&limit=7', 'users?date=2026-11-17&limit=7']
    const [freshPage, settledPage] = [
      (await fetchReport(revisedApi, fresh)).body.next_page,
      (await fetchReport(revisedApi, settled)).body.next_page,
    ]
    clock.set('2026-11-22T13:31:00Z')
    expect((await fetchReport(revisedApi, `${fresh}&page=${freshPage}`)).status).toBe(410)
    expect((await fetchReport(revisedApi, `${settled}&page=${settledPage}`)).status).toBe(200)
  })
})
