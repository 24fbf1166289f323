import { describe, expect, test } from 'vitest'
import { createErrorResponse, createFakeApi, createPageResponse } from '../../test/fake-api.ts'
import { addDays, type Day } from '../time/day.ts'
import { createAnalyticsClient } from './analytics-client.ts'
import { findLatestDay } from './find-latest-day.ts'

const today: Day = '2026-11-20'

/**
 * Creates a fake API that serves the days up to `latest` and rejects later days with a message. Returns a function that
 * searches the API for its latest day, and the requests.
 */
const createSearch = (latest: Day, createMessage: (requested: string) => string) => {
  const api = createFakeApi(({ url }) => {
    const requested = url.searchParams.get('date') ?? ''
    return requested <= latest ? createPageResponse([]) : createErrorResponse(400, createMessage(requested))
  })
  const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
  return { findLatest: () => findLatestDay(client, today), requests: api.requests }
}

describe('findLatestDay', () => {
  test.each<Day>(['2026-11-19', '2026-11-18', '2026-10-01'])(
    'returns the day %s from the rejection, with one request',
    async (latest) => {
      const { findLatest, requests } = createSearch(
        latest,
        (requested) => `Data is not yet available for ${requested}. The most recent available day is ${latest}.`,
      )
      expect(await findLatest()).toBe(latest)
      expect(requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
        `/v1/organizations/analytics/users?date=${today}&limit=1`,
      ])
    },
  )

  test('finds the day in the rejection whatever its wording', async () => {
    for (const createMessage of [
      (requested: string) => `date: ${requested} > 2026-11-18`,
      () => 'Die Zahlen reichen vom 2026-01-01 bis zum 2026-11-18.',
    ]) {
      expect(await createSearch('2026-11-18', createMessage).findLatest()).toBe('2026-11-18')
    }
  })

  test('goes back one day at a time if the rejection names no earlier day', async () => {
    const { findLatest, requests } = createSearch('2026-11-17', (requested) => `Not yet available: ${requested}.`)
    expect(await findLatest()).toBe('2026-11-17')
    expect(requests.map(({ url }) => url.searchParams.get('date'))).toEqual([
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
    ])
  })

  test.each([401, 402, 403, 404, 407, 422, 451])(
    'sends no further request if the first request is refused with status %i',
    async (status) => {
      for (const answer of [createErrorResponse(status, 'No.'), new Response('<html></html>', { status })]) {
        const api = createFakeApi(() => answer)
        const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
        await expect(findLatestDay(client, today)).rejects.toThrow()
        expect(api.requests).toHaveLength(1)
      }
    },
  )

  test('quotes the last rejection if the API serves no day', async () => {
    const api = createFakeApi(() => createErrorResponse(400, 'anthropic-version: header is required'))
    const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
    await expect(findLatestDay(client, today)).rejects.toThrow('anthropic-version: header is required')
  })

  test('returns today if the API serves it', async () => {
    const { findLatest, requests } = createSearch(today, String)
    expect(await findLatest()).toBe(today)
    expect(requests).toHaveLength(1)
  })

  test('finds a latest day up to 31 days back with at most 12 requests', async () => {
    for (let daysBack = 0; daysBack <= 31; daysBack += 1) {
      const { findLatest, requests } = createSearch(addDays(today, -daysBack), () => 'Later.')
      expect(await findLatest()).toBe(addDays(today, -daysBack))
      expect(requests.length).toBeLessThanOrEqual(12)
    }
  })

  test('throws after 8 requests if the API refuses every day', async () => {
    const { findLatest, requests } = createSearch(addDays(today, -32), () => 'Later.')
    await expect(findLatest()).rejects.toMatchObject({ code: 'api_unavailable', isRetryable: true })
    expect(requests).toHaveLength(8)
  })

  test.each([
    [401, 'key_refused'],
    [403, 'access_denied'],
    [404, 'access_denied'],
    [429, 'rate_limited'],
    [500, 'api_unavailable'],
  ])('throws on status %i without trying another day', async (status, code) => {
    const api = createFakeApi(() => createErrorResponse(status, 'No.'))
    const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
    await expect(findLatestDay(client, today)).rejects.toMatchObject({ code })
    expect(api.requests).toHaveLength(1)
  })

  test('rethrows errors that are not from the API', async () => {
    const shutdownError = new Error('The server is closing.')
    await expect(findLatestDay({ probe: () => Promise.reject(shutdownError) }, today)).rejects.toBe(shutdownError)
  })
})
