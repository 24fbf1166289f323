import { accountId } from '@windmill/claude-core'
import { createClaudeIntegration, memoryStorage } from '@windmill/claude-server'
import { describe, expect, test } from 'vitest'
import { createFakeKms } from './fake-kms.ts'
import { kmsVault } from './kms-vault.ts'

const apiKey = 'sk-ant-api01-a-key-that-must-stay-secret'
const [acme, globex] = [accountId('acme'), accountId('globex')]

describe('kmsVault', () => {
  test('opens a key that it sealed for the same account, and needs only the KMS for it', async () => {
    const kms = createFakeKms()
    const sealed = await kmsVault(kms).seal(acme, apiKey)
    expect(kms.decryptions).toEqual([])
    // A new vault opens the key, so nothing has to be kept in memory between processes.
    expect(await kmsVault(kms).open(acme, sealed)).toBe(apiKey)
    expect(kms.decryptions).toEqual(['acme'])
    for (const part of sealed.split('.'))
      expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain(apiKey)
    expect(await kmsVault(kms).seal(acme, apiKey)).not.toBe(sealed)
  })

  test('opens no sealed key for another account, with another KMS key, or after a change of the sealed text', async () => {
    const kms = createFakeKms()
    const vault = kmsVault(kms)
    const sealed = await vault.seal(acme, apiKey)
    await expect(vault.open(globex, sealed)).rejects.toMatchObject({ code: 'key_unreadable' })
    await expect(kmsVault(createFakeKms()).open(acme, sealed)).rejects.toMatchObject({ code: 'key_unreadable' })
    const [format, dataKey, ciphertext = ''] = sealed.split('.')
    // The data key of one account does not open the Analytics key of another.
    const [, otherDataKey] = (await vault.seal(globex, apiKey)).split('.')
    for (const changed of [
      '',
      'kms1',
      `kms2.${dataKey}.${ciphertext}`,
      `${format}.${otherDataKey}.${ciphertext}`,
      `${format}.${dataKey}.${ciphertext.slice(0, -2)}`,
      `${format}.${dataKey}.${ciphertext.startsWith('A') ? 'B' : 'A'}${ciphertext.slice(1)}`,
      `${format}.${dataKey}.`,
    ]) {
      const error = await vault.open(acme, changed).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'VaultError', code: 'key_unreadable' })
      expect(error).not.toHaveProperty('cause')
    }
  })

  test('rejects with the error of an unreachable KMS, and not with key_unreadable', async () => {
    const kms = createFakeKms()
    const vault = kmsVault(kms)
    const sealed = await vault.seal(acme, apiKey)
    kms.isUnreachable = true
    await expect(vault.open(acme, sealed)).rejects.toThrow('The KMS is unreachable.')
    await expect(vault.open(acme, sealed)).rejects.not.toMatchObject({ code: 'key_unreadable' })
    await expect(vault.seal(acme, apiKey)).rejects.toThrow('The KMS is unreachable.')
    kms.isUnreachable = false
    expect(await vault.open(acme, sealed)).toBe(apiKey)
  })

  test('opens keys sealed before a rotation of the KMS key, and reseals them with claude.keyring.reseal', async () => {
    const kms = createFakeKms()
    const vault = kmsVault(kms)
    const storage = memoryStorage()
    const sealed = await vault.seal(acme, apiKey)
    await storage.saveConnection({
      accountId: acme,
      status: 'connected',
      reason: null,
      sealedKey: sealed,
      lastFour: 'cret',
      savedAt: 0,
      organizationId: null,
      latestDay: null,
      notServedThrough: null,
      lastSyncAt: null,
      lastFailure: null,
      blockedSince: null,
      seats: null,
      seatsAskedAt: null,
      invitation: null,
      checkRequestedAt: null,
      announced: null,
    })
    kms.rotate()
    expect(await vault.open(acme, sealed)).toBe(apiKey)
    const claude = createClaudeIntegration({
      storage,
      vault,
      directory: { listEmployees: async () => [] },
      getViewer: () => null,
      worker: false,
    })
    expect(await claude.keyring.reseal()).toEqual({ resealed: 1, unreadable: [] })
    const resealed = (await storage.getConnection(acme))?.sealedKey ?? ''
    expect(resealed.split('.')[1]).not.toBe(sealed.split('.')[1])
    expect(await vault.open(acme, resealed)).toBe(apiKey)
  })
})
