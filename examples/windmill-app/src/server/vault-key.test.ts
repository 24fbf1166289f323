import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openVault } from './vault-key.ts'
import { demoAccount } from './viewer.ts'

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'windmill-vault-')), 'data')

it('makes a key at the first start, readable by this user alone, and keeps it', async () => {
  const dataDir = folder()
  const sealed = await openVault(null, dataDir).seal(demoAccount, 'secret')
  const path = join(dataDir, 'vault-key')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32)
  expect(await openVault(null, dataDir).open(demoAccount, sealed)).toBe('secret')
})

it('takes the key that is given, and then makes none', async () => {
  const dataDir = folder()
  const vault = openVault('A'.repeat(43), dataDir)
  expect(await vault.open(demoAccount, await vault.seal(demoAccount, 'secret'))).toBe('secret')
  expect(() => statSync(dataDir)).toThrow('ENOENT')
})

it('says where a key that is not 32 bytes comes from, and how to make one', () => {
  expect(() => openVault('too short', folder())).toThrow(
    'CLAUDE_VAULT_KEY: the vault key must be 32 bytes as base64 or hex. Make one with: openssl rand -base64 32',
  )
})
