import type { Context } from '../api/context.ts'
import { isConnectionLate } from '../events/find-announcements.ts'
import { redactSecrets } from '../redact-secrets.ts'
import type { ConnectionRecord } from '../storage/adapter.ts'
import { countRequestsLeft } from '../sync/pacer.ts'
import { toInstant, toInstantOrNull } from '../to-instant.ts'
import type { AccountHealth, Health, HealthProblem } from './health.ts'
import { waitForStorage } from './wait-for-storage.ts'

/** Maximum number of accounts that are read at once. */
const maxConcurrentAccounts = 10

/** Which accounts to report on. */
export interface HealthOptions {
  /** Ids of accounts. An empty list only asks whether the process is ready. `@default` all accounts */
  readonly accounts?: readonly string[] | undefined
}

/**
 * Returns the state of this process and of its accounts. Never rejects.
 * @param openStorage - Opens the storage, unless it is open.
 */
export const readHealth = async (
  context: Context,
  openStorage: () => Promise<void>,
  { accounts: accountIds }: HealthOptions = {},
): Promise<Health> => {
  const { storage, scheduler, readLimiter } = context
  const read = async () => {
    await openStorage()
    return await storage.listConnections()
  }
  const state = { nextSyncAt: toInstantOrNull(scheduler.getNextRunAt()), slowReads: readLimiter.countSlow() }
  try {
    const connections = (await waitForStorage(read()))
      .filter(({ accountId }) => accountIds === undefined || accountIds.includes(accountId))
      .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1))
    const accounts: AccountHealth[] = []
    for (let index = 0; index < connections.length; index += maxConcurrentAccounts) {
      const chunk = connections.slice(index, index + maxConcurrentAccounts)
      accounts.push(...(await waitForStorage(Promise.all(chunk.map((connection) => readAccount(context, connection))))))
    }
    return { isReady: true, problem: null, ...state, accounts }
  } catch (error) {
    return { isReady: false, problem: toHealthProblem(error), ...state, accounts: [] }
  }
}

/** Describes an error without any secret. */
export const toHealthProblem = (error: unknown): HealthProblem => {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  return {
    code: typeof code === 'string' ? code : 'failed',
    message: redactSecrets(typeof message === 'string' ? message : String(error)),
  }
}

const readAccount = async (context: Context, connection: ConnectionRecord): Promise<AccountHealth> => {
  const { storage, directory, clock } = context
  const { accountId, status, reason, lastFailure, announced, organizationId } = connection
  const [lease, reading, directoryWarning, requestsLeft] = await Promise.all([
    storage.getLease(accountId),
    storage.getDirectoryReading(accountId),
    directory.findWarning(accountId),
    organizationId === null ? null : countRequestsLeft(context, organizationId),
  ])
  return {
    accountId,
    status,
    attention: reason?.code ?? null,
    newestDay: announced?.newestDay ?? null,
    isLate: connection.sealedKey !== null && isConnectionLate(announced, connection.savedAt ?? 0, clock.now()),
    lastSyncAt: toInstantOrNull(connection.lastSyncAt),
    lastFailure: lastFailure && { at: toInstant(lastFailure.at), code: lastFailure.code },
    isSyncing: lease !== null,
    directoryReadAt: toInstantOrNull(reading?.at),
    isDirectoryStale: directoryWarning?.isStale ?? false,
    unmatched: announced?.unmatched ?? null,
    requestsLeft,
  }
}
