import type { Day } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, type Endpoint } from '@windmill/claude-core/api'
import { expect, it } from 'vitest'
import { readDay, unknownReports } from './read-day.ts'

const day: Day = '2026-11-18'

/** A client whose endpoints have a number of empty pages each, and which fails where `fails` says so. */
const fakeClient = (pages: Record<Endpoint, number>, fails: (asked: string) => AnalyticsError | null = () => null) => {
  const asked: string[] = []
  const client: AnalyticsClient = {
    async *pages(endpoint) {
      for (let number = 1; number <= pages[endpoint]; number += 1) {
        asked.push(`${endpoint} ${number}`)
        await new Promise(setImmediate)
        const error = fails(`${endpoint} ${number}`)
        if (error) throw error
        yield { rows: [], last: number === pages[endpoint] }
      }
    },
    probe: async () => {},
  }
  return { client, asked }
}

const read = (client: AnalyticsClient) =>
  readDay({
    client,
    day,
    reports: unknownReports(),
    spare: false,
  })

it('asks for every page of every endpoint, once', async () => {
  const { client, asked } = fakeClient({ users: 3, skills: 2, connectors: 4 })
  await read(client)
  expect(asked).toHaveLength(9)
  expect(new Set(asked).size).toBe(9)
})

it('asks for the reports of a day only when the day turns out to be served', async () => {
  const { client, asked } = fakeClient(
    { users: 3, skills: 2, connectors: 4 },
    () => new AnalyticsError('request_rejected', 'There is no such day.'),
  )
  await expect(read(client)).rejects.toThrow('There is no such day.')
  expect(asked).toEqual(['users 1'])
})

it('spends nothing more on a day of which a part cannot be had', async () => {
  const { client, asked } = fakeClient({ users: 50, skills: 50, connectors: 50 }, (page) =>
    page === 'skills 2' ? new AnalyticsError('api_unavailable', 'Overloaded.') : null,
  )
  await expect(read(client)).rejects.toThrow('Overloaded.')
  const spent = asked.length
  for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate)
  // One page of each of the others was under way.
  expect(asked.length - spent).toBeLessThanOrEqual(2)
  expect(asked.length).toBeLessThan(12)
})
