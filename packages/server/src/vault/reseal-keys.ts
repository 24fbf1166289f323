import type { AccountId } from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { type Vault, VaultError } from './keyring.ts'

/** Returned by `claude.keyring.reseal`. */
export interface ResealResult {
  /** Number of accounts with a key that was sealed anew. */
  readonly resealed: number
  /**
   * Ids of the accounts with a key that the vault cannot open. Their admins have to paste an Analytics key again. No
   * key of the ring has to be kept for these accounts.
   */
  readonly unreadable: readonly string[]
}

interface ResealOptions {
  readonly storage: StorageAdapter
  readonly vault: Vault
}

/** Seals the keys of all accounts anew, even a key that is replaced during the call. A removed key stays removed. */
export const resealKeys = async ({ storage, vault }: ResealOptions): Promise<ResealResult> => {
  let resealed = 0
  const unreadable: AccountId[] = []
  for (const { accountId } of await storage.listConnections()) {
    const result = await resealKey({ storage, vault }, accountId)
    if (result === 'resealed') resealed += 1
    if (result === 'unreadable') unreadable.push(accountId)
  }
  return { resealed, unreadable }
}

const resealKey = async (options: ResealOptions, accountId: AccountId): Promise<'none' | 'unreadable' | 'resealed'> => {
  const { storage, vault } = options
  const sealed = (await storage.getConnection(accountId))?.sealedKey ?? null
  if (sealed === null) return 'none'
  try {
    const resealed = await vault.seal(accountId, await vault.open(accountId, sealed))
    if (await storage.replaceSealedKey(accountId, sealed, resealed)) return 'resealed'
  } catch (error) {
    if (error instanceof VaultError) return 'unreadable'
    throw error
  }
  // The key was replaced after it was read, perhaps by a process that still seals with the former vault key.
  return await resealKey(options, accountId)
}
