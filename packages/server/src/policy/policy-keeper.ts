import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { callHost } from '../host/call-host.ts'
import { hostLimits } from '../host/host-limits.ts'
import { describeError, type Logger } from '../logger.ts'
import type { AccountPolicy, StorageAdapter } from '../storage/adapter.ts'
import { createLogEntry } from '../storage/create-log-entry.ts'
import { defaultPolicy, type HostPolicy, listPolicyChanges, parsePolicy } from './account-policy.ts'
import type { GetPolicy } from './get-policy.ts'

interface PolicyKeeperOptions {
  readonly policy: HostPolicy
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /** Ends all calls of the host's function when it aborts. */
  readonly signal: AbortSignal
}

/** Keeps the stored policy of each account up to date with the host's policy. */
export interface PolicyKeeper {
  /** Asks the host, and applies its answer. */
  readonly applyPolicy: GetPolicy
  /**
   * Returns the last answer of the host if it is less than a minute old. Otherwise does the same as `applyPolicy`. Use
   * it for requests, because not every request can wait for the host.
   */
  readonly getPolicy: GetPolicy
}

/** How long an answer of the host is valid. */
const maxAgeMs = 60_000

/** Creates the policy keeper of an integration, for all of its accounts. */
export const createPolicyKeeper = (options: PolicyKeeperOptions): PolicyKeeper => {
  const { storage, clock, logger } = options
  const answers = new Map<AccountId, { readonly policy: Promise<AccountPolicy>; readonly at: number }>()

  const readAndApply: GetPolicy = async (accountId) => {
    const applied = await storage.getPolicy(accountId)
    const policy = await readPolicy(options, accountId).catch((error: unknown) => {
      logger.error('The policy of an account could not be read; the one that was applied last stays in force', {
        accountId,
        ...describeError(error),
      })
      if (!applied) throw error
      return applied
    })
    const changes = listPolicyChanges(applied ?? defaultPolicy, policy)
    // No policy is stored for an account without a connection.
    if (changes.length > 0 && (await storage.getConnection(accountId))) {
      const entry = createLogEntry({ at: clock.now(), actorId: null, event: { kind: 'policy_changed', changes } })
      await storage.addLogEntries(accountId, [entry])
      logger.info('The policy of an account changed', { accountId, changes })
    }
    await storage.applyPolicy(accountId, policy)
    return policy
  }

  const applyPolicy: GetPolicy = async (accountId) => {
    const answer = { policy: readAndApply(accountId), at: clock.monotonicNow() }
    answers.set(accountId, answer)
    // After a failure, the next call asks the host again.
    answer.policy.catch(() => {
      if (answers.get(accountId) === answer) answers.delete(accountId)
    })
    return await answer.policy
  }

  return {
    applyPolicy,
    async getPolicy(accountId) {
      const known = answers.get(accountId)
      const isRecent = known && clock.monotonicNow() - known.at < maxAgeMs
      return await (isRecent ? known.policy : applyPolicy(accountId))
    },
  }
}

/** Reads the host's policy of an account. */
const readPolicy = async (
  { policy, clock, signal: outerSignal }: PolicyKeeperOptions,
  accountId: AccountId,
): Promise<AccountPolicy> => {
  if (typeof policy !== 'function') return parsePolicy(policy)
  const call = { name: 'policy', timeoutMs: hostLimits.policyTimeoutMs, clock, signal: outerSignal }
  return parsePolicy(await callHost(call, (signal) => policy(accountId, { signal })))
}
