import { type Day, listDays } from '@windmill/claude-core'
import { firstConnectorReportDay } from '@windmill/claude-core/api'
import type { LedgerEntry } from '../storage/adapter.ts'
import { findFirstDay } from './find-first-day.ts'
import { findUnservedDays, isUnserved } from './find-unserved-days.ts'
import { type PlanInput, planDays } from './plan-days.ts'

/** Input of `computeBackfillProgress`. */
export interface BackfillProgressInput extends PlanInput {
  /** Maximum requests per minute that the sync sends. */
  readonly requestsPerMinute: number
  /** Whether a run of the account is under way in any process. */
  readonly isSyncing: boolean
}

/** Progress of the backfill. */
export interface BackfillProgress {
  /** Number of days that were read, of those in `total`. */
  readonly done: number
  /** Number of days that the API serves, from the start of the history to the latest day. */
  readonly total: number
  /** Estimated requests for all days that are not read and have not failed. */
  readonly requestsLeft: number
  /** Estimated time for these requests, in seconds. */
  readonly secondsLeft: number
  /** The day that is being read. An estimate, and null while no run is under way. */
  readonly reading: Day | null
}

type DayRead = NonNullable<LedgerEntry['read']>

const minuteMs = 60_000

/**
 * Computes the backfill progress from the ledger. Null when no backfill is left: each served day up to the newest read
 * day was read, or its last attempt failed. Unread days newer than the newest read day are new days, not a backfill.
 */
export const computeBackfillProgress = (input: BackfillProgressInput): BackfillProgress | null => {
  const { ledger, latestDay, keptFrom = null, requestsPerMinute, isSyncing } = input
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const unserved = findUnservedDays(ledger, latestDay, keptFrom)
  const days = listDays({ from: findFirstDay(keptFrom), to: latestDay }).filter(
    (day) => !isUnserved(day, entries.get(day), unserved),
  )
  const readDays = days.filter((day) => entries.get(day)?.read)
  const remainingDays = days.filter((day) => !entries.get(day)?.read && !entries.get(day)?.failure)
  const newestReadDay = readDays.at(-1) ?? latestDay
  if (!remainingDays.some((day) => day <= newestReadDay)) return null

  const estimateRequests = createEstimateFunction(ledger)
  const requestsLeft = Math.ceil(remainingDays.reduce((sum, day) => sum + estimateRequests(day), 0))
  const paceRpm = isSyncing ? measureRequestsPerMinute(input, requestsLeft / remainingDays.length) : requestsPerMinute
  return {
    done: readDays.length,
    total: days.length,
    requestsLeft,
    secondsLeft: Math.ceil((requestsLeft * 60) / paceRpm),
    reading: isSyncing ? findDayBeingRead(input) : null,
  }
}

/**
 * Creates a function that estimates the requests of a day. The estimate is the number of the day's endpoints, times the
 * average requests per endpoint so far, pages and retries included. Before the first day was read, it assumes one
 * request per endpoint.
 */
const createEstimateFunction = (ledger: readonly LedgerEntry[]): ((day: Day) => number) => {
  const reads = ledger.flatMap(({ day, read }) => (read ? [{ day, read }] : []))
  const sums = reads.reduce(
    ({ requests, endpoints }, { read }) => ({
      requests: requests + read.requests,
      endpoints: endpoints + 1 + Number(read.skills === 'report') + Number(read.connectors === 'report'),
    }),
    { requests: 0, endpoints: 0 },
  )
  const requestsPerEndpoint = Math.max(1, sums.requests / Math.max(1, sums.endpoints))
  const hasSkills = reads.length === 0 || reads.some(({ read }) => read.skills === 'report')
  const connectorReads = reads.filter(({ day }) => day >= firstConnectorReportDay)
  const hasConnectors = connectorReads.length === 0 || connectorReads.some(({ read }) => read.connectors === 'report')
  return (day) =>
    requestsPerEndpoint * (1 + Number(hasSkills) + Number(hasConnectors && day >= firstConnectorReportDay))
}

/**
 * Measures the requests per minute from the days that were stored in the last minutes. The result falls when the API
 * slows down. It is also right for a run in another process. Falls back to the budget when too few days were stored to
 * measure.
 * @param requestsPerDay - Average requests of a day. The measured time is at least three minutes, and long enough for
 *   ten days at the budget.
 */
const measureRequestsPerMinute = (
  { ledger, now, requestsPerMinute }: BackfillProgressInput,
  requestsPerDay: number,
): number => {
  const measuredMs = Math.max(3 * minuteMs, ((10 * requestsPerDay) / requestsPerMinute) * minuteMs)
  const [firstRead, ...laterReads] = ledger
    .flatMap(({ read }): DayRead[] => (read && read.at <= now && read.at > now - measuredMs ? [read] : []))
    .sort((a, b) => a.at - b.at)
  // The requests of the first day were sent before it was stored, so they are outside the measured time.
  const requests = laterReads.reduce((sum, read) => sum + read.requests, 0)
  if (!firstRead || requests === 0) return requestsPerMinute
  // Days that are read concurrently are stored almost at once. They would look faster than the budget allows.
  return Math.min(requestsPerMinute, (requests * minuteMs) / (now - firstRead.at))
}

/**
 * Finds the first planned day that is not new, because a new day may be waiting for an endpoint that does not serve it
 * yet. Falls back to the first new day.
 */
const findDayBeingRead = (input: PlanInput): Day | null => {
  const plan = planDays(input)
  return (plan.find(({ reason }) => reason !== 'new') ?? plan[0])?.day ?? null
}
