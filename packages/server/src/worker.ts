import type { AccountId } from '@windmill/claude-core'
import type { Context } from './api/context.ts'
import type { EventSender } from './events/create-event-sender.ts'
import { describeError } from './logger.ts'
import { computeAccessCutoff } from './policy/compute-access-cutoff.ts'
import type { GetPolicy } from './policy/get-policy.ts'
import type { ConnectionRecord } from './storage/adapter.ts'
import { orderByOrganization } from './sync/order-by-organization.ts'

/** Syncs accounts in this process: hourly, and when a sync was requested in any process. Also sends events. */
export interface Worker {
  /** Starts the scheduler, and requests a sync of every connected account. */
  readonly start: () => Promise<void>
  /** Ends the schedule and running syncs. */
  readonly stop: () => Promise<void>
  /**
   * Requests a sync as soon as possible. Does nothing in a process that does not sync: another process then serves the
   * request in the storage.
   */
  readonly request: (accountId: AccountId) => Promise<void>
}

type WorkerOptions = Omit<Context, 'requestSync'> & {
  /** Ends all work when it aborts. */
  readonly signal: AbortSignal
  readonly applyPolicy: GetPolicy
  /** Sends the new entries of the log to the host. Null if the host wants none. */
  readonly sendEvents: EventSender | null
}

export const createWorker = (options: WorkerOptions): Worker => {
  const { storage, scheduler, runner, directory, applyPolicy, sendEvents, clock, logger, signal } = options
  let isStarted = false

  const createErrorLogger =
    (message: string, details: object = {}) =>
    (error: unknown) =>
      logger.error(message, { ...details, ...describeError(error) })
  const isSynced = ({ status }: ConnectionRecord) => status !== 'disconnected'

  // Requests syncs without waiting for them: a long backfill or a failure of one account must not delay another.
  const requestSyncs = async (accountIds: readonly AccountId[]): Promise<void> => {
    if (isStarted && !signal.aborted && accountIds.length > 0) await scheduler.request(accountIds)
  }

  const requestSyncsOfConnected = (connections: readonly ConnectionRecord[]): Promise<void> =>
    requestSyncs(orderByOrganization(connections.filter(isSynced)).map(({ accountId }) => accountId))

  const deleteExpired = async (accountId: AccountId): Promise<void> => {
    const policy = await applyPolicy(accountId)
    await storage.deleteNotKept(accountId)
    await storage.pruneLog(accountId, computeAccessCutoff(policy, clock.now()))
  }

  const syncAllAccounts = async (): Promise<void> => {
    if (signal.aborted) return
    const connections = await storage.listConnections()
    try {
      await requestSyncsOfConnected(connections)
    } finally {
      await maintainUnsyncedAccounts(connections)
    }
  }

  /** Pulls the directories of the accounts that are not synced, and deletes what has expired. */
  const maintainUnsyncedAccounts = async (connections: readonly ConnectionRecord[]): Promise<void> => {
    // The stored data of an account that is not synced can still be read, so its directory must stay current. The log
    // expires even if the account was erased. Not awaited, since a call of the host that hangs must not delay the next
    // hourly run.
    const logFailure = (accountId: AccountId, message: string, result: Promise<unknown>) =>
      void result.catch((error: unknown) => {
        if (!signal.aborted) createErrorLogger(message, { accountId })(error)
      })
    const syncedIds = new Set(connections.filter(isSynced).map(({ accountId }) => accountId))
    for (const { accountId } of connections) {
      if (!syncedIds.has(accountId))
        logFailure(accountId, 'The directory could not be kept up to date', directory.pull(accountId))
    }
    const accountIds = [...connections.map(({ accountId }) => accountId), ...(await storage.listLoggedAccounts())]
    for (const accountId of new Set(accountIds)) {
      if (!syncedIds.has(accountId))
        logFailure(accountId, 'Expired data could not be deleted', deleteExpired(accountId))
    }
  }

  const syncRequestedAccounts = async (): Promise<void> => {
    if (signal.aborted) return
    // Not awaited, since the host may take its time.
    void sendEvents?.().catch(createErrorLogger('Events could not be sent'))
    const unservedIds: AccountId[] = []
    for (const accountId of await storage.listSyncRequests()) {
      // A run in progress, in whichever process, serves the request. If it does not, the next call finds the request
      // again.
      if ((await storage.getLease(accountId)) === null) unservedIds.push(accountId)
    }
    await requestSyncs(unservedIds)
  }

  return {
    async request(accountId) {
      await requestSyncs([accountId]).catch(createErrorLogger('A sync could not be requested', { accountId }))
    },
    async start() {
      await scheduler.start({
        syncAllAccounts,
        syncRequestedAccounts,
        async sync(accountId) {
          if (!signal.aborted) await runner.sync(accountId)
        },
        reportError: createErrorLogger('The scheduler had an error'),
      })
      isStarted = true
      await requestSyncsOfConnected(await storage.listConnections()).catch(
        createErrorLogger('The accounts could not be requested'),
      )
    },
    async stop() {
      // In parallel, since the scheduler waits for runs, and only `endAll` ends them.
      await Promise.all([scheduler.stop(), runner.endAll()])
    },
  }
}
