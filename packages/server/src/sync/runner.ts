import { type AccountId, createProblem } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, isRefusal } from '@windmill/claude-core/api'
import { computeAccessCutoff } from '../access-retention.ts'
import { describeError, type Logger } from '../logger.ts'
import type { DirectoryKeeper } from '../people/directory-keeper.ts'
import { type LinkingContext, linkClaudeUsers } from '../people/link-claude-users.ts'
import { type ConnectionRecord, type EpochMilliseconds, LeaseLostError } from '../storage/adapter.ts'
import { runInSpan, type Tracer } from '../tracer.ts'
import { type Vault, VaultError } from '../vault/keyring.ts'
import { type Interruption, runSync } from './run-sync.ts'

export interface RunnerOptions extends LinkingContext {
  readonly vault: Vault
  readonly directory: DirectoryKeeper
  readonly logger: Logger
  readonly tracer: Tracer | undefined
  /** How long access records are kept, in days. */
  readonly accessRetentionDays: number
  readonly createClient: (
    accountId: AccountId,
    apiKey: string,
    options: { readonly signal: AbortSignal; readonly onRequest?: (() => void) | undefined },
  ) => AnalyticsClient
}

/** Syncs accounts, one run at a time per account. Failures are logged and stored, never thrown. */
export interface Runner {
  /** Reads the days that are due. A call during the account's run waits for that run. */
  readonly sync: (accountId: AccountId) => Promise<void>
  /** Stops the account's run. Resolves when it has ended. */
  readonly end: (accountId: AccountId) => Promise<void>
  /** Stops all runs. Resolves when they have ended. */
  readonly endAll: () => Promise<void>
}

/** Duration of a lease, which is how long it outlives a killed process. A live one renews it three times as often. */
const leaseDurationMs: EpochMilliseconds = 30_000

export const createRunner = (options: RunnerOptions): Runner => {
  const { storage, clock, logger, tracer } = options
  const running = new Map<AccountId, { readonly done: Promise<void>; readonly abort: AbortController }>()

  const start = (accountId: AccountId): Promise<void> => {
    const abort = new AbortController()
    const done = runWithLease(accountId, abort)
      .catch((error: unknown) => logFailure(accountId, error, abort.signal))
      .finally(() => running.delete(accountId))
    running.set(accountId, { done, abort })
    return done
  }

  const runWithLease = async (accountId: AccountId, abort: AbortController): Promise<void> => {
    const token = await acquireLease(accountId, abort.signal)
    if (token === null) return
    const heartbeat = startHeartbeat(accountId, token, abort)
    try {
      const { signal } = abort
      const attributes = { 'claude.account_id': accountId }
      await runInSpan({ tracer, name: 'claude.sync', attributes, isFailure: () => !signal.aborted }, async (span) => {
        const interruption = await runAccount(options, accountId, token, signal)
        if (interruption !== undefined) span?.setAttribute('claude.outcome', interruption ? 'interrupted' : 'done')
      })
    } finally {
      heartbeat.abort()
      await storage.releaseLease(accountId, token)
    }
  }

  /** Acquires the lease. A killed process leaves its lease behind, so this waits until such a lease has run out. */
  const acquireLease = async (accountId: AccountId, signal: AbortSignal): Promise<number | null> => {
    const deadline = clock.now() + leaseDurationMs + 1_000
    for (;;) {
      const token = await storage.acquireLease(accountId, clock.now(), leaseDurationMs)
      if (token !== null || clock.now() >= deadline) return token
      await clock.sleep(2_000, signal)
    }
  }

  /** Renews the lease until the returned controller is aborted. Aborts the run when the lease is lost. */
  const startHeartbeat = (accountId: AccountId, token: number, abort: AbortController): AbortController => {
    const heartbeat = new AbortController()
    const renewRepeatedly = async () => {
      for (;;) {
        await clock.sleep(leaseDurationMs / 3, heartbeat.signal)
        // A failed renewal is retried before the lease runs out. If storage keeps failing, the run's own writes fail too
        // and report the error.
        const isRenewed = await storage.renewLease(accountId, token, clock.now(), leaseDurationMs).catch(() => true)
        if (!isRenewed) abort.abort(new LeaseLostError())
      }
    }
    // Rejects when the heartbeat is aborted.
    renewRepeatedly().catch(() => {})
    return heartbeat
  }

  const logFailure = (accountId: AccountId, error: unknown, signal: AbortSignal): void => {
    if (signal.aborted || error instanceof LeaseLostError) return
    const details = { accountId, ...describeError(error) }
    if (error instanceof AnalyticsError || error instanceof VaultError) logger.warn('Sync ended early', details)
    else logger.error('Sync failed', details)
  }

  return {
    sync: (accountId) => running.get(accountId)?.done ?? start(accountId),
    async end(accountId) {
      const run = running.get(accountId)
      run?.abort.abort(new Error('The run was ended.'))
      await run?.done
    },
    async endAll() {
      for (const { abort } of running.values()) abort.abort(new Error('The server stops.'))
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

const runAccount = async (
  options: RunnerOptions,
  accountId: AccountId,
  token: number,
  signal: AbortSignal,
): Promise<Interruption | null | undefined> => {
  const { storage, vault, directory, clock, logger, tracer } = options
  const connection = await storage.getConnection(accountId)
  if (!connection?.sealedKey || connection.status === 'disconnected') return undefined
  try {
    await directory.pull(accountId)
    await storage.pruneAccess(accountId, computeAccessCutoff(options))
    const apiKey = await vault.open(accountId, connection.sealedKey)
    let status = connection.status
    const interruption = await runSync({
      accountId,
      token,
      storage,
      clock,
      logger,
      tracer,
      signal,
      link: () => linkClaudeUsers(options, accountId),
      createClient: (clientSignal, onRequest) =>
        options.createClient(accountId, apiKey, { signal: clientSignal, onRequest }),
      async onDayRead() {
        if (status === 'connected') return
        status = 'connected'
        await storage.updateConnection(accountId, { status, reason: null, lastSyncAt: clock.now() })
      },
    })
    if (interruption) {
      const message = 'Claude’s API is down or its limit is spent; the rest is left for the next hour'
      logger.warn(message, { accountId, code: interruption })
      await updateStatus({ lastFailure: { at: clock.now(), code: interruption } })
    } else {
      const succeeded = { status: 'connected', reason: null, lastSyncAt: clock.now(), lastFailure: null } as const
      await storage.updateConnection(accountId, succeeded)
    }
    return interruption
  } catch (error) {
    if (!signal.aborted && !(error instanceof LeaseLostError)) {
      // When storage is the cause, the original error is more useful than a second one from this write.
      await updateStatus(toStatusChanges(error, clock.now())).catch(() => {})
    }
    throw error
  }

  /** Updates the connection unless its key was replaced during the run, which makes the outcome stale. */
  async function updateStatus(changes: StatusChanges): Promise<void> {
    const current = await storage.getConnection(accountId)
    if (current?.sealedKey === connection?.sealedKey) await storage.updateConnection(accountId, changes)
  }
}

type StatusChanges = Pick<Partial<ConnectionRecord>, 'status' | 'reason' | 'lastFailure'>

/** A failure that an admin must fix stops the account. Any other failure is shown, and the next run tries again. */
const toStatusChanges = (error: unknown, at: EpochMilliseconds): StatusChanges => {
  if (isRefusal(error) || error instanceof VaultError) {
    const { title, detail } = createProblem(error.code)
    const claudeMessage = error instanceof AnalyticsError ? ` ${error.message}` : ''
    const requestId = error instanceof AnalyticsError && error.requestId ? ` Request id: ${error.requestId}.` : ''
    const message = `${title} ${detail}${claudeMessage}${requestId}`
    return { status: 'needs_attention', reason: { code: error.code, message }, lastFailure: null }
  }
  return { lastFailure: { at, code: error instanceof AnalyticsError ? error.code : null } }
}
