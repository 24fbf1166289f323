import { describe, expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import { createClock, fetchAllRows, fetchReport } from '../test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
const api = createClaudeApi({ people: 200, now, rpm: 1e6 })
const emailsOf = (rows: readonly { readonly user: { readonly email_address: string } }[]) =>
  rows.map(({ user }) => user.email_address)

describe('pages', () => {
  test('have 20 users and 100 skills or connectors unless asked otherwise', async () => {
    expect((await fetchReport(api, 'users?date=2026-11-18')).body.data).toHaveLength(20)
    expect((await fetchReport(api, 'skills?date=2026-11-18&group_by[]=user_id')).body.data).toHaveLength(100)
    expect((await fetchReport(api, 'connectors?date=2026-11-18&group_by[]=user_id')).body.data).toHaveLength(100)
  })

  test('hold every row once, in order, whatever their size', async () => {
    const whole = await fetchAllRows(api, 'users?date=2026-11-18&limit=1000')
    const inSevens = await fetchAllRows(api, 'users?date=2026-11-18&limit=7')
    expect(inSevens).toEqual(whole)
    expect(emailsOf(whole)).toEqual(emailsOf(whole).toSorted())
    expect(new Set(emailsOf(whole)).size).toBe(whole.length)
    const skills = (await fetchAllRows(api, 'skills?date=2026-11-18&group_by[]=user_id')).map(
      ({ skill_name }) => skill_name,
    )
    expect(skills).toEqual(skills.toSorted())
  })

  test('have no more rows than the server gives, whatever is asked for', async () => {
    const sparing = createClaudeApi({ people: 200, now, rpm: 1e6, pageRows: 30 })
    expect((await fetchReport(sparing, 'users?date=2026-11-18&limit=1000')).body.data).toHaveLength(30)
    expect(await fetchAllRows(sparing, 'users?date=2026-11-18&limit=1000')).toEqual(
      await fetchAllRows(api, 'users?date=2026-11-18&limit=1000'),
    )
  })

  test('never say has_more, and end with null', async () => {
    const { body } = await fetchReport(api, 'users?date=2026-11-18&limit=1000')
    expect(Object.keys(body)).toEqual(['data', 'next_page'])
    expect(body.next_page).toBeNull()
  })
})

describe('a cursor', () => {
  const first = async () => (await fetchReport(api, 'users?date=2026-11-18&limit=7')).body.next_page as string

  test('is refused with another request', async () => {
    const page = await first()
    for (const other of [
      'users?date=2026-11-17&limit=7',
      'users?date=2026-11-18&limit=8',
      'skills?date=2026-11-18&limit=7',
    ]) {
      expect((await fetchReport(api, `${other}&page=${page}`)).status).toBe(400)
    }
  })

  test('works whatever the order of the parameters', async () => {
    expect((await fetchReport(api, `users?page=${await first()}&limit=7&date=2026-11-18`)).status).toBe(200)
  })

  test('is gone when it is none', async () => {
    for (const page of ['nonsense', '', 'eyJvIjoxMDAwfQ']) {
      expect((await fetchReport(api, `users?date=2026-11-18&limit=7&page=${page}`)).status).toBe(410)
    }
  })

  test('is gone a day after the walk startedAt, however late it was given', async () => {
    const clock = createClock('2026-11-22T15:00:00Z')
    const slow = createClaudeApi({ people: 200, now: clock.now })
    const path = 'users?date=2026-11-04&limit=7'
    const second = (await fetchReport(slow, path)).body.next_page
    clock.set('2026-11-23T14:59:00Z')
    const third = (await fetchReport(slow, `${path}&page=${second}`)).body.next_page
    expect(third).toEqual(expect.any(String))
    clock.set('2026-11-23T15:01:00Z')
    expect((await fetchReport(slow, `${path}&page=${third}`)).status).toBe(410)
  })

  test('is gone when the figures under it were revised, and stays when they are settled', async () => {
    const clock = createClock('2026-11-22T13:29:00Z')
    const moving = createClaudeApi({ people: 200, now: clock.now })
    const [fresh, settled] = ['users?date=2026-11-20&limit=7', 'users?date=2026-11-17&limit=7']
    const [freshPage, settledPage] = [
      (await fetchReport(moving, fresh)).body.next_page,
      (await fetchReport(moving, settled)).body.next_page,
    ]
    clock.set('2026-11-22T13:31:00Z')
    expect((await fetchReport(moving, `${fresh}&page=${freshPage}`)).status).toBe(410)
    expect((await fetchReport(moving, `${settled}&page=${settledPage}`)).status).toBe(200)
  })
})
