import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError, keyring, type Vault } from '@windmill/claude-server'
import { DemoError } from './demo-error.ts'

const ringId = 'demo'

/**
 * The vault that seals Claude's key: with the key given, or with one that is made at the first start and kept in
 * `dataDir`, readable by this user alone. Throws a `DemoError` for a key that is not 32 bytes.
 */
export const openVault = (given: string | null, dataDir: string): Vault => {
  if (given !== null) return createVault(given, 'CLAUDE_VAULT_KEY')
  const path = join(dataDir, 'vault-key')
  return createVault(readOrMake(path), path)
}

const createVault = (key: string, source: string): Vault => {
  try {
    return keyring({ current: ringId, keys: { [ringId]: key } })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new DemoError(
      'vault_key_invalid',
      `${source}: the vault key must be 32 bytes as base64 or hex. Make one with: openssl rand -base64 32`,
    )
  }
}

const readOrMake = (path: string): string => {
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
