import { accountId } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { memoryStorage } from '../src/storage/memory.ts'
import { createVirtualClock } from '../src/test/virtual-clock.ts'
import { createLeaseObserver } from './lease-observer.ts'

const acme = accountId('acme')

/** Creates an observed storage. `acquireLease` always gives a lease if `isBroken`. */
const createObservedStorage = (isBroken = false) => {
  const clock = createVirtualClock(0)
  const observer = createLeaseObserver(clock)
  const memory = memoryStorage({ now: clock.now })
  let lastToken = 0
  const acquireLease = async () => {
    lastToken += 1
    return lastToken
  }
  return { clock, observer, storage: observer.observe({ ...memory, ...(isBroken && { acquireLease }) }) }
}

test('finds a second lease, even if both are acquired at the same time', async () => {
  const { observer, storage } = createObservedStorage(true)
  await Promise.all([storage.acquireLease(acme, 30_000), storage.acquireLease(acme, 30_000)])
  expect(observer.takeFailures()).toEqual(['The lease 2 was granted while another runner held a lease'])
  await storage.acquireLease(acme, 30_000)
  expect(observer.takeFailures()).toEqual(['The lease 3 was granted while another runner held a lease'])
})

test('allows a lease after the former one has expired, was released or was revoked', async () => {
  const { clock, observer, storage } = createObservedStorage()
  const acquire = async () => (await storage.acquireLease(acme, 30_000)) ?? 0
  const [token] = await Promise.all([acquire(), acquire()])
  await storage.releaseLease(acme, token)
  await acquire()
  await storage.revokeLease(acme)
  await acquire()
  await clock.sleep(30_001)
  expect(await acquire()).toBeGreaterThan(token)
  expect(observer.takeFailures()).toEqual([])
})
