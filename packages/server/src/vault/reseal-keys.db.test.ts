import { createHash } from 'node:crypto'
import { accountId } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createTestHost } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createAccountId, createConnectionRecord } from '../testing/fixtures.ts'
import { keyring, type Vault } from './keyring.ts'

const createKey = (name: string) => createHash('sha256').update(name).digest('base64')
const keys = { old: createKey('old'), new: createKey('new'), lost: createKey('lost') }
const oldRing = keyring({ current: 'old', keys: { old: keys.old } })
const bothRing = keyring({ current: 'new', keys: { old: keys.old, new: keys.new } })
const newRing = keyring({ current: 'new', keys: { new: keys.new } })
const lostRing = keyring({ current: 'lost', keys: { lost: keys.lost } })
const apiKey = 'sk-ant-api01-a-key-that-must-stay-secret'

describe.each(testStorages)('claude.keyring.reseal with %s', (_, create) => {
  const storage = setUpStorage(create)

  /** Saves the connection of a new account, with a key that this ring sealed. */
  const saveSealed = async (ring: Vault | null, account = createAccountId()) => {
    const sealedKey = ring && (await ring.seal(account, `${apiKey}-${account}`))
    await storage.saveConnection(createConnectionRecord(account, { sealedKey }))
    return account
  }
  const readSealed = async (account: string) => (await storage.getConnection(accountId(account)))?.sealedKey ?? ''

  test('seals every key with the current vault key, so that the old one can be retired', async () => {
    const accounts = [await saveSealed(oldRing), await saveSealed(oldRing), await saveSealed(bothRing)]
    const [lost, disconnected] = [await saveSealed(lostRing), await saveSealed(null)]
    const before = await Promise.all([...accounts, lost, disconnected].map((id) => storage.getConnection(id)))
    const { keyring: ring } = createTestHost({ storage, clock: systemClock, vault: bothRing }).claude
    for (let round = 0; round < 2; round += 1) {
      const { resealed, unreadable } = await ring.reseal()
      expect(resealed).toBeGreaterThanOrEqual(3)
      expect(unreadable).toContain(lost)
      for (const id of [...accounts, disconnected]) expect(unreadable).not.toContain(id)
    }
    for (const id of accounts) expect(await newRing.open(id, await readSealed(id))).toBe(`${apiKey}-${id}`)
    expect(await lostRing.open(lost, await readSealed(lost))).toBe(`${apiKey}-${lost}`)
    // Only the sealed key changes.
    const after = await Promise.all([...accounts, lost, disconnected].map((id) => storage.getConnection(id)))
    const omitKey = (records: typeof before) => records.map((record) => ({ ...record, sealedKey: null }))
    expect(omitKey(after)).toEqual(omitKey(before))
  })

  test('does not overwrite a key that another process saves during the call, and seals this key anew too', async () => {
    const account = await saveSealed(oldRing)
    let isFirst = true
    const vault: Vault = {
      ...bothRing,
      open: async (id, sealed) => {
        const opened = await bothRing.open(id, sealed)
        // Before the result is stored, another process saves a new API key, sealed with the old vault key.
        if (id === account && isFirst) {
          isFirst = false
          await storage.updateConnection(account, { sealedKey: await oldRing.seal(account, 'the new key') })
        }
        return opened
      },
    }
    await createTestHost({ storage, clock: systemClock, vault }).claude.keyring.reseal()
    expect(await newRing.open(account, await readSealed(account))).toBe('the new key')
  })

  test('does not bring back a key that is removed during the call', async () => {
    const account = await saveSealed(oldRing)
    const vault: Vault = {
      ...bothRing,
      seal: async (id, key) => {
        if (id === account) await storage.updateConnection(account, { sealedKey: null })
        return await bothRing.seal(id, key)
      },
    }
    await createTestHost({ storage, clock: systemClock, vault }).claude.keyring.reseal()
    expect(await readSealed(account)).toBe('')
  })

  test('rejects when the vault is away, and changes no key', async () => {
    const account = await saveSealed(oldRing)
    const sealed = await readSealed(account)
    const vault: Vault = { ...bothRing, open: () => Promise.reject(new Error('KMS is away')) }
    await expect(createTestHost({ storage, clock: systemClock, vault }).claude.keyring.reseal()).rejects.toThrow(
      'KMS is away',
    )
    expect(await readSealed(account)).toBe(sealed)
  })
})
