import type { Day } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, type Endpoint } from '@windmill/claude-core/api'
import { expect, test } from 'vitest'
import { createReportAvailability, readDay } from './read-day.ts'

const day: Day = '2026-11-18'

/**
 * Creates a client that serves empty pages, and records the requests as `<endpoint> <page number>`.
 * @param getError - Returns the error that a request fails with, or null. By default, no request fails.
 */
const createFakeClient = (
  pageCounts: Record<Endpoint, number>,
  getError: (request: string) => AnalyticsError | null = () => null,
) => {
  const requests: string[] = []
  const createClient = (signal: AbortSignal): AnalyticsClient => ({
    async *readPages(endpoint) {
      for (let number = 1; number <= pageCounts[endpoint]; number += 1) {
        signal.throwIfAborted()
        requests.push(`${endpoint} ${number}`)
        await new Promise(setImmediate)
        const error = getError(`${endpoint} ${number}`)
        if (error) throw error
        yield { rows: [], isLast: number === pageCounts[endpoint] }
      }
    },
    probe: async () => {},
    readSeats: async () => null,
  })
  return { createClient, requests }
}

const readWith = (createClient: (signal: AbortSignal) => AnalyticsClient) =>
  readDay({
    createClient,
    day,
    previous: null,
    availability: createReportAvailability(),
    canSkipReports: false,
    checkAccess: async () => {},
  })

test('requests every page of every endpoint once', async () => {
  const { createClient, requests } = createFakeClient({ users: 3, skills: 2, connectors: 4 })
  await readWith(createClient)
  expect(requests).toHaveLength(9)
  expect(new Set(requests).size).toBe(9)
})

test('requests no report when the list of users refuses the day', async () => {
  const { createClient, requests } = createFakeClient(
    { users: 3, skills: 2, connectors: 4 },
    () => new AnalyticsError('request_rejected', 'There is no such day.'),
  )
  await expect(readWith(createClient)).rejects.toThrow('There is no such day.')
  expect(requests).toEqual(['users 1'])
})

test('stops requesting pages of a day after an endpoint fails', async () => {
  const { createClient, requests } = createFakeClient({ users: 50, skills: 50, connectors: 50 }, (request) =>
    request === 'skills 2' ? new AnalyticsError('api_unavailable', 'Overloaded.') : null,
  )
  await expect(readWith(createClient)).rejects.toThrow('Overloaded.')
  const requestCount = requests.length
  for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate)
  // One page of each other endpoint was in flight.
  expect(requests.length - requestCount).toBeLessThanOrEqual(2)
  expect(requests.length).toBeLessThan(12)
})
