import { type AccountId, addDays, type Day, dayAt, earlierDay } from '@windmill/claude-core'
import { type AnalyticsClient, AnalyticsError, isRefusal, learnLatestDay } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Linker } from '../people/links.ts'
import type { LedgerEntry, Milliseconds, StorageAdapter } from '../storage/adapter.ts'
import { type PlannedDay, planDays } from './plan.ts'
import { type Reports, readDay } from './read-day.ts'

export interface SyncRun {
  readonly accountId: AccountId
  /** The lease's token: every write carries it. */
  readonly token: number
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  readonly linker: Linker
  /** Aborts when the run must end: the server stops, or the connection changed. */
  readonly signal: AbortSignal
  /** Makes a client whose requests are paced, and told to `onRequest`. */
  readonly createClient: (onRequest?: () => void) => AnalyticsClient
  /** Called after each day that was stored. */
  readonly onDayRead: (day: Day) => Promise<void>
}

/** How many days are read at the same time, so that waiting for one's answer and storing another overlap. */
const daysInFlight = 3
const hour: Milliseconds = 3_600_000

/**
 * Reads everything that is due, until the plan is empty; what fails is left in the ledger for a later run. Throws when
 * the API refuses the account, when its latest day cannot be learned, and when storage fails.
 */
export const runSync = async (run: SyncRun): Promise<void> => {
  const { accountId, storage, clock, signal } = run
  const ledger = new Map((await storage.readLedger(accountId)).map((entry) => [entry.day, entry]))
  const reports: Reports = { skills: true, connectors: true }
  const taken = new Set<Day>()
  let latestDay = await learn()
  let learnedAt = clock.now()
  let ended = false

  async function learn(): Promise<Day> {
    const day = await learnLatestDay(run.createClient(), dayAt(clock.now()))
    await storage.updateConnection(accountId, { latestDay: day })
    return day
  }

  const next = (): PlannedDay | undefined => {
    if (ended) return undefined
    const plan = planDays({ ledger: [...ledger.values()], latestDay, now: clock.now() })
    return plan.find(({ day }) => !taken.has(day))
  }

  const lane = async (): Promise<void> => {
    for (let planned = next(); planned; planned = next()) {
      taken.add(planned.day)
      const outcome = await readPlanned(run, planned, { ledger, latestDay, reports })
      if (outcome === 'not_served_yet') {
        // An endpoint is behind the others: the day is complete only when all of them have it.
        latestDay = earlierDay(latestDay, addDays(planned.day, -1))
        continue
      }
      ledger.set(outcome.day, outcome)
      if (clock.now() - learnedAt >= hour) {
        learnedAt = clock.now()
        latestDay = await learn()
      }
    }
  }

  // The first lane that fails ends the others, once what they have in hand is written.
  const lanes = Array.from({ length: daysInFlight }, () =>
    lane().catch((error: unknown) => {
      ended = true
      throw error
    }),
  )
  const results = await Promise.allSettled(lanes)
  signal.throwIfAborted()
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** What the run knows when it begins a day. */
interface Known {
  readonly ledger: ReadonlyMap<Day, LedgerEntry>
  readonly latestDay: Day
  readonly reports: Reports
}

const readPlanned = async (
  run: SyncRun,
  { day, reason }: PlannedDay,
  { ledger, latestDay, reports }: Known,
): Promise<LedgerEntry | 'not_served_yet'> => {
  const { accountId, token, storage, clock, logger, signal } = run
  const before = ledger.get(day)
  try {
    let requests = 0
    const client = run.createClient(() => {
      requests += 1
    })
    const { sources, claudeUsers, counters } = await readDay(client, day, reports)
    const shrank = before?.read && counters.size * 2 < before.read.claudeUsers
    // Losing most people overnight is more likely a fault than the truth, unless it repeats.
    if (shrank && before.failure?.code !== 'day_shrank') return await fail('day_shrank')

    const entry: LedgerEntry = {
      day,
      read: {
        at: clock.now(),
        latestDay,
        ...sources,
        claudeUsers: counters.size,
        requests,
        times: (before?.read?.times ?? 0) + 1,
      },
      failure: null,
      gone: false,
    }
    const usage = [...counters].map(([claudeUserId, values]) => ({ claudeUserId, counters: values }))
    await storage.writeDay(accountId, token, { entry, claudeUsers, usage })
    await run.linker.linkSeen(claudeUsers)
    await run.onDayRead(day)
    logger.info('Day read', { accountId, day, reason, claudeUsers: counters.size, requests })
    return entry
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof AnalyticsError) || isRefusal(error)) throw error
    const newerRead = [...ledger.values()].some((entry) => entry.read && entry.day > day)
    // Once a newer day was served, a day cannot be too recent, whatever dates the refusal names.
    if (error.code === 'day_too_recent' && !newerRead) return 'not_served_yet'
    // The history ends where the API no longer serves it. A newer day that is rejected is a failure like any other.
    const rejected = error.code === 'day_too_recent' || error.code === 'request_rejected'
    if (rejected && reason === 'backfill' && newerRead) {
      const entry: LedgerEntry = { day, read: null, failure: null, gone: true }
      await storage.writeLedgerEntry(accountId, token, entry)
      logger.info('Claude serves nothing from this day back', { accountId, day })
      return entry
    }
    return await fail(error.code, error.message)
  }

  async function fail(code: string, detail?: string): Promise<LedgerEntry> {
    const times = (before?.failure?.times ?? 0) + 1
    const entry: LedgerEntry = {
      day,
      read: before?.read ?? null,
      failure: { at: clock.now(), code, times, dueAt: clock.now() + backoff(times) },
      gone: false,
    }
    await storage.writeLedgerEntry(accountId, token, entry)
    logger.warn('Day not read; it will be tried again', { accountId, day, code, times, detail })
    return entry
  }
}

/** Due again just before the next hourly run, later with every failure, but at least once a day. */
const backoff = (times: number): Milliseconds => Math.min(0.9 * hour * 2 ** (times - 1), 0.9 * 24 * hour)
