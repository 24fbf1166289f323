import { describe, expect, test } from 'vitest'
import { createErrorResponse, createFakeApiWithAnswers } from '../../test/fake-api.ts'
import { createAnalyticsClient } from './analytics-client.ts'

const week = { from: '2026-11-12', to: '2026-11-18' } as const

/** Reads the seats from an answer with this body. */
const readSeatsFrom = (body: unknown) => {
  const api = createFakeApiWithAnswers(Response.json(body))
  return createAnalyticsClient({ apiKey: 'sk-ant-api01-secret', fetch: api.fetch }).readSeats(week)
}

const createRow = (day: string, fields: Record<string, unknown> = {}) => ({
  starting_at: `${day}T00:00:00Z`,
  ending_at: '2026-11-19T00:00:00Z',
  assigned_seat_count: 120,
  pending_invite_count: 4,
  daily_active_user_count: 61,
  ...fields,
})

test('asks for the period in one request, with an exclusive end', async () => {
  const api = createFakeApiWithAnswers(Response.json({ data: [createRow('2026-11-18')], next_page: null }))
  await createAnalyticsClient({ apiKey: 'sk-ant-api01-secret', fetch: api.fetch }).readSeats(week)
  expect(api.requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
    '/v1/organizations/analytics/summaries?starting_date=2026-11-12&ending_date=2026-11-19',
  ])
})

test('returns the newest day with seats, in any order', async () => {
  const rows = [
    createRow('2026-11-16', { assigned_seat_count: 118 }),
    createRow('2026-11-18', { assigned_seat_count: null }),
    createRow('2026-11-17'),
  ]
  const expected = { day: '2026-11-17', assigned: 120, pendingInvites: 4 }
  expect(await readSeatsFrom({ data: rows, next_page: null })).toEqual(expected)
  expect(await readSeatsFrom({ data: rows.toReversed(), next_page: null })).toEqual(expected)
})

test('reads the list and the date by their older names', async () => {
  const { starting_at: _, ...row } = createRow('2026-11-18', { starting_date: '2026-11-18' })
  expect(await readSeatsFrom({ summaries: [row] })).toEqual({ day: '2026-11-18', assigned: 120, pendingInvites: 4 })
})

test('reads an answer that arrives in several parts', async () => {
  const rows = Array.from({ length: 3_000 }, () => createRow('2026-11-12'))
  const body = { data: [...rows, createRow('2026-11-18', { assigned_seat_count: 7 })], next_page: null }
  expect(await readSeatsFrom(body)).toEqual({ day: '2026-11-18', assigned: 7, pendingInvites: 4 })
})

describe('an answer', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a number', 5],
    ['an object without a list', {}],
    ['a list that is null', { data: null }],
    ['a list that is no list', { data: 'none' }],
    ['rows that are no objects', { data: [null, 5, 'row', []] }],
    ['rows without seats', { data: [createRow('2026-11-18', { assigned_seat_count: undefined })] }],
    ['seats of an unexpected type', { data: [createRow('2026-11-18', { assigned_seat_count: '120' })] }],
    ['negative seats', { data: [createRow('2026-11-18', { assigned_seat_count: -1 })] }],
    ['more seats than can be stored', { data: [createRow('2026-11-18', { assigned_seat_count: 2 ** 31 })] }],
    ['a day that does not exist', { data: [createRow('2026-11-31')] }],
    ['a day of an unexpected type', { data: [createRow('', { starting_at: 20261118 })] }],
    ['another period', { data: [createRow('2026-11-19'), createRow('2026-11-11')] }],
  ])('with %s gives no seats', async (_, body) => {
    expect(await readSeatsFrom(body)).toBe(null)
  })

  test.each([undefined, null, '4', -1, 0.5])(
    'with %s pending invitations gives the assigned seats, and null for the invitations',
    async (count) => {
      const body = { data: [createRow('2026-11-18', { pending_invite_count: count })] }
      expect(await readSeatsFrom(body)).toEqual({ day: '2026-11-18', assigned: 120, pendingInvites: null })
    },
  )

  test('with an error status rejects with an error', async () => {
    for (const [status, code] of [
      [400, 'request_rejected'],
      [403, 'access_denied'],
      [404, 'access_denied'],
      [503, 'api_unavailable'],
    ] as const) {
      const api = createFakeApiWithAnswers(createErrorResponse(status, 'Refused on 2026-11-17.'))
      const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-secret', fetch: api.fetch })
      await expect(client.readSeats(week)).rejects.toMatchObject({ code })
    }
  })
})
