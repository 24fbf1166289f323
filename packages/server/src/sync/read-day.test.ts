import type { Day } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, type Endpoint } from '@windmill/claude-core/api'
import { expect, test } from 'vitest'
import { createReportAvailability, readDay } from './read-day.ts'

const day: Day = '2026-11-18'

/** Creates a client that serves `pages` empty pages per endpoint, and records the requests. `fails` can return an error. */
const fakeClient = (
  pages: Record<Endpoint, number>,
  fails: (requested: string) => AnalyticsError | null = () => null,
) => {
  const requested: string[] = []
  const client: AnalyticsClient = {
    async *pages(endpoint) {
      for (let number = 1; number <= pages[endpoint]; number += 1) {
        requested.push(`${endpoint} ${number}`)
        await new Promise(setImmediate)
        const error = fails(`${endpoint} ${number}`)
        if (error) throw error
        yield { rows: [], last: number === pages[endpoint] }
      }
    },
    probe: async () => {},
  }
  return { client, requested }
}

const read = (client: AnalyticsClient) =>
  readDay({
    client,
    day,
    availability: createReportAvailability(),
    canSkipReports: false,
  })

test('requests every page of every endpoint once', async () => {
  const { client, requested } = fakeClient({ users: 3, skills: 2, connectors: 4 })
  await read(client)
  expect(requested).toHaveLength(9)
  expect(new Set(requested).size).toBe(9)
})

test('requests the reports of a day only after the list of users has served the day', async () => {
  const { client, requested } = fakeClient(
    { users: 3, skills: 2, connectors: 4 },
    () => new AnalyticsError('request_rejected', 'There is no such day.'),
  )
  await expect(read(client)).rejects.toThrow('There is no such day.')
  expect(requested).toEqual(['users 1'])
})

test('stops requesting pages of a day once one endpoint fails', async () => {
  const { client, requested } = fakeClient({ users: 50, skills: 50, connectors: 50 }, (page) =>
    page === 'skills 2' ? new AnalyticsError('api_unavailable', 'Overloaded.') : null,
  )
  await expect(read(client)).rejects.toThrow('Overloaded.')
  const spent = requested.length
  for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate)
  // One page of each other endpoint was in flight.
  expect(requested.length - spent).toBeLessThanOrEqual(2)
  expect(requested.length).toBeLessThan(12)
})
