import { type AccountId, addDays, type Day, dayAt, earlierDay, isProvisional } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type DayCounters,
  isRefusal,
  learnLatestDay,
} from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { LedgerEntry, Milliseconds, StorageAdapter, UsageDay } from '../storage/adapter.ts'
import { StorageError } from '../storage/errors.ts'
import { failSpan, inSpan, type Tracer } from '../tracer.ts'
import { isFromElsewhere, keepCounts } from './keep-counts.ts'
import { isRefused, type PlannedDay, planDays, refusalsOfHole, refusalsOfRead, refusalsUntilGone } from './plan.ts'
import { givenReports, type Report, type Reports, readDay, unknownReports } from './read-day.ts'
import { createToldUsers, type ToldUsers } from './told-users.ts'

export interface SyncRun {
  readonly accountId: AccountId
  /** The lease's token: every write carries it. */
  readonly token: number
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /**
   * Decides whose the claude users are: everyone's, because whose a new one is may depend on the others who have the same
   * address, and the directory may have changed since the run began.
   */
  readonly link: () => Promise<void>
  readonly tracer: Tracer | undefined
  /** Aborts when the run must end: the server stops, or the connection changed. */
  readonly signal: AbortSignal
  /** Makes a client whose requests are paced, and told to `onRequest`. */
  readonly createClient: (signal: AbortSignal, onRequest?: () => void) => AnalyticsClient
  /** Called after each day that was stored. */
  readonly onDayRead: (day: Day) => Promise<void>
}

/** Why the rest was left for a later run; null where everything that was due was read or has failed by itself. */
export type Interruption = 'api_unreachable' | 'api_unavailable' | 'rate_limited'

/** How many days are read at the same time, so that waiting for one's answer and storing another overlap… */
const mostDaysInFlight = 4
/** …as long as they have no more claude users together: of a large organisation, one day at a time is in memory. */
const mostUsersInFlight = 25_000
const hour: Milliseconds = 3_600_000

/** When so many days in a row could not be had, the API is down, and asking for more would be waste. */
const outageAfter = 3

/**
 * Reads everything that is due, until the plan is empty; what fails is left in the ledger for a later run. When the API
 * is down or the organisation's budget spent, the rest is left as well, and the answer says which. Throws when
 * the API refuses the account, when its latest day cannot be learned, and when storage fails.
 */
export const runSync = async (run: SyncRun): Promise<Interruption | null> => {
  const { accountId, storage, clock } = run
  const halt = new AbortController()
  const signal = AbortSignal.any([run.signal, halt.signal])
  let inARow = 0
  let isAnyRead = false
  let interruption: Interruption | undefined
  const ledger = new Map((await storage.readLedger(accountId)).map((entry) => [entry.day, entry]))
  const reports = unknownReports()
  const toldUsers = createToldUsers()
  const taken = new Set<Day>()
  let latestDay = await learn()
  let learnedAt = clock.now()

  async function learn(): Promise<Day> {
    const day = await learnLatestDay(run.createClient(signal), dayAt(clock.now()))
    await storage.updateConnection(accountId, { latestDay: day })
    return day
  }

  const next = (): PlannedDay | undefined => {
    if (signal.aborted) return undefined
    const given = givenReports(reports)
    const plan = planDays({ ledger: [...ledger.values()], latestDay, now: clock.now(), given })
    return plan.find(({ day }) => !taken.has(day))
  }

  const lane = async (goesOn = () => true): Promise<void> => {
    for (let planned = next(); planned && goesOn(); planned = next()) {
      taken.add(planned.day)
      const outcome = await readTraced({ ...run, signal }, planned, { ledger, latestDay, reports, toldUsers })
      if (outcome === 'not_served_yet') {
        // An endpoint is behind the others: the day is complete only when all of them have it.
        latestDay = earlierDay(latestDay, addDays(planned.day, -1))
        await storage.updateConnection(accountId, { latestDay })
        continue
      }
      ledger.set(outcome.day, outcome)
      isAnyRead ||= outcome.failure === null
      const outage = outages.find((code) => code === outcome.failure?.code)
      inARow = outage ? inARow + 1 : 0
      if (outage === 'rate_limited' || inARow >= outageAfter) interruption ??= outage
      if (interruption) halt.abort(interruption)
      if (clock.now() - learnedAt >= hour) {
        learnedAt = clock.now()
        latestDay = await learn()
      }
    }
  }

  // The first lane that fails ends the others; its error is thrown once they have ended.
  const haltAll = (error: unknown): void => halt.abort(error)
  // How many claude users there are shows the first day, which is there the sooner for being read alone.
  await lane(() => mostUsersIn(ledger) === 0).catch(haltAll)
  await Promise.all(Array.from({ length: daysInFlight(ledger) }, () => lane().catch(haltAll)))
  run.signal.throwIfAborted()
  // Older activity, too, says whose a claude user is.
  if (isAnyRead) await run.link()
  if (!halt.signal.aborted) return null
  if (interruption && halt.signal.reason === interruption) return interruption
  throw halt.signal.reason
}

const mostUsersIn = (ledger: ReadonlyMap<Day, LedgerEntry>): number =>
  Math.max(0, ...[...ledger.values()].map(({ read }) => read?.claudeUsers ?? 0))

const daysInFlight = (ledger: ReadonlyMap<Day, LedgerEntry>): number =>
  Math.max(1, Math.min(mostDaysInFlight, Math.floor(mostUsersInFlight / mostUsersIn(ledger))))

/** Of a day that the API, or one of its endpoints, does not serve. */
const refusalCodes: ReadonlySet<string> = new Set(['request_rejected', 'day_too_recent'])
const outages: readonly Interruption[] = ['api_unreachable', 'api_unavailable', 'rate_limited']

/** What the run knows when it begins a day. */
interface Known {
  readonly ledger: ReadonlyMap<Day, LedgerEntry>
  readonly latestDay: Day
  readonly reports: Reports
  readonly toldUsers: ToldUsers
}

const readTraced: typeof readPlanned = (run, planned, known) => {
  const { accountId, tracer, signal } = run
  const attributes = { 'claude.account_id': accountId, 'claude.day': planned.day, 'claude.reason': planned.reason }
  return inSpan({ tracer, name: 'claude.sync.day', attributes, isFailure: () => !signal.aborted }, async (span) => {
    const outcome = await readPlanned(run, planned, known)
    if (outcome !== 'not_served_yet' && outcome.failure) failSpan(span, outcome.failure.code)
    return outcome
  })
}

const readPlanned = async (
  run: SyncRun,
  { day, reason }: PlannedDay,
  { ledger, latestDay, reports, toldUsers }: Known,
): Promise<LedgerEntry | 'not_served_yet'> => {
  const { accountId, token, storage, clock, logger, signal } = run
  const before = ledger.get(day)
  const wasSettled = before?.read != null && !isProvisional({ day, latestDay: before.read.latestDay })
  try {
    const stored = await readAndStore()
    if (stored === 'shrank') return await fail('day_shrank')
    // By now the counters are let go of: linking the people of a large organisation takes as much memory again.
    const { entry, news } = stored
    if (news) await run.link()
    await run.onDayRead(day)
    const { claudeUsers, requests } = entry.read
    logger.info('Day read', { accountId, day, reason, claudeUsers, requests })
    return entry
  } catch (error) {
    signal.throwIfAborted()
    // An id or a count that cannot be is one more odd answer: it costs this day, and not those after it.
    if (error instanceof StorageError) return await fail('unexpected_answer', error.message)
    if (!(error instanceof AnalyticsError) || isRefusal(error)) throw error
    // A day that was served, or lies before one that was, is not new: the API has fallen back behind it for a while.
    const isNew = ![...ledger.values()].some((entry) => entry.read && entry.day >= day)
    if (error.latestDay && isNew) return 'not_served_yet'
    // In whatever words a new day is refused: it is not where the history ends, and no refusal of it counts towards that.
    return await fail(error.code === 'request_rejected' && isNew ? 'day_too_recent' : error.code, error.message)
  }

  async function readAndStore(): Promise<StoredDay | 'shrank'> {
    let requests = 0
    const client = run.createClient(signal, () => {
      requests += 1
    })
    const now = await readDay({ client, day, reports, spare: sparesReports() })
    const { answered, claudeUsers, counters } = now
    const shrank = before?.read && counters.size() * 2 < before.read.claudeUsers
    // Losing most people overnight is more likely a fault than the truth, unless it repeats.
    if (shrank && before.failure?.code !== 'day_shrank') return 'shrank'

    const sources =
      before?.read && isFromElsewhere(before.read, now.sources)
        ? keepCounts(await storage.readUsage(accountId, day), before.read, now)
        : now.sources
    // Of a settled day, a report that was read to its end will not tell more later.
    const isSettled = !isProvisional({ day, latestDay })
    const isFinal = (report: Report) =>
      sources[report] !== 'report' && ((isSettled && answered[report]) || before?.read?.[report] === 'final')
    const entry = {
      day,
      read: {
        at: clock.now(),
        latestDay,
        skills: isFinal('skills') ? 'final' : sources.skills,
        connectors: isFinal('connectors') ? 'final' : sources.connectors,
        claudeUsers: counters.size(),
        requests,
        times: (before?.read?.times ?? 0) + 1,
      },
      failure: null,
      gone: false,
    }
    const reading = { entry, claudeUsers: toldUsers.others(claudeUsers), usage: usageOf(counters) }
    const news = await storage.writeDay(accountId, token, reading)
    toldUsers.add(claudeUsers)
    return { entry, news }
  }

  /**
   * Whether the day is read without a report that refuses it, for what the list of users tells. The report is asked for
   * again with every revision, and once more when the day is settled.
   */
  function sparesReports(): boolean {
    if (before?.read) return !wasSettled
    return refusalCodes.has(before?.failure?.code ?? '') && (before?.failure?.times ?? 0) >= refusalsUntilGone - 1
  }

  async function fail(code: string, detail?: string): Promise<LedgerEntry> {
    const times = before?.failure?.code === code ? before.failure.times + 1 : 1
    const alone = !before?.read && ![-1, 1].some((step) => isRefused(ledger.get(addDays(day, step))))
    // Refused again and again, the API does not serve the day (any more), or one of its reports does not.
    const gone =
      (code === 'request_rejected' && times >= (alone ? refusalsOfHole : refusalsUntilGone)) ||
      (code === 'day_too_recent' && before?.read != null && times >= refusalsOfRead)
    const entry: LedgerEntry = {
      day,
      // What is not served is not revised either: what was read of it is settled.
      read: before?.read ? { ...before.read, latestDay: gone ? latestDay : before.read.latestDay } : null,
      failure: { at: clock.now(), code, times, dueAt: clock.now() + backoff(times) },
      gone,
    }
    await storage.writeLedgerEntry(accountId, token, entry)
    logger.warn('Day not read; it will be tried again', { accountId, day, code, times, detail })
    return entry
  }
}

interface StoredDay {
  readonly entry: LedgerEntry & { readonly read: NonNullable<LedgerEntry['read']> }
  /** Whether it has claude users of whom it is not decided yet whose they are. */
  readonly news: boolean
}

/** A row at a time, as they are gone through. */
const usageOf = (counters: DayCounters['counters']): Iterable<UsageDay> => ({
  *[Symbol.iterator]() {
    for (const [claudeUserId, values] of counters) yield { claudeUserId, counters: values }
  },
})

/** Due again just before the next hourly run, later with every failure, but at least once a day. */
const backoff = (times: number): Milliseconds => Math.min(0.9 * hour * 2 ** (times - 1), 0.9 * 24 * hour)
