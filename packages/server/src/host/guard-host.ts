import type { EmailRules } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import { type Logger, silentLogger } from '../logger.ts'
import { inProcessScheduler } from '../sync/in-process-scheduler.ts'
import type { Scheduler } from '../sync/scheduler.ts'
import type { Vault } from '../vault/keyring.ts'
import { callHost } from './call-host.ts'
import { guardLogger } from './guard-logger.ts'
import { guardScheduler } from './guard-scheduler.ts'
import { guardVault } from './guard-vault.ts'
import { hostLimits } from './host-limits.ts'

/** The functions of the host, guarded so that none can block or break the integration. */
interface GuardedHost {
  readonly vault: Vault
  readonly logger: Logger
  readonly scheduler: Scheduler
  readonly getViewer: ClaudeIntegrationOptions['getViewer']
  readonly emailRules: EmailRules | undefined
}

/**
 * Guards the functions of the host: each of them gets a timeout, or is harmless when it throws. Three are guarded
 * elsewhere: the directory by `readDirectory`, the tracer by `runInSpan`, and `fetch` by the Analytics API client.
 */
export const guardHost = (options: ClaudeIntegrationOptions, clock: Clock): GuardedHost => {
  const { vault, logger, scheduler, emailRules } = options
  return {
    vault: guardVault(vault),
    logger: logger ? guardLogger(logger) : silentLogger,
    scheduler: guardScheduler(scheduler ?? inProcessScheduler(), clock),
    getViewer: (request) =>
      callHost({ name: 'getViewer', timeoutMs: hostLimits.viewerTimeoutMs, clock }, () => options.getViewer(request)),
    // A copy, so that the rules cannot change after they were validated.
    emailRules: emailRules && {
      ...emailRules,
      ...(emailRules.aliasDomains && { aliasDomains: emailRules.aliasDomains.map((domains) => [...domains]) }),
    },
  }
}
