import { type AccountId, problemOf } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, isRefusal } from '@windmill/claude-core/api'
import { keptFrom } from '../kept-from.ts'
import { errorDetails, type Logger } from '../logger.ts'
import type { DirectoryKeeper } from '../people/directory-keeper.ts'
import { type Linking, linkEveryone } from '../people/link-everyone.ts'
import { type ConnectionRecord, LeaseLostError, type Milliseconds } from '../storage/adapter.ts'
import { inSpan, type Tracer } from '../tracer.ts'
import { type Vault, VaultError } from '../vault/keyring.ts'
import { type Interruption, runSync } from './run.ts'

export interface RunnerOptions extends Linking {
  readonly vault: Vault
  readonly directory: DirectoryKeeper
  readonly logger: Logger
  readonly tracer: Tracer | undefined
  /** For how many days reads are kept. */
  readonly accessDays: number
  readonly createClient: (
    accountId: AccountId,
    apiKey: string,
    options: { readonly signal: AbortSignal; readonly onRequest?: (() => void) | undefined },
  ) => AnalyticsClient
}

/** Runs the sync of accounts, one run at a time for each. Nothing that goes wrong is thrown: it is logged and stored. */
export interface Runner {
  /** Reads what is due. A call while the account's sync runs waits for that one. */
  readonly sync: (accountId: AccountId) => Promise<void>
  /** Ends the account's run, and resolves when it has ended. */
  readonly end: (accountId: AccountId) => Promise<void>
  readonly endAll: () => Promise<void>
}

/** A lease outlives a killed process by this much; a living one prolongs it three times as often. */
const leaseTime: Milliseconds = 30_000

export const createRunner = (options: RunnerOptions): Runner => {
  const { storage, clock, logger, tracer } = options
  const running = new Map<AccountId, { readonly done: Promise<void>; readonly abort: AbortController }>()

  const start = (accountId: AccountId): Promise<void> => {
    const abort = new AbortController()
    const done = runWithLease(accountId, abort)
      .catch((error: unknown) => report(accountId, error, abort.signal))
      .finally(() => running.delete(accountId))
    running.set(accountId, { done, abort })
    return done
  }

  const runWithLease = async (accountId: AccountId, abort: AbortController): Promise<void> => {
    const token = await acquire(accountId, abort.signal)
    if (token === null) return
    const heartbeat = keepLease(accountId, token, abort)
    try {
      const { signal } = abort
      const attributes = { 'claude.account_id': accountId }
      await inSpan({ tracer, name: 'claude.sync', attributes, isFailure: () => !signal.aborted }, async (span) => {
        const interruption = await runAccount(options, accountId, token, signal)
        if (interruption !== undefined) span?.setAttribute('claude.outcome', interruption ? 'interrupted' : 'done')
      })
    } finally {
      heartbeat.abort()
      await storage.releaseLease(accountId, token)
    }
  }

  /** A process that was killed leaves its lease behind, so one lease's time is waited for it to run out. */
  const acquire = async (accountId: AccountId, signal: AbortSignal): Promise<number | null> => {
    const lastTry = clock.now() + leaseTime + 1_000
    for (;;) {
      const token = await storage.acquireLease(accountId, clock.now(), leaseTime)
      if (token !== null || clock.now() >= lastTry) return token
      await clock.sleep(2_000, signal)
    }
  }

  const keepLease = (accountId: AccountId, token: number, abort: AbortController): AbortController => {
    const heartbeat = new AbortController()
    const beat = async () => {
      for (;;) {
        await clock.sleep(leaseTime / 3, heartbeat.signal)
        // What fails here is tried again before the lease runs out. A storage that goes on failing fails the run's own
        // writes too, which is where it is reported.
        const renewed = await storage.renewLease(accountId, token, clock.now(), leaseTime).catch(() => true)
        if (!renewed) abort.abort(new LeaseLostError())
      }
    }
    // Ends when the heartbeat is aborted.
    beat().catch(() => {})
    return heartbeat
  }

  const report = (accountId: AccountId, error: unknown, signal: AbortSignal): void => {
    if (signal.aborted || error instanceof LeaseLostError) return
    const details = { accountId, ...errorDetails(error) }
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
    await storage.pruneAccess(accountId, keptFrom(options))
    const apiKey = await vault.open(accountId, connection.sealedKey)
    let status = connection.status
    const interruption = await runSync({
      ...{ accountId, token, storage, clock, logger, tracer, signal },
      link: () => linkEveryone(options, accountId),
      createClient: (ending, onRequest) => options.createClient(accountId, apiKey, { signal: ending, onRequest }),
      async onDayRead() {
        if (status === 'connected') return
        status = 'connected'
        await storage.updateConnection(accountId, { status, reason: null, lastSyncAt: clock.now() })
      },
    })
    if (interruption) {
      const message = 'Claude’s API is down or its limit is spent; the rest is left for the next hour'
      logger.warn(message, { accountId, code: interruption })
      await mark({ lastFailure: { at: clock.now(), code: interruption } })
    } else {
      const succeeded = { status: 'connected', reason: null, lastSyncAt: clock.now(), lastFailure: null } as const
      await storage.updateConnection(accountId, succeeded)
    }
    return interruption
  } catch (error) {
    // Where it is the storage that failed, its first error says more than the next.
    if (!signal.aborted && !(error instanceof LeaseLostError)) await mark(markOf(error, clock.now())).catch(() => {})
    throw error
  }

  /** Not when the key was replaced meanwhile: then it is no longer how things stand. */
  async function mark(changes: Marks): Promise<void> {
    const now = await storage.getConnection(accountId)
    if (now?.sealedKey === connection?.sealedKey) await storage.updateConnection(accountId, changes)
  }
}

type Marks = Pick<Partial<ConnectionRecord>, 'status' | 'reason' | 'lastFailure'>

/** What an admin must mend stops the account; everything else is only told, and tried again. */
const markOf = (error: unknown, at: Milliseconds): Marks => {
  if (isRefusal(error) || error instanceof VaultError) {
    const { title, detail } = problemOf(error.code)
    const said = error instanceof AnalyticsError ? ` ${error.message}` : ''
    const id = error instanceof AnalyticsError && error.requestId ? ` Request id: ${error.requestId}.` : ''
    const message = `${title} ${detail}${said}${id}`
    return { status: 'needs_attention', reason: { code: error.code, message }, lastFailure: null }
  }
  return { lastFailure: { at, code: error instanceof AnalyticsError ? error.code : null } }
}
