import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { createSyncHost, jsonHeaders, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme, resetAccount } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'

const writeNames: ReadonlySet<string> = new Set<keyof StorageAdapter>([
  'addLogEntries',
  'saveConnection',
  'acceptInvitation',
  'updateConnection',
  'reopenAccount',
  'replaceDirectory',
  'saveDirectoryStatus',
  'decideLinks',
  'revokeLease',
  'requestSync',
])

interface CrashingStorage {
  readonly storage: StorageAdapter
  readonly hasCrashed: () => boolean
}

/**
 * Wraps a storage so that nothing can be done with it from the nth write on, like in a process that was killed.
 * @param isLastStored - Whether the nth write is stored, and only its answer is lost.
 */
const crashAtWrite = (storage: StorageAdapter, nth: number, isLastStored: boolean): CrashingStorage => {
  let count = 0
  const wrap = ([name, value]: readonly [string, unknown]): readonly [string, unknown] => {
    if (typeof value !== 'function') return [name, value]
    const run = async (...args: readonly unknown[]): Promise<unknown> => {
      if (count >= nth) throw new Error('killed')
      if (writeNames.has(name)) count += 1
      if (count < nth) return await value(...args)
      if (isLastStored) await value(...args)
      throw new Error('killed')
    }
    return [name, run]
  }
  return {
    storage: Object.fromEntries(Object.entries(storage).map(wrap)) as unknown as StorageAdapter,
    hasCrashed: () => count >= nth,
  }
}

describe.each(testStorages)('with %s', (_, create) => {
  const storage = setUpStorage(create)

  const connect = (host: SyncHost, secret: string | null): Promise<Response> =>
    host.request(secret === null ? 'admin:boss' : null, '/connection', {
      method: 'PUT',
      headers: { ...jsonHeaders, ...(secret !== null && { authorization: `Invitation ${secret}` }) },
      body: JSON.stringify({ apiKey: host.api.keys.analytics }),
    })
  /**
   * Creates a host, as a new process does. Each host has a request budget of its own. No time passes on the virtual
   * clocks, so the requests of all hosts would use up a shared budget.
   */
  const createHost = (from: StorageAdapter) =>
    createSyncHost({ storage: { ...from, updateBudget: memoryStorage().updateBudget }, vault: plaintextVault })
  const isErased = () => storage.isAccountErased(acme)

  test.each([
    ['an invitation', true],
    ['a viewer', false],
  ] as const)(
    'a crash while %s connects an erased account leaves it disconnected, or connected and no longer erased',
    async (_caller, isInvited) => {
      let connectedAfterCrash = 0
      for (const isLastStored of [false, true]) {
        for (let nth = 1; ; nth += 1) {
          await resetAccount(storage, acme)
          await storage.eraseAccount(acme)
          const host = createHost(storage)
          const secret = isInvited
            ? (await host.claude.api.invite({ accountId: acme, employeeId: 'boss', role: 'admin' })).secret
            : null
          const crashing = crashAtWrite(storage, nth, isLastStored)
          const { ok } = await connect(createHost(crashing.storage), secret)
          if (!crashing.hasCrashed()) {
            expect(ok).toBe(true)
            break
          }
          const isConnected = async () => (await storage.getConnection(acme))?.sealedKey != null
          if (await isConnected()) {
            connectedAfterCrash += 1
            expect([nth, await isErased()]).toEqual([nth, false])
          } else {
            // Nothing is lost: the same request succeeds now.
            expect((await connect(createHost(storage), secret)).status).toBe(200)
            expect([nth, await isConnected(), await isErased()]).toEqual([nth, true, false])
          }
          expect((await createHost(storage).request('admin:boss', '/employees')).status).toBe(200)
          expect((await storage.listEmployees(acme)).length).toBeGreaterThan(0)
        }
      }
      expect(connectedAfterCrash).toBeGreaterThan(0)
    },
  )
})
