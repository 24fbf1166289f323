import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoAccountId } from './demo-account-id.ts'
import { openVault } from './open-vault.ts'

const createDataFolderPath = (): string => join(mkdtempSync(join(tmpdir(), 'windmill-vault-')), 'data')

test('on the first start, creates a key that only this user can read, and uses it again later', async () => {
  const dataFolder = createDataFolderPath()
  const sealed = await openVault(null, dataFolder).seal(demoAccountId, 'secret')
  const path = join(dataFolder, 'vault-key')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32)
  expect(await openVault(null, dataFolder).open(demoAccountId, sealed)).toBe('secret')
})

test('uses the configured key and creates no key file', async () => {
  const dataFolder = createDataFolderPath()
  const vault = openVault(randomBytes(32).toString('base64'), dataFolder)
  expect(await vault.open(demoAccountId, await vault.seal(demoAccountId, 'secret'))).toBe('secret')
  expect(() => statSync(dataFolder)).toThrow('ENOENT')
})

test('refuses a key that is not 32 random bytes, names its environment variable, and says how to create a key', () => {
  for (const key of ['too short', 'A'.repeat(43)])
    expect(() => openVault(key, createDataFolderPath())).toThrow(
      'CLAUDE_VAULT_KEY: the vault key must be 32 random bytes as base64 or hex. Make one with: openssl rand -base64 32',
    )
})
