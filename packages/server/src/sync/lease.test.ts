import { expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import { connect, expectTruth, openVault, world } from '../test/world.ts'

it('keeps its lease when the database fails while that is prolonged', async () => {
  const storage = memoryStorage()
  const host = world({ storage, vault: openVault })
  const { renewLease, writeDay } = storage
  let renewals = 0
  storage.renewLease = async (...lease) => {
    renewals += 1
    if (renewals % 2 === 1) throw new Error('The connection broke.')
    return await renewLease(...lease)
  }
  const taken: (number | null)[] = []
  storage.writeDay = async (...day) => {
    taken.push(await storage.acquireLease(acme, host.clock.now(), 1_000))
    return await writeDay(...day)
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  expect(renewals).toBeGreaterThan(10)
  expect(taken.filter((token) => token !== null)).toEqual([])
  await expectTruth(host)
})
