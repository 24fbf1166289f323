import { expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { connect, createSyncHost, expectStoredUsageMatchesApi, plaintextVault } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

test('a run keeps its lease when every other renewal fails', async () => {
  const storage = memoryStorage()
  const host = createSyncHost({ storage, vault: plaintextVault })
  const { renewLease, writeDay } = storage
  let renewalCount = 0
  storage.renewLease = async (...args) => {
    renewalCount += 1
    if (renewalCount % 2 === 1) throw new Error('The connection broke.')
    return await renewLease(...args)
  }
  const otherTokens: (number | null)[] = []
  storage.writeDay = async (...args) => {
    otherTokens.push(await storage.acquireLease(acme, host.clock.now(), 1_000))
    return await writeDay(...args)
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(renewalCount).toBeGreaterThan(10)
  expect(otherTokens.filter((token) => token !== null)).toEqual([])
  await expectStoredUsageMatchesApi(host)
})
