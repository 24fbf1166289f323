import {
  type ConnectionResponse,
  coverageOf,
  type DisconnectData,
  daysOf,
  type PreviewResponse,
  type Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type { ConnectionRecord, LedgerEntry } from '../storage/adapter.ts'
import { servedFrom } from '../sync/plan.ts'
import type { Context } from './context.ts'
import { checkKey } from './key.ts'
import { requireAdmin, requirePresent } from './permission.ts'
import { previewKey } from './preview.ts'

/** The connection as a viewer may see it: key details and how many people are matched are for admins. */
export const getConnection = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await requirePresent(context, viewer)
  const { storage, scheduler, runner } = context
  const { accountId } = viewer
  const [connection, ledger] = await Promise.all([storage.getConnection(accountId), storage.readLedger(accountId)])
  const status = connection?.status ?? 'disconnected'
  const connected = status === 'connecting' || status === 'connected'
  return {
    status,
    reason: connection?.reason ?? null,
    coverage: accountCoverage(ledger),
    backfill: connection && connected ? backfill(connection, ledger, context.requestsPerMinute) : null,
    lastSyncAt: instant(connection?.lastSyncAt),
    nextSyncAt: connected ? instant(scheduler.nextRunAt()) : null,
    syncing: runner.isSyncing(accountId),
    ...(viewer.role === 'admin' && {
      key: connection?.sealedKey ? keyDetails(connection) : null,
      people: await storage.countPeople(accountId),
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
  const { storage, vault, runner, scheduler, clock, logger } = context
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
  })
  logger.info(before?.sealedKey ? 'Key replaced' : 'Connected', { accountId })
  // A run under the former key ends first, so that its failure cannot be taken for the new key's.
  await runner.end(accountId)
  await scheduler.request(accountId)
  return await getConnection(context, viewer)
}

/** Forgets the key, and with `erase` everything that was read. */
export const disconnect = async (
  context: Context,
  viewer: Viewer,
  data: DisconnectData,
): Promise<ConnectionResponse> => {
  await requireAdmin(context, viewer)
  const { storage, runner, logger } = context
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
  if (data === 'erase') await storage.eraseAccount(accountId)
  logger.info('Disconnected', { accountId, data })
  return await getConnection(context, viewer)
}

/** Asks for a sync now. */
export const requestSync = async (context: Context, viewer: Viewer): Promise<ConnectionResponse> => {
  await requireAdmin(context, viewer)
  const connection = await context.storage.getConnection(viewer.accountId)
  if (!connection?.sealedKey) throw new ProblemError('not_connected')
  await context.scheduler.request(viewer.accountId)
  return await getConnection(context, viewer)
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

/** Progress through the days that the API serves; null once every one of them was read or has failed for now. */
const backfill = (
  { latestDay }: ConnectionRecord,
  ledger: readonly LedgerEntry[],
  requestsPerMinute: number,
): ConnectionResponse['backfill'] => {
  if (!latestDay) return null
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const days = daysOf({ from: servedFrom(ledger), to: latestDay }).filter((day) => !entries.get(day)?.gone)
  const done = days.filter((day) => entries.get(day)?.read)
  const open = days.filter((day) => !entries.get(day)?.read && !entries.get(day)?.failure)
  if (open.length === 0) return null
  const spent = done.reduce((sum, day) => sum + (entries.get(day)?.read?.requests ?? 0), 0)
  const perDay = done.length > 0 ? spent / done.length : 3
  return {
    done: done.length,
    total: days.length,
    secondsLeft: Math.ceil((open.length * perDay * 60) / requestsPerMinute),
  }
}
