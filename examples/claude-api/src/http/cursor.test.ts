import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const api = createClaudeApi({ people: 200, now, rpm: 1e6 })
const getEmails = (rows: readonly { readonly user: { readonly email_address: string } }[]) =>
  rows.map(({ user }) => user.email_address)

describe('pages', () => {
  test('have 20 users, or 100 skills or connectors, by default', async () => {
    expect((await fetchReport(api, 'users?date=2026-11-18')).body.data).toHaveLength(20)
    expect((await fetchReport(api, 'skills?date=2026-11-18&group_by[]=user_id')).body.data).toHaveLength(100)
    expect((await fetchReport(api, 'connectors?date=2026-11-18&group_by[]=user_id')).body.data).toHaveLength(100)
  })

  test('contain every user once, sorted by address, at page sizes of 7 and 1000', async () => {
    const allRows = await fetchAllRows(api, 'users?date=2026-11-18&limit=1000')
    const pagedBySeven = await fetchAllRows(api, 'users?date=2026-11-18&limit=7')
    expect(pagedBySeven).toEqual(allRows)
    expect(getEmails(allRows)).toEqual(getEmails(allRows).toSorted())
    expect(new Set(getEmails(allRows)).size).toBe(allRows.length)
  })

  test('sort skills by name', async () => {
    const skills = (await fetchAllRows(api, 'skills?date=2026-11-18&group_by[]=user_id')).map(
      ({ skill_name }) => skill_name,
    )
    expect(skills).toEqual(skills.toSorted())
  })

  test('have at most `pageRows` rows, even with a higher limit, and still contain every row', async () => {
    const limitedApi = createClaudeApi({ people: 200, now, rpm: 1e6, pageRows: 30 })
    expect((await fetchReport(limitedApi, 'users?date=2026-11-18&limit=1000')).body.data).toHaveLength(30)
    expect(await fetchAllRows(limitedApi, 'users?date=2026-11-18&limit=1000')).toEqual(
      await fetchAllRows(api, 'users?date=2026-11-18&limit=1000'),
    )
  })

  test('have no `has_more`, and a null `next_page` on the last page', async () => {
    const { body } = await fetchReport(api, 'users?date=2026-11-18&limit=1000')
    expect(Object.keys(body)).toEqual(['data', 'next_page'])
    expect(body.next_page).toBeNull()
  })
})

describe('a cursor', () => {
  const fetchFirstCursor = async () =>
    (await fetchReport(api, 'users?date=2026-11-18&limit=7')).body.next_page as string

  test('is rejected with 400 in a request with another day, limit or endpoint', async () => {
    const cursor = await fetchFirstCursor()
    for (const otherPath of [
      'users?date=2026-11-17&limit=7',
      'users?date=2026-11-18&limit=8',
      'skills?date=2026-11-18&limit=7',
    ]) {
      expect((await fetchReport(api, `${otherPath}&page=${cursor}`)).status).toBe(400)
    }
  })

  test('works with the parameters in another order', async () => {
    expect((await fetchReport(api, `users?page=${await fetchFirstCursor()}&limit=7&date=2026-11-18`)).status).toBe(200)
  })

  test('is rejected with 410 when it is malformed', async () => {
    for (const malformedCursor of ['nonsense', '', 'eyJvIjoxMDAwfQ']) {
      expect((await fetchReport(api, `users?date=2026-11-18&limit=7&page=${malformedCursor}`)).status).toBe(410)
    }
  })

  test('expires a day after the first page was requested, even when the cursor was issued later', async () => {
    const clock = createClock('2026-11-22T15:00:00Z')
    const slowlyReadApi = createClaudeApi({ people: 200, now: clock.now })
    const path = 'users?date=2026-11-04&limit=7'
    const secondCursor = (await fetchReport(slowlyReadApi, path)).body.next_page
    clock.set('2026-11-23T14:59:00Z')
    const thirdCursor = (await fetchReport(slowlyReadApi, `${path}&page=${secondCursor}`)).body.next_page
    expect(thirdCursor).toEqual(expect.any(String))
    clock.set('2026-11-23T15:01:00Z')
    expect((await fetchReport(slowlyReadApi, `${path}&page=${thirdCursor}`)).status).toBe(410)
  })

  test('is rejected with 410 after its day was revised, but works on for a settled day', async () => {
    const clock = createClock('2026-11-22T13:29:00Z')
    const revisedApi = createClaudeApi({ people: 200, now: clock.now })
    const [provisionalPath, settledPath] = ['users?date=2026-11-20&limit=7', 'users?date=2026-11-17&limit=7']
    const [provisionalCursor, settledCursor] = [
      (await fetchReport(revisedApi, provisionalPath)).body.next_page,
      (await fetchReport(revisedApi, settledPath)).body.next_page,
    ]
    clock.set('2026-11-22T13:31:00Z')
    expect((await fetchReport(revisedApi, `${provisionalPath}&page=${provisionalCursor}`)).status).toBe(410)
    expect((await fetchReport(revisedApi, `${settledPath}&page=${settledCursor}`)).status).toBe(200)
  })
})
