import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError, keyring, type Vault } from '@windmill/claude-server'
import { DemoError } from './demo-error.ts'

const keyId = 'demo'

/**
 * Opens the vault that seals the Analytics API key. Uses the configured key, or else the key in `dataFolder`. The first
 * start creates that key in a file that only this user can read.
 * @throws DemoError `vault_key_invalid` for a key that is not 32 random bytes.
 */
export const openVault = (configuredKey: string | null, dataFolder: string): Vault => {
  if (configuredKey !== null) return createVault(configuredKey, 'CLAUDE_VAULT_KEY')
  const path = join(dataFolder, 'vault-key')
  return createVault(readOrCreateKey(path), path)
}

const createVault = (key: string, source: string): Vault => {
  try {
    return keyring({ current: keyId, keys: { [keyId]: key } })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new DemoError(
      'vault_key_invalid',
      `${source}: the vault key must be 32 random bytes as base64 or hex. Make one with: openssl rand -base64 32`,
    )
  }
}

const readOrCreateKey = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(join(path, '..'), { recursive: true })
  const key = randomBytes(32).toString('base64')
  writeFileSync(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
