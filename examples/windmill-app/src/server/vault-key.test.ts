import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openVault } from './vault-key.ts'
import { demoAccount } from './viewer.ts'

const createDataDir = (): string => join(mkdtempSync(join(tmpdir(), 'windmill-vault-')), 'data')

test('creates a key on the first start, readable only by this user, and reuses it', async () => {
  const dataDir = createDataDir()
  const sealed = await openVault(null, dataDir).seal(demoAccount, 'secret')
  const path = join(dataDir, 'vault-key')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32)
  expect(await openVault(null, dataDir).open(demoAccount, sealed)).toBe('secret')
})

test('uses the configured key and then creates none', async () => {
  const dataDir = createDataDir()
  const vault = openVault('A'.repeat(43), dataDir)
  expect(await vault.open(demoAccount, await vault.seal(demoAccount, 'secret'))).toBe('secret')
  expect(() => statSync(dataDir)).toThrow('ENOENT')
})

test('names the source of a key that is not 32 bytes and says how to make one', () => {
  expect(() => openVault('too short', createDataDir())).toThrow(
    'CLAUDE_VAULT_KEY: the vault key must be 32 bytes as base64 or hex. Make one with: openssl rand -base64 32',
  )
})
