import { expect, test } from 'vitest'
import { createVirtualClock } from '../src/test/virtual-clock.ts'
import { createRequestObserver } from './request-observer.ts'

/** Observes an API that belongs to one organization. Each request takes a second. */
const createObservedApi = () => {
  const clock = createVirtualClock(0)
  const failures: string[] = []
  const observer = createRequestObserver(
    { requests: { total: () => 0, list: () => [], clear: () => {} } },
    clock,
    failures,
  )
  const answer = async () => new Response(null, { headers: { 'anthropic-organization-id': 'acme' } })
  const fetch = observer.observe(answer)
  const send = async (key: string, count: number) => {
    for (let sent = 0; sent < count; sent += 1) {
      await fetch('https://api', { headers: { 'x-api-key': key } })
      await clock.sleep(1_000)
    }
  }
  return { clock, failures, send }
}

test('fails when an organization gets more than 50 requests in a minute, whatever the keys', async () => {
  const { failures, send } = createObservedApi()
  await send('one', 25)
  await send('two', 25)
  expect(failures).toEqual([])
  await send('one', 1)
  expect(failures).toEqual([expect.stringContaining('more than 50 requests in the minute to 1970-01-01T00:00:50.000Z')])
})

test('allows the first request of a key at any time, and counts it for the next ones', async () => {
  const { clock, failures, send } = createObservedApi()
  await send('one', 50)
  await send('two', 1)
  expect(failures).toEqual([])
  // The first request is more than a minute old, but the request with the other key has taken its place.
  await clock.sleep(9_500)
  await send('one', 1)
  expect(failures).toHaveLength(1)
})

test('counts no request that is older than a minute', async () => {
  const { clock, failures, send } = createObservedApi()
  await send('one', 50)
  await clock.sleep(10_000)
  await send('one', 50)
  expect(failures).toEqual([])
})
