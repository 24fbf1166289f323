import { type AccountId, addDays, type ClaudeUser, type Day, dayAt, minDay } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type DayCounters,
  findLatestDay,
  isRefusal,
} from '@windmill/claude-core/api'
import { isProvisional } from '@windmill/claude-core/internal'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { EpochMilliseconds, LedgerEntry, StorageAdapter, UsageDay } from '../storage/adapter.ts'
import { isInvalidValueError } from '../storage/errors.ts'
import { markSpanFailed, runInSpan, type Tracer } from '../tracer.ts'
import type { RequestPurpose } from './budget.ts'
import { budgetSpentCode, checkMonths, endedCode, type RereadRequest } from './check-months.ts'
import { completeReading } from './complete-reading.ts'
import { findUnservedDays, isRefused, refusalCodes } from './find-unserved-days.ts'
import { TotalsBudgetError } from './pacer.ts'
import { maxBackoffMs, type PlannedDay, planDays } from './plan-days.ts'
import { publishSettledWeeks } from './publish-settled-weeks.ts'
import {
  createReportAvailability,
  findAvailableReports,
  type ReadDayResult,
  type Report,
  type ReportAvailability,
  readDay,
} from './read-day.ts'
import { createStoredUserCache, type StoredUserCache } from './stored-user-cache.ts'
import { updateSeats } from './update-seats.ts'

/** One run of an account, and what it depends on. */
export interface SyncRun {
  readonly accountId: AccountId
  /** Fencing token of the lease. Every write carries it. */
  readonly token: number
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /**
   * Links all Claude users to employees. A new Claude user can change the links of other users with the same address,
   * and the directory may have changed since the run began.
   */
  readonly link: () => Promise<void>
  /**
   * Excludes the Claude users of excluded employees, and returns whether there are any. Called before a day with them
   * is written.
   */
  readonly exclude: (users: Iterable<ClaudeUser>) => Promise<boolean>
  readonly tracer: Tracer | undefined
  /** Aborts when the run must end at once: the connection changed, or the server waits no longer. */
  readonly signal: AbortSignal
  /** Aborts when the server stops. The run then finishes the days in progress, and begins no other. */
  readonly finish: AbortSignal
  /**
   * Creates a rate-limited client.
   * @param options.onRequest - Called before each request.
   * @param options.purpose - What the requests are for. `@default` 'sync'
   * @param options.maxAttempts - Maximum attempts per request. `@default` the default of `createRetryFunction`
   */
  readonly createClient: (
    signal: AbortSignal,
    options?: { readonly onRequest?: () => void; readonly purpose?: RequestPurpose; readonly maxAttempts?: number },
  ) => AnalyticsClient
  /** Called after each day that was stored. */
  readonly onDayRead: (day: Day) => Promise<void>
  /** When somebody last asked for a check of every month. Null if nobody did. */
  readonly checkRequestedAt: EpochMilliseconds | null
  /** Called when every due day was tried, before months are checked. */
  readonly onCaughtUp: () => Promise<void>
  /** Called after a check found that the figures of a month differ from Claude's totals. */
  readonly onMonthDiffers: (month: Day) => Promise<void>
}

/** Why a run ended before all due days were tried. */
export type Interruption = 'api_unreachable' | 'api_unavailable' | 'rate_limited'

/** Maximum days that are read concurrently, so that one day is stored while another one waits for the API. */
const maxDaysInFlight = 4
/**
 * Maximum Claude users over all days in flight, so that memory stays bounded. Large organizations read one day at a
 * time.
 */
const maxUsersInFlight = 25_000
const hourMs = 3_600_000

/** Number of failed days in a row after which the API counts as down. Then the run sends no more requests. */
const outageThreshold = 3

/**
 * Reads every day that is due. A day that fails is noted in the ledger, for a later run.
 * @returns Null when every due day was tried, or the interruption when the API is down or its rate limit is spent.
 * @throws `AnalyticsError` if the API refuses the account or if the latest day cannot be found.
 * @throws The error of storage if a read or write fails, and the reason of `run.signal` or `run.finish` if that aborts.
 */
export const runSync = async (run: SyncRun): Promise<Interruption | null> => {
  const { accountId, storage, clock } = run
  const halt = new AbortController()
  const signal = AbortSignal.any([run.signal, halt.signal])
  let consecutiveOutages = 0
  let isAnyDayRead = false
  let interruption: Interruption | undefined
  await storage.completeActivityIndex(accountId, run.token)
  const ledger = new Map((await storage.readLedger(accountId)).map((entry) => [entry.day, entry]))
  const keptFrom = await storage.getKeptFrom(accountId)
  const availability = createReportAvailability()
  const storedUsers = createStoredUserCache()
  const startedDays = new Set<Day>()
  /** The days that a check needs again. A day that was read earlier in this run may be among them. */
  let reread: Reread | null = null
  let latestDay = await updateLatestDay()
  let latestDayCheckedAt = clock.monotonicNow()

  async function updateLatestDay(): Promise<Day> {
    const day = await findLatestDay(run.createClient(signal), dayAt(clock.now()))
    await storage.updateConnection(accountId, { latestDay: day })
    return day
  }

  let accessCheck: Promise<void> | undefined
  /**
   * Checks whether the API still serves the latest day. Days that are refused at the same time share one request.
   * Rejects and ends the run if the API refuses this request.
   */
  const checkAccess = (): Promise<void> => {
    const check = async (): Promise<void> => {
      try {
        await run.createClient(signal).probe('users', latestDay)
      } catch (error) {
        if (isRefusal(error)) halt.abort(error)
        throw error
      } finally {
        accessCheck = undefined
      }
    }
    accessCheck ??= check()
    return accessCheck
  }

  const getStartedDays = ({ reason }: PlannedDay): Set<Day> | undefined =>
    reason === 'check' ? reread?.startedDays : startedDays

  const findNextDay = (): PlannedDay | undefined => {
    if (signal.aborted || run.finish.aborted) return undefined
    const availableReports = findAvailableReports(availability)
    const plan = planDays({
      ledger: [...ledger.values()],
      latestDay,
      keptFrom,
      now: clock.now(),
      availableReports,
      reread: reread?.failure === null ? reread : null,
    })
    return plan.find((planned) => !getStartedDays(planned)?.has(planned.day))
  }

  const runWorker = async (canContinue = () => true): Promise<void> => {
    for (let planned = findNextDay(); planned && canContinue(); planned = findNextDay()) {
      getStartedDays(planned)?.add(planned.day)
      const state = { ledger, latestDay, availability, storedUsers, checkAccess }
      const outcome = await readDayInSpan({ ...run, signal }, planned, state)
      if (outcome === 'not_served_yet') {
        // One endpoint is behind the others. A day is complete only when all of them serve it.
        latestDay = minDay(latestDay, addDays(planned.day, -1))
        await storage.updateConnection(accountId, { latestDay })
        continue
      }
      if ('unreadCode' in outcome) {
        if (reread) reread.failure ??= outcome.unreadCode
        continue
      }
      ledger.set(outcome.day, outcome)
      isAnyDayRead ||= outcome.failure === null
      const outageCode = outageCodes.find((code) => code === outcome.failure?.code)
      consecutiveOutages = outageCode ? consecutiveOutages + 1 : 0
      if (outageCode === 'rate_limited' || consecutiveOutages >= outageThreshold) interruption ??= outageCode
      if (interruption) halt.abort(interruption)
      if (clock.monotonicNow() - latestDayCheckedAt >= hourMs) {
        latestDayCheckedAt = clock.monotonicNow()
        latestDay = await updateLatestDay()
      }
    }
  }

  // The first worker that fails stops the other workers. Its error is thrown after they have ended.
  const haltWorkers = (error: unknown): void => halt.abort(error)
  // The first day is read alone. It arrives sooner, and it shows how many Claude users there are.
  await runWorker(() => findMaxUsers(ledger) === 0).catch(haltWorkers)
  const runWorkers = async (): Promise<void> => {
    await Promise.all(Array.from({ length: computeDaysInFlight(ledger) }, () => runWorker().catch(haltWorkers)))
  }
  await runWorkers()
  run.signal.throwIfAborted()
  await storage.updateConnection(accountId, {
    notServedThrough: findUnservedDays([...ledger.values()], latestDay, keptFrom).through,
  })
  // Days of the backfill can change links too, because links depend on the first active day of a Claude user.
  if (isAnyDayRead) await run.link()
  run.finish.throwIfAborted()
  await publishSettledWeeks(run, ledger.values())
  if (!halt.signal.aborted) {
    await updateSeats(run, latestDay, signal)
    await run.onCaughtUp()
    await checkMonths({
      ...run,
      ledger,
      keptFrom,
      getLatestDay: () => latestDay,
      checkAccess,
      signal: AbortSignal.any([signal, run.finish]),
      async rereadDays(request) {
        const current: Reread = { ...request, startedDays: new Set(), failure: null }
        reread = current
        await runWorkers()
        reread = null
        return signal.aborted || run.finish.aborted ? endedCode : current.failure
      },
    })
  }
  run.signal.throwIfAborted()
  if (!halt.signal.aborted) return null
  if (interruption && halt.signal.reason === interruption) return interruption
  throw halt.signal.reason
}

/** The days that a check needs again, and which of them were read. */
interface Reread extends RereadRequest {
  readonly startedDays: Set<Day>
  /** The code of the first failure, after which no further day is read. Null if there is none. */
  failure: string | null
}

/** Returns the number of Claude users of the read day that has the most. 0 if no day was read. */
const findMaxUsers = (ledger: ReadonlyMap<Day, LedgerEntry>): number =>
  Math.max(0, ...[...ledger.values()].map(({ read }) => read?.claudeUsers ?? 0))

const computeDaysInFlight = (ledger: ReadonlyMap<Day, LedgerEntry>): number =>
  Math.max(1, Math.min(maxDaysInFlight, Math.floor(maxUsersInFlight / findMaxUsers(ledger))))

const outageCodes: readonly Interruption[] = ['api_unreachable', 'api_unavailable', 'rate_limited']

/** Maximum attempts at a day that was never read and that a report refuses. The last attempt leaves the report out. */
const maxReportRefusals = 3

/** State of the run that reading a day depends on. */
interface RunState {
  readonly ledger: ReadonlyMap<Day, LedgerEntry>
  readonly latestDay: Day
  readonly availability: ReportAvailability
  readonly storedUsers: StoredUserCache
  readonly checkAccess: () => Promise<void>
}

/** A day that a check needs again and that could not be read. It stays as it was, and is not tried again by itself. */
interface UnreadDay {
  readonly unreadCode: string
}

/** Reads a planned day within a `claude.sync.day` span. */
const readDayInSpan: typeof readPlannedDay = (run, planned, state) => {
  const { accountId, tracer, signal } = run
  const attributes = { 'claude.account_id': accountId, 'claude.day': planned.day, 'claude.reason': planned.reason }
  return runInSpan({ tracer, name: 'claude.sync.day', attributes, isFailure: () => !signal.aborted }, async (span) => {
    const outcome = await readPlannedDay(run, planned, state)
    if (outcome === 'not_served_yet') return outcome
    if ('unreadCode' in outcome) markSpanFailed(span, outcome.unreadCode)
    else if (outcome.failure) markSpanFailed(span, outcome.failure.code)
    return outcome
  })
}

/**
 * Reads and stores one day, or stores its failure.
 * @returns The stored ledger entry. Nothing is stored for the two other results: `not_served_yet` if one endpoint does
 * not serve a new day yet, or an `UnreadDay`.
 */
const readPlannedDay = async (
  run: SyncRun,
  { day, reason }: PlannedDay,
  { ledger, latestDay, availability, storedUsers, checkAccess }: RunState,
): Promise<LedgerEntry | UnreadDay | 'not_served_yet'> => {
  const { accountId, token, storage, clock, logger, signal } = run
  const previous = ledger.get(day)
  const wasSettled = previous?.read != null && !isProvisional({ day, latestDay: previous.read.latestDay })
  try {
    let stored = await readAndStore(false)
    // A check reads a day again because Claude's totals differ from the stored sums. So people who are missing in this
    // reading are probably missing in the totals too. A second reading confirms that at once, not in a later run.
    if (stored === 'shrank' && reason === 'check') stored = await readAndStore(true)
    if (stored === 'shrank') return await recordFailure('day_shrank')
    if (stored === 'less_complete') return { unreadCode: stored }
    // The counters are out of scope here, so that their memory is free: linking a large organization needs as much.
    const { entry, needsLinking } = stored
    if (needsLinking) await run.link()
    await run.onDayRead(day)
    logger.info('Day read', { accountId, day, reason, requests: entry.read.requests })
    return entry
  } catch (error) {
    signal.throwIfAborted()
    if (reason === 'check') return { unreadCode: toUnreadCode(error) }
    // An id or count that storage cannot hold is an unexpected answer. It fails only this day.
    if (isInvalidValueError(error)) return await recordFailure('unexpected_answer', error.message)
    if (!(error instanceof AnalyticsError) || isRefusal(error)) throw error
    // A day is new if neither it nor a later day was ever read. If it is not new, the API has fallen behind
    // temporarily.
    const isNew = ![...ledger.values()].some((entry) => entry.read && entry.day >= day)
    if (error.latestDay && isNew) return 'not_served_yet'
    // A rejected new day is too recent. It never counts as the start of the API's history.
    return await recordFailure(
      error.code === 'request_rejected' && isNew ? 'day_too_recent' : error.code,
      error.message,
    )
  }

  /** @param isRepeated - Whether the reading before this one lacked most Claude users too. */
  async function readAndStore(isRepeated: boolean): Promise<StoredDay | 'shrank' | 'less_complete'> {
    let requests = 0
    const createClient = (clientSignal: AbortSignal) =>
      run.createClient(clientSignal, {
        purpose: reason === 'check' ? 'totals' : 'sync',
        onRequest() {
          requests += 1
        },
      })
    const reading = await readDay({
      createClient: (attemptSignal) => createClient(AbortSignal.any([signal, attemptSignal])),
      day,
      previous: previous?.read ?? null,
      availability,
      // When a report begins within a month, its first days have no counts. Without the report's counts of the other
      // days, the check could use none of their readings.
      mustRepeatReports: reason === 'check',
      canSkipReports: canSkipReports(),
      checkAccess,
    }).catch((error: unknown) => checkRejection(createClient(signal), error))
    const { completedReports, claudeUsers, counters } = reading
    const hasShrunk = previous?.read && counters.size() * 2 < previous.read.claudeUsers
    // A day that lost most of its Claude users is probably an error of the API, unless a second read confirms it.
    if (hasShrunk && !isRepeated && previous.failure?.code !== 'day_shrank') return 'shrank'

    const hasExclusions = await run.exclude(claudeUsers)
    const completed = await completeReading({
      storage,
      accountId,
      day,
      previous: previous?.read ?? null,
      reading,
      getSeenEmail: storedUsers.getEmail,
    })
    // A day that a check reads again never replaces a more complete reading.
    if (reason === 'check' && isLessComplete(completed, previous?.read ?? null)) return 'less_complete'
    logMalformedRows(reading)
    // A report that was read completely for a settled day cannot add counts later.
    const isSettled = !isProvisional({ day, latestDay })
    const isFinal = (report: Report) =>
      completed[report] !== 'report' &&
      ((isSettled && completedReports[report]) || previous?.read?.[report] === 'final')
    const entry = {
      day,
      read: {
        ...completed,
        at: clock.now(),
        latestDay,
        skills: isFinal('skills') ? 'final' : completed.skills,
        connectors: isFinal('connectors') ? 'final' : completed.connectors,
        claudeUsers: counters.size(),
        requests,
        readCount: (previous?.read?.readCount ?? 0) + 1,
      },
      failure: null,
    }
    const needsLinking = await storage.writeDay(accountId, token, {
      entry,
      claudeUsers: storedUsers.omitStored(claudeUsers),
      usage: toUsageDays(counters),
    })
    // Excluded Claude users were not stored, so the cache must not have them.
    if (!hasExclusions) storedUsers.add(claudeUsers)
    return { entry, needsLinking }
  }

  /**
   * Whether a report that refuses the day is skipped, so that the counts come from the list of users. For a day that
   * was never read, this takes repeated refusals. A provisional day skips the report at once, because its next read
   * requests the report again. For a day that was settled when it was read, the refusal fails this read.
   */
  function canSkipReports(): boolean {
    if (previous?.read) return !wasSettled
    return isRefused(previous) && previous.failure.attempts >= maxReportRefusals - 1
  }

  /**
   * Distinguishes a fault of the day from one of the account or of the request. When the API denies a day but serves
   * the latest one, it denies only that day. When it rejects a day's first page but serves a single row of the day, it
   * rejects the request, for example its number of rows.
   * @throws `AnalyticsError` `request_rejected` in the first case, `api_unavailable` in the second, otherwise the error
   *   of the check or the given error.
   */
  async function checkRejection(client: AnalyticsClient, error: unknown): Promise<never> {
    if (!(error instanceof AnalyticsError)) throw error
    const { code, message, status, requestId } = error
    if ((code === 'access_denied' || code === 'api_refused') && day !== latestDay) {
      await checkAccess()
      throw new AnalyticsError('request_rejected', message, { status, requestId })
    }
    if (code !== 'request_rejected' || isRefused(previous)) throw error
    await client.probe('users', day)
    throw new AnalyticsError('api_unavailable', message, { status, requestId })
  }

  /** A refused day that has figures is tried again only after a day, because its next read only revises the figures. */
  function computeRetryMs(code: string, attempts: number): number {
    return previous?.read && refusalCodes.has(code) ? maxBackoffMs : computeBackoffMs(attempts)
  }

  function logMalformedRows({ quality }: ReadDayResult): void {
    for (const [endpoint, { malformedRows, invalidField }] of quality) {
      if (malformedRows === 0) continue
      const details = { accountId, day, endpoint, malformedRows, field: invalidField }
      logger.warn('Claude gave malformed rows; the figures of these people are unknown', details)
    }
  }

  async function recordFailure(code: string, detail?: string): Promise<LedgerEntry> {
    const attempts = previous?.failure?.code === code ? previous.failure.attempts + 1 : 1
    const failure = { at: clock.now(), code, attempts, dueAt: clock.now() + computeRetryMs(code, attempts) }
    const entry: LedgerEntry = { day, read: previous?.read ?? null, failure }
    await storage.writeLedgerEntry(accountId, token, entry)
    logger.warn('Day not read; it will be tried again', { accountId, day, code, times: attempts, detail })
    return entry
  }
}

/** Whether a reading lacks a report, or the Claude users of some rows, that an earlier reading has. */
const isLessComplete = (
  reading: Pick<NonNullable<LedgerEntry['read']>, 'skills' | 'connectors' | 'unattributedRows'>,
  earlier: LedgerEntry['read'],
): boolean =>
  earlier !== null &&
  ((['skills', 'connectors'] as const).some((report) => earlier[report] === 'report' && reading[report] !== 'report') ||
    reading.unattributedRows > earlier.unattributedRows)

/**
 * Returns the code of a day that a check could not read again.
 * @throws The error if the day did not cause it, for example an error of storage.
 */
const toUnreadCode = (error: unknown): string => {
  if (error instanceof TotalsBudgetError) return budgetSpentCode
  if (isInvalidValueError(error)) return 'unexpected_answer'
  if (error instanceof AnalyticsError && error.code !== 'organization_differs') return error.code
  throw error
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

/**
 * Computes the time until the next attempt. After the first failure, that time ends just before the next hourly run.
 * The time doubles with every failure in a row, and stays below a day.
 */
const computeBackoffMs = (attempts: number): number => Math.min(0.9 * hourMs * 2 ** (attempts - 1), maxBackoffMs)
