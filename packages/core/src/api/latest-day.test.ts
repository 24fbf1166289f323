import { describe, expect, test } from 'vitest'
import { fakeApi, page, refusal } from '../../test/fake-api.ts'
import { addDays, type Day } from '../time/day.ts'
import { createAnalyticsClient } from './client.ts'
import { findLatestDay } from './latest-day.ts'

const today: Day = '2026-11-20'

/** An API that serves up to `latest`, and words its refusal of later days as `says`. */
const servingTo = (latest: Day, says: (asked: string) => string) => {
  const api = fakeApi(({ url }) => {
    const asked = url.searchParams.get('date') ?? ''
    return asked <= latest ? page([]) : refusal(400, says(asked))
  })
  const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
  return { learn: () => findLatestDay(client, today), requests: api.requests }
}

describe('learnLatestDay', () => {
  test.each<Day>(['2026-11-19', '2026-11-18', '2026-10-01'])(
    'takes the day %s from the answer, in one request',
    async (latest) => {
      const { learn, requests } = servingTo(
        latest,
        (asked) => `Data is not yet available for ${asked}. The most recent available day is ${latest}.`,
      )
      expect(await learn()).toBe(latest)
      expect(requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
        `/v1/organizations/analytics/users?date=${today}&limit=1`,
      ])
    },
  )

  test('does not depend on the wording', async () => {
    for (const says of [
      (asked: string) => `date: ${asked} > 2026-11-18`,
      () => 'Die Zahlen reichen vom 2026-01-01 bis zum 2026-11-18.',
    ]) {
      expect(await servingTo('2026-11-18', says).learn()).toBe('2026-11-18')
    }
  })

  test('goes back one day at a time where the answer names none', async () => {
    const { learn, requests } = servingTo('2026-11-17', (asked) => `Not yet available: ${asked}.`)
    expect(await learn()).toBe('2026-11-17')
    expect(requests.map(({ url }) => url.searchParams.get('date'))).toEqual([
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
    ])
  })

  test('assumes no lag: today itself, once it is served, is the latest day', async () => {
    const { learn, requests } = servingTo(today, String)
    expect(await learn()).toBe(today)
    expect(requests).toHaveLength(1)
  })

  test('a stall of a month is followed, and no further', async () => {
    expect(await servingTo(addDays(today, -31), () => 'Later.').learn()).toBe(addDays(today, -31))
    const { learn, requests } = servingTo(addDays(today, -32), () => 'Later.')
    await expect(learn()).rejects.toMatchObject({ code: 'api_unavailable', retryable: true })
    expect(requests).toHaveLength(32)
  })

  test.each([
    [401, 'key_refused'],
    [403, 'access_denied'],
    [404, 'access_denied'],
    [429, 'rate_limited'],
    [500, 'api_unavailable'],
  ])('a %i is not a day that is too recent', async (status, code) => {
    const api = fakeApi(() => refusal(status, 'No.'))
    const client = createAnalyticsClient({ apiKey: 'sk-ant-api01-key', fetch: api.fetch })
    await expect(findLatestDay(client, today)).rejects.toMatchObject({ code })
    expect(api.requests).toHaveLength(1)
  })

  test('an error of another kind is passed on', async () => {
    const stopped = new Error('The server is closing.')
    await expect(findLatestDay({ probe: () => Promise.reject(stopped) }, today)).rejects.toBe(stopped)
  })
})
