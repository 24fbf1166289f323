import { type AccountId, addDays, type Day, dayAt, isProvisional, minDay } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type DayCounters,
  findLatestDay,
  isRefusal,
} from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { EpochMilliseconds, LedgerEntry, StorageAdapter, UsageDay } from '../storage/adapter.ts'
import { StorageError } from '../storage/errors.ts'
import { markSpanFailed, runInSpan, type Tracer } from '../tracer.ts'
import {
  isRefused,
  maxIsolatedRefusals,
  maxRefusals,
  maxRefusalsOnceRead,
  type PlannedDay,
  planDays,
} from './plan-days.ts'
import { haveSourcesChanged, preserveReportCounts } from './preserve-report-counts.ts'
import {
  createReportAvailability,
  findAvailableReports,
  type Report,
  type ReportAvailability,
  readDay,
} from './read-day.ts'
import { createStoredUserCache, type StoredUserCache } from './stored-user-cache.ts'

export interface SyncRun {
  readonly accountId: AccountId
  /** Fencing token of the lease. Every write carries it. */
  readonly token: number
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /**
   * Links Claude users to employees. It covers all Claude users, because a new one can change the links of others with the
   * same address, and the directory may have changed since the run began.
   */
  readonly link: () => Promise<void>
  readonly tracer: Tracer | undefined
  /** Aborts when the run must end: the server stops, or the connection changed. */
  readonly signal: AbortSignal
  /** Creates a rate-limited client that calls `onRequest` before each request. */
  readonly createClient: (signal: AbortSignal, onRequest?: () => void) => AnalyticsClient
  /** Called after each day that was stored. */
  readonly onDayRead: (day: Day) => Promise<void>
}

/** Why a run left days that were due for a later run. */
export type Interruption = 'api_unreachable' | 'api_unavailable' | 'rate_limited'

/** Maximum days read concurrently, so that waiting for one day's answers overlaps with storing another. */
const maxDaysInFlight = 4
/** Maximum Claude users over all days in flight. It bounds memory: a large organization's days are read one at a time. */
const maxUsersInFlight = 25_000
const hour: EpochMilliseconds = 3_600_000

/** After this many failed days in a row the API counts as down, and the run sends no more requests. */
const outageThreshold = 3

/**
 * Reads every day that is due. A day that fails stays in the ledger for a later run. Resolves with null when every due day
 * was tried, or with the interruption when the API is down or the organization's budget is spent. Throws when the API
 * refuses the account, when the latest day cannot be learned, and when storage fails.
 */
export const runSync = async (run: SyncRun): Promise<Interruption | null> => {
  const { accountId, storage, clock } = run
  const halt = new AbortController()
  const signal = AbortSignal.any([run.signal, halt.signal])
  let consecutiveOutages = 0
  let isAnyDayRead = false
  let interruption: Interruption | undefined
  const ledger = new Map((await storage.readLedger(accountId)).map((entry) => [entry.day, entry]))
  const availability = createReportAvailability()
  const storedUsers = createStoredUserCache()
  const startedDays = new Set<Day>()
  let latestDay = await updateLatestDay()
  let latestDayCheckedAt = clock.now()

  async function updateLatestDay(): Promise<Day> {
    const day = await findLatestDay(run.createClient(signal), dayAt(clock.now()))
    await storage.updateConnection(accountId, { latestDay: day })
    return day
  }

  const findNextDay = (): PlannedDay | undefined => {
    if (signal.aborted) return undefined
    const availableReports = findAvailableReports(availability)
    const plan = planDays({ ledger: [...ledger.values()], latestDay, now: clock.now(), availableReports })
    return plan.find(({ day }) => !startedDays.has(day))
  }

  const runWorker = async (canContinue = () => true): Promise<void> => {
    for (let planned = findNextDay(); planned && canContinue(); planned = findNextDay()) {
      startedDays.add(planned.day)
      const outcome = await readDayInSpan({ ...run, signal }, planned, { ledger, latestDay, availability, storedUsers })
      if (outcome === 'not_served_yet') {
        // One endpoint is behind the others. A day is complete only when all of them serve it.
        latestDay = minDay(latestDay, addDays(planned.day, -1))
        await storage.updateConnection(accountId, { latestDay })
        continue
      }
      ledger.set(outcome.day, outcome)
      isAnyDayRead ||= outcome.failure === null
      const outage = outageCodes.find((code) => code === outcome.failure?.code)
      consecutiveOutages = outage ? consecutiveOutages + 1 : 0
      if (outage === 'rate_limited' || consecutiveOutages >= outageThreshold) interruption ??= outage
      if (interruption) halt.abort(interruption)
      if (clock.now() - latestDayCheckedAt >= hour) {
        latestDayCheckedAt = clock.now()
        latestDay = await updateLatestDay()
      }
    }
  }

  // The first worker that fails stops the others. Its error is thrown once they have ended.
  const haltWorkers = (error: unknown): void => halt.abort(error)
  // The first day is read alone. It arrives sooner, and it shows how many Claude users there are.
  await runWorker(() => findMaxUsers(ledger) === 0).catch(haltWorkers)
  await Promise.all(Array.from({ length: computeDaysInFlight(ledger) }, () => runWorker().catch(haltWorkers)))
  run.signal.throwIfAborted()
  // Older days can change links too, since they show when a Claude user was active.
  if (isAnyDayRead) await run.link()
  if (!halt.signal.aborted) return null
  if (interruption && halt.signal.reason === interruption) return interruption
  throw halt.signal.reason
}

const findMaxUsers = (ledger: ReadonlyMap<Day, LedgerEntry>): number =>
  Math.max(0, ...[...ledger.values()].map(({ read }) => read?.claudeUsers ?? 0))

const computeDaysInFlight = (ledger: ReadonlyMap<Day, LedgerEntry>): number =>
  Math.max(1, Math.min(maxDaysInFlight, Math.floor(maxUsersInFlight / findMaxUsers(ledger))))

/** Failure codes of a day that the API, or one of its endpoints, does not serve. */
const refusalCodes: ReadonlySet<string> = new Set(['request_rejected', 'day_too_recent'])
const outageCodes: readonly Interruption[] = ['api_unreachable', 'api_unavailable', 'rate_limited']

/** State of the run that reading a day depends on. */
interface RunState {
  readonly ledger: ReadonlyMap<Day, LedgerEntry>
  readonly latestDay: Day
  readonly availability: ReportAvailability
  readonly storedUsers: StoredUserCache
}

const readDayInSpan: typeof readPlannedDay = (run, planned, state) => {
  const { accountId, tracer, signal } = run
  const attributes = { 'claude.account_id': accountId, 'claude.day': planned.day, 'claude.reason': planned.reason }
  return runInSpan({ tracer, name: 'claude.sync.day', attributes, isFailure: () => !signal.aborted }, async (span) => {
    const outcome = await readPlannedDay(run, planned, state)
    if (outcome !== 'not_served_yet' && outcome.failure) markSpanFailed(span, outcome.failure.code)
    return outcome
  })
}

const readPlannedDay = async (
  run: SyncRun,
  { day, reason }: PlannedDay,
  { ledger, latestDay, availability, storedUsers }: RunState,
): Promise<LedgerEntry | 'not_served_yet'> => {
  const { accountId, token, storage, clock, logger, signal } = run
  const previous = ledger.get(day)
  const wasSettled = previous?.read != null && !isProvisional({ day, latestDay: previous.read.latestDay })
  try {
    const stored = await readAndStore()
    if (stored === 'shrank') return await recordFailure('day_shrank')
    // The counters are out of scope by now. Linking a large organization takes as much memory again.
    const { entry, needsLinking } = stored
    if (needsLinking) await run.link()
    await run.onDayRead(day)
    const { claudeUsers, requests } = entry.read
    logger.info('Day read', { accountId, day, reason, claudeUsers, requests })
    return entry
  } catch (error) {
    signal.throwIfAborted()
    // An id or count that storage cannot hold is an unexpected answer. It fails this day and no other.
    if (error instanceof StorageError) return await recordFailure('unexpected_answer', error.message)
    if (!(error instanceof AnalyticsError) || isRefusal(error)) throw error
    // A day is new when neither it nor a later day was ever read. Otherwise the API has temporarily fallen behind.
    const isNew = ![...ledger.values()].some((entry) => entry.read && entry.day >= day)
    if (error.latestDay && isNew) return 'not_served_yet'
    // Any rejection of a new day means that it is too recent. It never counts as the end of the history.
    return await recordFailure(
      error.code === 'request_rejected' && isNew ? 'day_too_recent' : error.code,
      error.message,
    )
  }

  async function readAndStore(): Promise<StoredDay | 'shrank'> {
    let requests = 0
    const client = run.createClient(signal, () => {
      requests += 1
    })
    const reading = await readDay({ client, day, availability, canSkipReports: canSkipReports() })
    const { completed, claudeUsers, counters } = reading
    const shrank = previous?.read && counters.size() * 2 < previous.read.claudeUsers
    // Losing most people overnight is more likely a fault than the truth, unless it repeats.
    if (shrank && previous.failure?.code !== 'day_shrank') return 'shrank'

    const sources =
      previous?.read && haveSourcesChanged(previous.read, reading.sources)
        ? preserveReportCounts(await storage.readUsage(accountId, day), previous.read, reading)
        : reading.sources
    // A report that was read completely for a settled day has nothing to add later.
    const isSettled = !isProvisional({ day, latestDay })
    const isFinal = (report: Report) =>
      sources[report] !== 'report' && ((isSettled && completed[report]) || previous?.read?.[report] === 'final')
    const entry = {
      day,
      read: {
        at: clock.now(),
        latestDay,
        skills: isFinal('skills') ? 'final' : sources.skills,
        connectors: isFinal('connectors') ? 'final' : sources.connectors,
        claudeUsers: counters.size(),
        requests,
        readCount: (previous?.read?.readCount ?? 0) + 1,
      },
      failure: null,
      isGone: false,
    }
    const needsLinking = await storage.writeDay(accountId, token, {
      entry,
      claudeUsers: storedUsers.omitStored(claudeUsers),
      usage: toUsageDays(counters),
    })
    storedUsers.add(claudeUsers)
    return { entry, needsLinking }
  }

  /**
   * Whether a report that refuses the day is skipped, so that the counts come from the list of users. Each revision asks for
   * the report again, and so does the last read, once the day is settled.
   */
  function canSkipReports(): boolean {
    if (previous?.read) return !wasSettled
    return refusalCodes.has(previous?.failure?.code ?? '') && (previous?.failure?.attempts ?? 0) >= maxRefusals - 1
  }

  async function recordFailure(code: string, detail?: string): Promise<LedgerEntry> {
    const attempts = previous?.failure?.code === code ? previous.failure.attempts + 1 : 1
    const isIsolated = !previous?.read && ![-1, 1].some((step) => isRefused(ledger.get(addDays(day, step))))
    // After repeated refusals, the API (or one of its reports) does not serve the day, or no longer does.
    const isGone =
      (code === 'request_rejected' && attempts >= (isIsolated ? maxIsolatedRefusals : maxRefusals)) ||
      (code === 'day_too_recent' && previous?.read != null && attempts >= maxRefusalsOnceRead)
    const entry: LedgerEntry = {
      day,
      // A day that is not served is not revised either, so its stored counts are settled.
      read: previous?.read ? { ...previous.read, latestDay: isGone ? latestDay : previous.read.latestDay } : null,
      failure: { at: clock.now(), code, attempts, dueAt: clock.now() + computeBackoff(attempts) },
      isGone,
    }
    await storage.writeLedgerEntry(accountId, token, entry)
    logger.warn('Day not read; it will be tried again', { accountId, day, code, times: attempts, detail })
    return entry
  }
}

interface StoredDay {
  readonly entry: LedgerEntry & { readonly read: NonNullable<LedgerEntry['read']> }
  /** Whether a Claude user is new or has a new e-mail address, so that links must be decided again. */
  readonly needsLinking: boolean
}

/** Creates rows one at a time during iteration, so that they are never all in memory. */
const toUsageDays = (counters: DayCounters['counters']): Iterable<UsageDay> => ({
  *[Symbol.iterator]() {
    for (const [claudeUserId, values] of counters) yield { claudeUserId, counters: values }
  },
})

/** Due just before the next hourly run. The wait doubles with every failure and stays below a day. */
const computeBackoff = (attempts: number): EpochMilliseconds =>
  Math.min(0.9 * hour * 2 ** (attempts - 1), 0.9 * 24 * hour)
