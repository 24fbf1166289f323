import { systemClock } from '../clock.ts'
import { ConfigurationError } from '../configuration-error.ts'
import { describeValue } from '../describe-value.ts'
import type { Vault } from '../vault/keyring.ts'
import { callHost } from './call-host.ts'
import { hostLimits } from './host-limits.ts'

/**
 * Returns a vault that answers with a string in time, or throws. Only a `VaultError` makes an account ask for a new
 * key. A slow or unreachable vault throws another error, so it never costs an account its key.
 */
export const guardVault = (vault: Vault): Vault => {
  const callVault = async (method: keyof Vault, ...args: Parameters<Vault['seal']>): Promise<string> => {
    const name = `vault.${method}`
    // Encryption runs on other threads and takes real time, so a virtual clock would run ahead of it.
    const answer: unknown = await callHost({ name, timeoutMs: hostLimits.vaultTimeoutMs, clock: systemClock }, () =>
      vault[method](...args),
    )
    if (typeof answer === 'string' && answer !== '') return answer
    throw new ConfigurationError(
      'option_invalid',
      `${name} answered with ${describeValue(answer)}: it must answer with a string. No key was stored or used. Correct it.`,
    )
  }
  return {
    seal: (accountId, apiKey) => callVault('seal', accountId, apiKey),
    open: (accountId, sealed) => callVault('open', accountId, sealed),
  }
}
