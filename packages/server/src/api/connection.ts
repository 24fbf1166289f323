import type {
  ConnectionResponse,
  Day,
  DayFailure,
  DisconnectData,
  PreviewResponse,
  Viewer,
} from '@windmill/claude-core'
import { computeCoverage, isDayFailureCode, maxListedFailures } from '@windmill/claude-core/internal'
import { describeError } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import type { ConnectionRecord, LedgerEntry, ReadOptions } from '../storage/adapter.ts'
import { computeBackfillProgress } from '../sync/compute-backfill-progress.ts'
import { findFirstDay } from '../sync/find-first-day.ts'
import { findUnservedDays } from '../sync/find-unserved-days.ts'
import { toInstant, toInstantOrNull } from '../to-instant.ts'
import { authorize, hasPermission } from './authorize.ts'
import { findPastedKey } from './check-key.ts'
import type { Context } from './context.ts'
import type { InputReader } from './input-parsers.ts'
import { previewKey } from './preview-key.ts'
import { recordChange } from './record.ts'
import { reopenAccount } from './reopen-account.ts'
import { saveKey } from './save-key.ts'
import { startSync } from './start-sync.ts'

/**
 * Returns the account's connection. Only a viewer with `connection:manage` gets the key details, the invitation, the
 * failed days, the warning about the directory, and the message of a failure beside its code. Only a viewer with
 * `users:match` gets the counts of Claude users.
 * @throws `ProblemError` `not_found` if the viewer is archived.
 */
export const getConnection = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await authorize(context, viewer, 'connection')
  return await readConnection(context, viewer)
}

/**
 * Returns the connection, without waiting for the host's directory. The caller has checked the viewer's access.
 */
export const readConnection = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  const { storage, directory, scheduler, clock, requestsPerMinute } = context
  const { accountId } = viewer
  const now = clock.now()
  const [connection, ledger, lease, keptFrom] = await Promise.all([
    storage.getConnection(accountId),
    storage.readLedger(accountId),
    storage.getLease(accountId),
    storage.getKeptFrom(accountId),
  ])
  const isSyncing = lease !== null
  const status = connection?.status ?? 'disconnected'
  const isConnected = status === 'connecting' || status === 'connected'
  const knownLatestDay = connection?.latestDay ?? ledger.at(-1)?.day
  const notServedThrough = knownLatestDay ? findUnservedDays(ledger, knownLatestDay, keptFrom).through : null
  const latestDay = isConnected && connection?.latestDay
  const nextRunAt = status === 'disconnected' ? null : scheduler.getNextRunAt()
  return {
    status,
    reason: connection ? toReason(connection, viewer) : null,
    coverage: computeAccountCoverage(ledger, notServedThrough, keptFrom),
    backfill: latestDay
      ? computeBackfillProgress({ ledger, latestDay, keptFrom, now, requestsPerMinute, isSyncing })
      : null,
    lastSyncAt: toInstantOrNull(connection?.lastSyncAt),
    lastFailure: connection && isConnected ? toLastFailure(connection, viewer) : null,
    // A scheduler can report a time that has just passed. Only a future time is returned.
    nextSyncAt: nextRunAt !== null && nextRunAt > now ? toInstant(nextRunAt) : null,
    syncing: isSyncing,
    ...(hasPermission(viewer, 'connection:manage') && {
      key: connection?.sealedKey ? toKeyDetails(connection) : null,
      invitation: connection && toInvitation(connection, now),
      failures: listFailures(ledger, notServedThrough),
      // Without a connection, there is nothing that a manager could see.
      directoryWarning: connection && (await directory.findWarning(accountId)),
    }),
    ...(hasPermission(viewer, 'users:match') && { people: await storage.countPeople(accountId) }),
  }
}

/**
 * Returns what a key gives access to, without saving the key or any usage.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or the reason why the key is not
 * accepted.
 */
export const previewConnection = async (
  context: Context,
  viewer: Viewer,
  readPasted: InputReader<string>,
  { signal }: ReadOptions = {},
): Promise<PreviewResponse> => {
  await authorize(context, viewer, 'preview')
  const { accountId } = viewer
  const key = findPastedKey(await readPasted())
  return await context.keyCheckLimiter.run(accountId, 'viewer', () => previewKey(context, viewer, key, signal), signal)
}

/**
 * Connects the account or replaces its key, and requests a sync. Stored usage stays, and an invitation ends.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or the reason why the key is not
 * accepted.
 */
export const connect = async (
  context: Context,
  viewer: Viewer,
  readPasted: InputReader<string>,
  { signal }: ReadOptions = {},
): Promise<ConnectionResponse> => {
  const actor = await authorize(context, viewer, 'connect')
  const key = findPastedKey(await readPasted())
  await saveKey(context, viewer.accountId, 'viewer', key, signal, async (record, event) => {
    await reopenAccount(context, viewer, 'connect')
    await recordChange(context, viewer.accountId, actor, event)
    await context.storage.saveConnection(record)
  })
  return await readSyncingConnection(context, viewer)
}

/**
 * Disconnects the account and deletes its key.
 * @param data - `keep` keeps everything else that is stored for the account. `erase` deletes it, and the account's
 * directory is not stored again until the next connect or preview.
 * @throws `ProblemError` `not_permitted`, or `not_found` if the viewer is archived.
 */
export const disconnect = async (
  context: Context,
  viewer: Viewer,
  data: DisconnectData,
): Promise<ConnectionResponse> => {
  const actor = await authorize(context, viewer, data === 'erase' ? 'erase' : 'disconnect')
  const { storage, directory, runner, scheduler, logger } = context
  const { accountId } = viewer
  await recordChange(context, accountId, actor, { kind: data === 'erase' ? 'erased' : 'disconnected' })
  await storage.updateConnection(accountId, {
    status: 'disconnected',
    reason: null,
    sealedKey: null,
    lastFour: null,
    savedAt: null,
    blockedSince: null,
    invitation: null,
    checkRequestedAt: null,
  })
  await storage.revokeLease(accountId)
  await runner.end(accountId)
  if (data === 'erase') {
    await storage.eraseAccount(accountId)
    directory.forget(accountId)
    // A failure is only logged, because jobs that are not deleted expire within a day.
    await scheduler.forget?.(accountId).catch((error: unknown) => {
      logger.error('The jobs of an erased account could not be deleted', { accountId, ...describeError(error) })
    })
  }
  logger.info('Disconnected', { accountId, data })
  return await readConnection(context, viewer)
}

/**
 * Requests a sync now.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or `not_connected`.
 */
export const requestSync = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await authorize(context, viewer, 'sync')
  const connection = await context.storage.getConnection(viewer.accountId)
  if (!connection?.sealedKey) throw new ProblemError('not_connected')
  await startSync(context, viewer.accountId)
  return await readSyncingConnection(context, viewer)
}

/** Returns the connection as syncing, since a run was just requested. */
const readSyncingConnection = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => ({
  ...(await readConnection(context, viewer)),
  syncing: true,
})

/**
 * Returns the reason of a connection that needs attention. Only `connection:manage` gets its message, since it can
 * quote Claude.
 */
const toReason = ({ reason }: ConnectionRecord, viewer: Viewer): ConnectionResponse['reason'] =>
  reason && (hasPermission(viewer, 'connection:manage') ? reason : { code: reason.code })

const toLastFailure = ({ lastFailure }: ConnectionRecord, viewer: Viewer): ConnectionResponse['lastFailure'] =>
  lastFailure && {
    at: toInstant(lastFailure.at),
    code: isDayFailureCode(lastFailure.code) ? lastFailure.code : null,
    ...(hasPermission(viewer, 'connection:manage') && lastFailure.message && { message: lastFailure.message }),
  }

const toKeyDetails = ({ lastFour, savedAt }: ConnectionRecord): NonNullable<ConnectionResponse['key']> => ({
  lastFour: lastFour ?? '',
  savedAt: toInstantOrNull(savedAt) ?? '',
})

const toInvitation = (
  { invitation }: ConnectionRecord,
  now: number,
): NonNullable<ConnectionResponse['invitation']> | null =>
  invitation && invitation.expiresAt > now ? { expiresAt: toInstant(invitation.expiresAt) } : null

const computeAccountCoverage = (
  ledger: readonly LedgerEntry[],
  notServedThrough: Day | null,
  keptFrom: Day | null,
): ConnectionResponse['coverage'] => {
  const days = ledger.flatMap(({ day, read }) => (read ? { day, latestDay: read.latestDay } : []))
  const [first, through] = [days[0]?.day, days.at(-1)?.day]
  if (!first || !through) return null
  const { provisionalFrom, missing } = computeCoverage({ from: first, to: through }, days, through)
  const notServed = notServedThrough && { from: findFirstDay(keptFrom), to: notServedThrough }
  return { first, through, provisionalFrom, missing, notServed, keptFrom }
}

/**
 * Returns the days that could not be read at the last attempt, newest first, at most `maxListedFailures`. Leaves out
 * the days at the start of the history that Claude does not serve, because the coverage names them. Lists these days as
 * well while no day is read, because there is no coverage yet.
 */
const listFailures = (ledger: readonly LedgerEntry[], notServedThrough: Day | null): readonly DayFailure[] => {
  const isAnyDayRead = ledger.some(({ read }) => read)
  return ledger
    .flatMap(({ day, failure }): DayFailure[] => {
      const isNamedInCoverage = isAnyDayRead && notServedThrough !== null && day <= notServedThrough
      if (!failure || !isDayFailureCode(failure.code) || isNamedInCoverage) return []
      return [{ day, code: failure.code, times: failure.attempts, dueAt: toInstant(failure.dueAt) }]
    })
    .toReversed()
    .slice(0, maxListedFailures)
}
