import { expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import { connect, createWorld, expectStoredUsageMatchesApi, plaintextVault } from '../test/world.ts'

test('a run keeps its lease when single renewals fail', async () => {
  const storage = memoryStorage()
  const host = createWorld({ storage, vault: plaintextVault })
  const { renewLease, writeDay } = storage
  let renewals = 0
  storage.renewLease = async (...lease) => {
    renewals += 1
    if (renewals % 2 === 1) throw new Error('The connection broke.')
    return await renewLease(...lease)
  }
  const otherTokens: (number | null)[] = []
  storage.writeDay = async (...day) => {
    otherTokens.push(await storage.acquireLease(acme, host.clock.now(), 1_000))
    return await writeDay(...day)
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(renewals).toBeGreaterThan(10)
  expect(otherTokens.filter((token) => token !== null)).toEqual([])
  await expectStoredUsageMatchesApi(host)
})
