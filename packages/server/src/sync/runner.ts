import { type AccountId, createProblem } from '@windmill/claude-core'
import { AnalyticsError, isRefusal, type RefusalCode } from '@windmill/claude-core/api'
import { announceChanges } from '../events/announce-changes.ts'
import { describeError, type Logger } from '../logger.ts'
import type { DirectoryKeeper } from '../people/directory-keeper.ts'
import { excludeClaudeUsers } from '../people/exclude-claude-users.ts'
import { linkClaudeUsers } from '../people/link-claude-users.ts'
import type { LinkingContext } from '../people/linking-context.ts'
import { computeAccessCutoff } from '../policy/compute-access-cutoff.ts'
import type { GetPolicy } from '../policy/get-policy.ts'
import { settlesWithin } from '../settles-within.ts'
import { type ConnectionRecord, type EpochMilliseconds, LeaseLostError } from '../storage/adapter.ts'
import { isPassingDatabaseError } from '../storage/errors.ts'
import { runInSpan, type Tracer } from '../tracer.ts'
import { type Vault, VaultError } from '../vault/keyring.ts'
import type { ClientFactory } from './create-client-factory.ts'
import { createOrganizationGuard } from './organization-guard.ts'
import { recordDifferingMonth } from './record-differing-month.ts'
import { type Interruption, runSync } from './run-sync.ts'

/** Options of `createRunner`. */
export interface RunnerOptions extends LinkingContext {
  readonly vault: Vault
  readonly directory: DirectoryKeeper
  readonly logger: Logger
  readonly tracer: Tracer | undefined
  readonly applyPolicy: GetPolicy
  readonly createClient: ClientFactory
}

/** Syncs accounts, one run at a time per account. A failed run is logged and never rejects. */
export interface Runner {
  /**
   * Starts a run that reads the days that are due, and resolves when the run has ended. If the account already has a
   * run, starts no other, and resolves when that run has ended.
   */
  readonly sync: (accountId: AccountId) => Promise<void>
  /** Aborts the account's run, if there is one. Resolves when it has ended, or after `endTimeoutMs`. */
  readonly end: (accountId: AccountId) => Promise<void>
  /**
   * Lets all runs finish the days in progress, and aborts those that take longer than `finishTimeoutMs`. Resolves when
   * they have ended, or `endTimeoutMs` after that.
   */
  readonly endAll: () => Promise<void>
}

/**
 * Duration of a lease. After a process was killed, its lease blocks other processes at most this long. A running
 * process renews its lease after a third of the duration.
 */
const leaseDurationMs = 30_000

/** Interval between attempts to acquire a lease. */
const leaseRetryIntervalMs = 2_000
/** Attempts continue this long past `leaseDurationMs`, so that a killed process's lease has expired by the last one. */
const leaseRetryMarginMs = 1_000

/**
 * If the database ends a run, as in a restart or a failover, the run is started again after each of these pauses. After
 * the last pause, the next hourly run continues.
 */
const databasePausesMs = [5_000, 20_000, 60_000]

/**
 * Time that an aborted run has to end. Nothing waits longer for a run that hangs, and such a run cannot write any more.
 */
const endTimeoutMs = 5_000

/** Time that a run has to finish the days in progress when the server stops. */
const finishTimeoutMs = 3_000

interface Run {
  readonly done: Promise<void>
  readonly control: RunControl
}

/** Ends a run. */
interface RunControl {
  /** Aborts the run at once. */
  readonly abort: AbortController
  /** Lets the run finish the days in progress, and begin no other. */
  readonly finish: AbortController
  /** Whether the run was ended in either way. The next run then does the rest. */
  readonly isEnded: () => boolean
}

const createRunControl = (): RunControl => {
  const [abort, finish] = [new AbortController(), new AbortController()]
  return { abort, finish, isEnded: () => abort.signal.aborted || finish.signal.aborted }
}

export const createRunner = (options: RunnerOptions): Runner => {
  const { storage, clock, logger, tracer } = options
  const runs = new Map<AccountId, Run>()

  const startRun = (accountId: AccountId): Promise<void> => {
    const control = createRunControl()
    const done = runUntilDatabaseAnswers(accountId, control)
      .catch((error: unknown) => logFailure(accountId, error, control))
      .finally(() => forgetRun(accountId, run))
    const run = { done, control }
    runs.set(accountId, run)
    return done
  }

  /** Runs the account, and starts again after a pause when the database ends the run. */
  const runUntilDatabaseAnswers = async (accountId: AccountId, control: RunControl): Promise<void> => {
    for (const pauseMs of databasePausesMs) {
      try {
        return await runWithLease(accountId, control)
      } catch (error) {
        if (control.isEnded() || !isPassingDatabaseError(error)) throw error
        logger.warn('The database ended a sync; it is tried again', { accountId, pauseMs, ...describeError(error) })
        await clock.sleep(pauseMs, AbortSignal.any([control.abort.signal, control.finish.signal]))
      }
    }
    await runWithLease(accountId, control)
  }

  /** Lets the account start another run. */
  const forgetRun = (accountId: AccountId, run: Run): void => {
    if (runs.get(accountId) === run) runs.delete(accountId)
  }

  const endRun = async (accountId: AccountId, run: Run, reason: string): Promise<void> => {
    run.control.abort.abort(new Error(reason))
    if (await settlesWithin(run.done, endTimeoutMs)) return
    forgetRun(accountId, run)
    logger.error('A sync did not end when it was stopped; nothing waits for it any longer', { accountId })
  }

  /** Lets the run finish, and aborts it if that takes too long. */
  const finishRun = async (accountId: AccountId, run: Run): Promise<void> => {
    const reason = 'The server stops.'
    run.control.finish.abort(new Error(reason))
    if (!(await settlesWithin(run.done, finishTimeoutMs))) await endRun(accountId, run, reason)
  }

  const runWithLease = async (accountId: AccountId, control: RunControl): Promise<void> => {
    const token = await acquireLease(accountId, AbortSignal.any([control.abort.signal, control.finish.signal]))
    if (token === null) return
    const heartbeat = startHeartbeat(accountId, token, control.abort)
    try {
      const attributes = { 'claude.account_id': accountId }
      await serveRequest(accountId, control, () =>
        runInSpan({ tracer, name: 'claude.sync', attributes, isFailure: () => !control.isEnded() }, async (span) => {
          const interruption = await runAccount(options, accountId, token, control)
          if (interruption !== undefined) span?.setAttribute('claude.outcome', interruption ? 'interrupted' : 'done')
        }),
      )
    } finally {
      heartbeat.abort()
      await storage.releaseLease(accountId, token)
    }
  }

  /**
   * Runs the sync, and marks the sync request from before the run as served. A run that was ended, even by the
   * database, leaves the request to the next run. A request during the run asks for another run.
   */
  const serveRequest = async (
    accountId: AccountId,
    { isEnded }: RunControl,
    run: () => Promise<void>,
  ): Promise<void> => {
    const request = await storage.getSyncRequest(accountId)
    let isUnserved = false
    try {
      await run()
    } catch (error) {
      isUnserved = error instanceof LeaseLostError || isPassingDatabaseError(error)
      throw error
    } finally {
      if (request !== null && !isEnded() && !isUnserved) {
        // If storage fails, the request stays and is served again.
        await storage.finishSyncRequest(accountId, request).catch(() => {})
      }
    }
  }

  /**
   * Acquires the lease. A killed process leaves its lease behind, so this retries until such a lease must have expired.
   * If another runner still has the lease, reports this and resolves with null.
   */
  const acquireLease = async (accountId: AccountId, signal: AbortSignal): Promise<number | null> => {
    const deadline = clock.monotonicNow() + leaseDurationMs + leaseRetryMarginMs
    let lastSeen: Awaited<ReturnType<typeof storage.getLease>> = null
    let isRenewed = false
    for (;;) {
      const token = await storage.acquireLease(accountId, leaseDurationMs)
      if (token !== null) return token
      const lease = await storage.getLease(accountId)
      if (lease && lastSeen) isRenewed ||= lease.token !== lastSeen.token || lease.remainingMs > lastSeen.remainingMs
      lastSeen = lease
      if (clock.monotonicNow() >= deadline) break
      await clock.sleep(leaseRetryIntervalMs, signal)
    }
    if (isRenewed) {
      logger.warn('Another runner is syncing this account; this run did not start', { accountId })
    } else {
      logger.warn('The lease of this account does not expire; this run did not start', { accountId, ...lastSeen })
      await storage.updateConnection(accountId, { lastFailure: { at: clock.now(), code: null, message: null } })
    }
    return null
  }

  /** Renews the lease until the returned controller is aborted. Aborts the run (`abort`) when the lease is lost. */
  const startHeartbeat = (accountId: AccountId, token: number, abort: AbortController): AbortController => {
    const heartbeat = new AbortController()
    const renewRepeatedly = async () => {
      for (;;) {
        await clock.sleep(leaseDurationMs / 3, heartbeat.signal)
        // A failed renewal is retried before the lease runs out. If storage keeps failing, the run's own writes fail
        // too and report the error.
        const isRenewed = await storage.renewLease(accountId, token, leaseDurationMs).catch(() => true)
        if (!isRenewed) abort.abort(new LeaseLostError())
      }
    }
    // The loop ends by rejecting, when the heartbeat is aborted.
    renewRepeatedly().catch(() => {})
    return heartbeat
  }

  const logFailure = (accountId: AccountId, error: unknown, { isEnded }: RunControl): void => {
    if (isEnded() || error instanceof LeaseLostError) return
    const details = { accountId, ...describeError(error) }
    if (error instanceof AnalyticsError || error instanceof VaultError) logger.warn('Sync ended early', details)
    else logger.error('Sync failed', details)
  }

  return {
    sync: (accountId) => runs.get(accountId)?.done ?? startRun(accountId),
    async end(accountId) {
      const run = runs.get(accountId)
      if (run) await endRun(accountId, run, 'The run was ended.')
    },
    async endAll() {
      await Promise.all([...runs].map(([accountId, run]) => finishRun(accountId, run)))
    },
  }
}

/**
 * Pulls the directory, syncs the account, and updates its connection with the outcome.
 * @returns The interruption, or null when every due day was tried. Undefined if the account is not connected.
 */
const runAccount = async (
  options: RunnerOptions,
  accountId: AccountId,
  token: number,
  { abort: { signal }, finish, isEnded }: RunControl,
): Promise<Interruption | null | undefined> => {
  const { storage, vault, directory, applyPolicy, clock, logger, tracer } = options
  const connection = await storage.getConnection(accountId)
  if (!connection?.sealedKey || connection.status === 'disconnected') return undefined
  let { status, blockedSince } = connection
  try {
    const policy = await applyPolicy(accountId)
    await directory.pull(accountId, { signal })
    await storage.deleteNotKept(accountId)
    await storage.pruneLog(accountId, computeAccessCutoff(policy, clock.now()))
    const apiKey = await vault.open(accountId, connection.sealedKey)
    finish.signal.throwIfAborted()
    const organization = createOrganizationGuard(connection.organizationId, (organizationId) =>
      updateSameKey({ organizationId }),
    )
    const interruption = await runSync({
      accountId,
      token,
      storage,
      clock,
      logger,
      tracer,
      signal,
      finish: finish.signal,
      link: () => linkClaudeUsers(options, accountId),
      exclude: (users) => excludeClaudeUsers(options, accountId, users),
      createClient: (clientSignal, requestOptions) =>
        options.createClient(accountId, apiKey, { ...requestOptions, organization, signal: clientSignal }),
      async onDayRead() {
        if (status === 'connected' && blockedSince === null) return
        status = 'connected'
        blockedSince = null
        await storage.updateConnection(accountId, { status, reason: null, lastSyncAt: clock.now(), blockedSince })
        await announce('running')
      },
      async onCaughtUp() {
        await storage.updateConnection(accountId, {
          status: 'connected',
          reason: null,
          lastSyncAt: clock.now(),
          lastFailure: null,
          blockedSince: null,
        })
      },
      checkRequestedAt: connection.checkRequestedAt,
      onMonthDiffers: (month) => recordDifferingMonth(options, accountId, month),
    })
    if (interruption) {
      const message = 'Claude’s API is down or its limit is spent; the rest is left for the next hour'
      logger.warn(message, { accountId, code: interruption })
      await updateSameKey({ lastFailure: { at: clock.now(), code: interruption, message: null } })
    }
    await announce('ended')
    return interruption
  } catch (error) {
    if (!isEnded() && !(error instanceof LeaseLostError)) {
      // If storage is the cause, this write fails too. The original error is the more useful one.
      await updateSameKey(toStatusChanges(error, clock.now(), blockedSince)).catch(() => {})
      await announce('ended')
    }
    throw error
  }

  /** Adds what has changed to the log. The next run announces what could not be announced. */
  async function announce(run: 'running' | 'ended'): Promise<void> {
    await announceChanges(options, accountId, run).catch((error: unknown) => {
      logger.error('Changes of the connection could not be added to the log', { accountId, ...describeError(error) })
    })
  }

  /**
   * Updates the connection with what the run found. Does nothing if the key was replaced during the run, because the
   * findings of the run belong to the old key.
   */
  async function updateSameKey(changes: Partial<ConnectionRecord>): Promise<void> {
    const current = await storage.getConnection(accountId)
    if (current?.sealedKey === connection?.sealedKey) await storage.updateConnection(accountId, changes)
  }
}

type StatusChanges = Pick<Partial<ConnectionRecord>, 'status' | 'reason' | 'lastFailure' | 'blockedSince'>

/**
 * How long the API must be blocked without a break before the connection needs attention. A firewall's fault or a
 * maintenance page mostly passes by itself.
 */
const maxBlockedMs = 24 * 3_600_000

/**
 * Derives the changes to a connection after a failed run. The next hourly run tries again, whatever the failure.
 * @param blockedSince - Time of the first of the consecutive runs that failed because the API is blocked. Null if the
 * last run was not blocked.
 */
const toStatusChanges = (
  error: unknown,
  at: EpochMilliseconds,
  blockedSince: EpochMilliseconds | null,
): StatusChanges => {
  if (isRefusal(error) && error.code === 'api_blocked') {
    // The clock may have been ahead when the API was first blocked.
    const since = Math.min(blockedSince ?? at, at)
    const needsAttention = at - since >= maxBlockedMs
    return { ...(needsAttention ? createAttention(error) : createFailure(error, at)), blockedSince: since }
  }
  if (isRefusal(error) || error instanceof VaultError) return { ...createAttention(error), blockedSince: null }
  return createFailure(error, at)
}

const createAttention = (error: (AnalyticsError & { readonly code: RefusalCode }) | VaultError): StatusChanges => {
  const { title, detail } = createProblem(error.code)
  const claudeMessage = error instanceof AnalyticsError ? ` ${error.message}` : ''
  const requestId = error instanceof AnalyticsError && error.requestId ? ` Request id: ${error.requestId}.` : ''
  const message = `${title} ${detail}${claudeMessage}${requestId}`
  return { status: 'needs_attention', reason: { code: error.code, message }, lastFailure: null }
}

const createFailure = (error: unknown, at: EpochMilliseconds): StatusChanges => {
  const { code, message } = error instanceof AnalyticsError ? error : { code: null, message: null }
  return { lastFailure: { at, code, message } }
}
