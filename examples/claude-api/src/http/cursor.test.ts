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

  test('need a limit of at most `maxLimit`, which also caps the default', async () => {
    const limitedApi = createClaudeApi({ people: 200, now, rpm: 1e6, maxLimit: 15 })
    const { status, body } = await fetchReport(limitedApi, 'users?date=2026-11-18&limit=16')
    expect([status, body.error.message]).toEqual([
      400,
      'The limit parameter must be between 1 and 15, inclusive. Got 16.',
    ])
    expect((await fetchReport(limitedApi, 'users?date=2026-11-18&limit=15')).body.data).toHaveLength(15)
    expect((await fetchReport(limitedApi, 'users?date=2026-11-18')).body.data).toHaveLength(15)
  })

  test.each(['users?date=2026-11-18&limit=7', 'skills?date=2026-11-18&group_by[]=user_id'])(
    'of %s begin with the last row of the previous page if `pageOverlap` is `equal` or `changed`',
    async (report) => {
      const allRows = await fetchAllRows(api, report)
      for (const pageOverlap of ['equal', 'changed'] as const) {
        const overlappingApi = createClaudeApi({ people: 200, now, rpm: 1e6, pageOverlap })
        const first = (await fetchReport(overlappingApi, report)).body
        const second = (await fetchReport(overlappingApi, `${report}&page=${first.next_page}`)).body
        const rowBefore = first.data.at(-1)
        expect(second.data[0]).toEqual(allRows[first.data.length - 1])
        expect(rowBefore.user ?? rowBefore.user_id).toEqual(second.data[0].user ?? second.data[0].user_id)
        if (pageOverlap === 'equal') expect(rowBefore).toEqual(second.data[0])
        else expect(rowBefore).not.toEqual(second.data[0])
        const getIdentity = (row: { user?: object; user_id?: string; skill_name?: string }) =>
          JSON.stringify([row.user, row.user_id, row.skill_name])
        const overlappingRows = await fetchAllRows(overlappingApi, report)
        expect(overlappingRows.length).toBeGreaterThan(allRows.length)
        // The Map keeps the later copy of a repeated row.
        const rowsByIdentity = new Map(overlappingRows.map((row) => [getIdentity(row), row]))
        expect([...rowsByIdentity.values()]).toEqual(allRows)
      }
    },
  )

  test('without rows have null instead of a list if `emptyData` is `null`', async () => {
    const emptyPath = 'users?date=2026-11-18&filter[]=user_id:nobody'
    expect((await fetchReport(api, emptyPath)).body.data).toEqual([])
    const nullApi = createClaudeApi({ people: 20, now, emptyData: 'null' })
    expect((await fetchReport(nullApi, emptyPath)).body).toEqual({ data: null, next_page: null })
    expect((await fetchReport(nullApi, 'users?date=2026-11-18&limit=3')).body.data).toHaveLength(3)
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

  test('is rejected with 400 instead of 410 when `staleCursorStatus` is 400', async () => {
    const clock = createClock('2026-11-22T15:00:00Z')
    const strictApi = createClaudeApi({ people: 200, now: clock.now, staleCursorStatus: 400 })
    const { next_page } = (await fetchReport(strictApi, 'users?date=2026-11-04&limit=7')).body
    clock.set('2026-11-23T15:01:00Z')
    for (const cursor of [next_page, 'nonsense']) {
      expect((await fetchReport(strictApi, `users?date=2026-11-04&limit=7&page=${cursor}`)).status).toBe(400)
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

  test('is rejected with 410 after its day was revised, but stays valid for a settled day', async () => {
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
