import { describe, expect, test } from 'vitest'
import { createErrorResponse, createFakeApi, createPage } from '../../test/fake-api.ts'
import { addDays, type Day } from '../time/day.ts'
import { createAnalyticsClient } from './client.ts'
import { findLatestDay } from './find-latest-day.ts'

const today: Day = '2026-11-20'

/** Creates an API that serves days up to `latest` and refuses later ones with a message. */
const createApi = (latest: Day, createMessage: (requested: string) => string) => {
  const api = createFakeApi(({ url }) => {
    const requested = url.searchParams.get('date') ?? ''
    return requested <= latest ? createPage([]) : createErrorResponse(400, createMessage(requested))
  })
  const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
  return { findLatest: () => findLatestDay(client, today), requests: api.requests }
}

describe('findLatestDay', () => {
  test.each<Day>(['2026-11-19', '2026-11-18', '2026-10-01'])(
    'takes the day %s from the refusal, with one request',
    async (latest) => {
      const { findLatest, requests } = createApi(
        latest,
        (requested) => `Data is not yet available for ${requested}. The most recent available day is ${latest}.`,
      )
      expect(await findLatest()).toBe(latest)
      expect(requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
        `/v1/organizations/analytics/users?date=${today}&limit=1`,
      ])
    },
  )

  test('does not depend on the wording', async () => {
    for (const createMessage of [
      (requested: string) => `date: ${requested} > 2026-11-18`,
      () => 'Die Zahlen reichen vom 2026-01-01 bis zum 2026-11-18.',
    ]) {
      expect(await createApi('2026-11-18', createMessage).findLatest()).toBe('2026-11-18')
    }
  })

  test('goes back one day at a time if the refusal names no day', async () => {
    const { findLatest, requests } = createApi('2026-11-17', (requested) => `Not yet available: ${requested}.`)
    expect(await findLatest()).toBe('2026-11-17')
    expect(requests.map(({ url }) => url.searchParams.get('date'))).toEqual([
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
    ])
  })

  test('returns today if it is served', async () => {
    const { findLatest, requests } = createApi(today, String)
    expect(await findLatest()).toBe(today)
    expect(requests).toHaveLength(1)
  })

  test('goes back 31 days and then fails', async () => {
    expect(await createApi(addDays(today, -31), () => 'Later.').findLatest()).toBe(addDays(today, -31))
    const { findLatest, requests } = createApi(addDays(today, -32), () => 'Later.')
    await expect(findLatest()).rejects.toMatchObject({ code: 'api_unavailable', isRetryable: true })
    expect(requests).toHaveLength(32)
  })

  test.each([
    [401, 'key_refused'],
    [403, 'access_denied'],
    [404, 'access_denied'],
    [429, 'rate_limited'],
    [500, 'api_unavailable'],
  ])('fails on a %i without trying another day', async (status, code) => {
    const api = createFakeApi(() => createErrorResponse(status, 'No.'))
    const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
    await expect(findLatestDay(client, today)).rejects.toMatchObject({ code })
    expect(api.requests).toHaveLength(1)
  })

  test('passes on errors that are not from the API', async () => {
    const stopped = new Error('The server is closing.')
    await expect(findLatestDay({ probe: () => Promise.reject(stopped) }, today)).rejects.toBe(stopped)
  })
})
