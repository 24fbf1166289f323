import {
  type ConnectionResponse,
  coverageOf,
  type DayFailure,
  type DisconnectData,
  isDayFailureCode,
  mostFailures,
  type PreviewResponse,
  type Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { ConnectionRecord, LedgerEntry } from '../storage/adapter.ts'
import { servedFrom } from '../sync/plan.ts'
import { backfillProgress } from '../sync/progress.ts'
import type { Context } from './context.ts'
import { checkKey } from './key.ts'
import { requireAdmin, requirePresent } from './permission.ts'
import { previewKey } from './preview.ts'

/** The connection as a viewer may see it: key details, how many people are matched and what failed are for admins. */
export const getConnection = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await requirePresent(context, viewer)
  const { storage, scheduler, clock, requestsPerMinute } = context
  const { accountId } = viewer
  const now = clock.now()
  const [connection, ledger, syncing] = await Promise.all([
    storage.getConnection(accountId),
    storage.readLedger(accountId),
    storage.isLeased(accountId, now),
  ])
  const status = connection?.status ?? 'disconnected'
  const connected = status === 'connecting' || status === 'connected'
  const latestDay = connected && connection?.latestDay
  return {
    status,
    reason: connection?.reason ?? null,
    coverage: accountCoverage(ledger),
    backfill: latestDay ? backfillProgress({ ledger, latestDay, now, requestsPerMinute, syncing }) : null,
    lastSyncAt: instant(connection?.lastSyncAt),
    lastFailure: connection && connected ? lastFailureOf(connection) : null,
    nextSyncAt: connected ? instant(scheduler.nextRunAt()) : null,
    syncing,
    ...(viewer.role === 'admin' && {
      key: connection?.sealedKey ? keyDetails(connection) : null,
      people: await storage.countPeople(accountId),
      failures: failuresOf(ledger),
    }),
  }
}

/** Tries a key, and saves nothing. */
export const previewConnection = async (context: Context, viewer: Viewer, apiKey: string): Promise<PreviewResponse> => {
  await requireAdmin(context, viewer)
  return await previewKey(context, viewer.accountId, apiKey)
}

/** Connects the account, or replaces its key without a gap: what was read stays, and reading goes on with the new key. */
export const connect = async (context: Context, viewer: Viewer, apiKey: string): Promise<ConnectionResponse> => {
  await requireAdmin(context, viewer)
  const { storage, vault, runner, clock, logger } = context
  const { accountId } = viewer
  const { key, latestDay } = await checkKey(context, accountId, apiKey)
  const sealedKey = await vault.seal(accountId, key)
  const before = await storage.getConnection(accountId)
  await storage.saveConnection({
    accountId,
    status: before?.status === 'connected' ? 'connected' : 'connecting',
    reason: null,
    sealedKey,
    lastFour: key.slice(-4),
    savedAt: clock.now(),
    latestDay,
    lastSyncAt: before?.lastSyncAt ?? null,
    lastFailure: null,
  })
  logger.info(before?.sealedKey ? 'Key replaced' : 'Connected', { accountId })
  // A run under the former key ends first, on whatever server, so that the new key need not wait for it.
  await storage.revokeLease(accountId)
  await runner.end(accountId)
  return await requestRun(context, viewer)
}

/** Forgets the key, and with `erase` everything that was read. */
export const disconnect = async (
  context: Context,
  viewer: Viewer,
  data: DisconnectData,
): Promise<ConnectionResponse> => {
  await requireAdmin(context, viewer)
  const { storage, directory, runner, logger } = context
  const { accountId } = viewer
  await storage.updateConnection(accountId, {
    status: 'disconnected',
    reason: null,
    sealedKey: null,
    lastFour: null,
    savedAt: null,
  })
  await storage.revokeLease(accountId)
  await runner.end(accountId)
  if (data === 'erase') {
    await storage.eraseAccount(accountId)
    directory.forget(accountId)
  }
  logger.info('Disconnected', { accountId, data })
  return await getConnection(context, viewer)
}

/** Asks for a sync now. */
export const requestSync = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await requireAdmin(context, viewer)
  const connection = await context.storage.getConnection(viewer.accountId)
  if (!connection?.sealedKey) throw new ProblemError('not_connected')
  return await requestRun(context, viewer)
}

/** A run that was asked for begins in a moment, perhaps in another process: it is said to be under way already. */
const requestRun = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await context.scheduler.request(viewer.accountId)
  return { ...(await getConnection(context, viewer)), syncing: true }
}

const lastFailureOf = ({ lastFailure }: ConnectionRecord): ConnectionResponse['lastFailure'] =>
  lastFailure && {
    at: instant(lastFailure.at) ?? '',
    code: isDayFailureCode(lastFailure.code) ? lastFailure.code : null,
  }

const keyDetails = ({ lastFour, savedAt }: ConnectionRecord): NonNullable<ConnectionResponse['key']> => ({
  lastFour: lastFour ?? '',
  savedAt: instant(savedAt) ?? '',
})

const instant = (milliseconds: number | null | undefined): string | null =>
  milliseconds == null ? null : new Date(milliseconds).toISOString()

const accountCoverage = (ledger: readonly LedgerEntry[]): ConnectionResponse['coverage'] => {
  const days = ledger.flatMap(({ day, read }) => (read ? { day, latestDay: read.latestDay } : []))
  const [first, through] = [days[0]?.day, days.at(-1)?.day]
  if (!first || !through) return null
  return { first, ...coverageOf({ from: first, to: through }, days, through), through }
}

/** Why the last reading of days failed, newest first; of those that are gone, only the holes in the history. */
const failuresOf = (ledger: readonly LedgerEntry[]): readonly DayFailure[] => {
  const oldestAsked = servedFrom(ledger)
  const oldestRead = ledger.find(({ read }) => read)?.day ?? oldestAsked
  return ledger
    .flatMap(({ day, failure, gone }): DayFailure[] => {
      if (!failure || !isDayFailureCode(failure.code) || day < (gone ? oldestRead : oldestAsked)) return []
      return [{ day, code: failure.code, times: failure.times, dueAt: gone ? null : instant(failure.dueAt) }]
    })
    .toReversed()
    .slice(0, mostFailures)
}
