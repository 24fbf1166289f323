import { type Day, listDays } from '@windmill/claude-core'
import { firstConnectorReportDay } from '@windmill/claude-core/api'
import type { EpochMilliseconds, LedgerEntry } from '../storage/adapter.ts'
import { findOldestServedDay, type PlanInput, planDays } from './plan-days.ts'

export interface ProgressInput extends PlanInput {
  /** Maximum requests per minute of the sync. */
  readonly requestsPerMinute: number
  /** Whether a run is under way in any process. */
  readonly isSyncing: boolean
}

/** Progress of reading the history. */
export interface Progress {
  /** Number of days that are read. */
  readonly done: number
  /** Number of days that the API serves. */
  readonly total: number
  readonly requestsLeft: number
  readonly secondsLeft: number
  /** Day that is being read. Null while no run is under way. */
  readonly reading: Day | null
}

type Read = NonNullable<LedgerEntry['read']>

const minute: EpochMilliseconds = 60_000

/**
 * Computes the backfill progress from the ledger. Null when every day that the API serves was read or has failed for now.
 * Days newer than the newest read day are new days, not part of the history.
 */
export const computeBackfillProgress = (input: ProgressInput): Progress | null => {
  const { ledger, latestDay, requestsPerMinute, isSyncing } = input
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const days = listDays({ from: findOldestServedDay(ledger), to: latestDay }).filter((day) => !entries.get(day)?.isGone)
  const readDays = days.filter((day) => entries.get(day)?.read)
  const openDays = days.filter((day) => !entries.get(day)?.read && !entries.get(day)?.failure)
  const newestRead = readDays.at(-1) ?? latestDay
  if (!openDays.some((day) => day <= newestRead)) return null

  const estimateRequests = createRequestEstimator(ledger)
  const requestsLeft = Math.ceil(openDays.reduce((sum, day) => sum + estimateRequests(day), 0))
  const pace = isSyncing ? measureRequestsPerMinute(input, requestsLeft / openDays.length) : requestsPerMinute
  return {
    done: readDays.length,
    total: days.length,
    requestsLeft,
    secondsLeft: Math.ceil((requestsLeft * 60) / pace),
    reading: isSyncing ? findDayBeingRead(input) : null,
  }
}

/**
 * Creates a function that estimates the requests of a day: the number of its endpoints times the average requests per
 * endpoint so far, with retries and pages. Before the first day it assumes one page per endpoint.
 */
const createRequestEstimator = (ledger: readonly LedgerEntry[]): ((day: Day) => number) => {
  const reads = ledger.flatMap(({ day, read }) => (read ? [{ day, read }] : []))
  const sums = reads.reduce(
    ({ requests, endpoints }, { read }) => ({
      requests: requests + read.requests,
      endpoints: endpoints + 1 + Number(read.skills === 'report') + Number(read.connectors === 'report'),
    }),
    { requests: 0, endpoints: 0 },
  )
  const perEndpoint = Math.max(1, sums.requests / Math.max(1, sums.endpoints))
  const hasSkills = reads.length === 0 || reads.some(({ read }) => read.skills === 'report')
  const connectorReads = reads.filter(({ day }) => day >= firstConnectorReportDay)
  const hasConnectors = connectorReads.length === 0 || connectorReads.some(({ read }) => read.connectors === 'report')
  return (day) => perEndpoint * (1 + Number(hasSkills) + Number(hasConnectors && day >= firstConnectorReportDay))
}

/**
 * Measures the requests per minute from the days that were stored in the last minutes. It falls when the API slows down,
 * and it is right for a run in another process too. Falls back to the budget when too few days were stored to measure.
 * @param requestsPerDay - Average requests of a day. When a day takes minutes, the measured span is longer.
 */
const measureRequestsPerMinute = (
  { ledger, now, requestsPerMinute }: ProgressInput,
  requestsPerDay: number,
): number => {
  const spanMs = Math.max(3 * minute, ((10 * requestsPerDay) / requestsPerMinute) * minute)
  const [first, ...rest] = ledger
    .flatMap(({ read }): Read[] => (read && read.at <= now && read.at > now - spanMs ? [read] : []))
    .sort((a, b) => a.at - b.at)
  // The requests of the first day were sent before it was stored, so they are outside the measured time.
  const requests = rest.reduce((sum, read) => sum + read.requests, 0)
  if (!first || requests === 0) return requestsPerMinute
  // Days read concurrently are stored almost at once, which would look faster than the budget allows.
  return Math.min(requestsPerMinute, (requests * minute) / (now - first.at))
}

/** Finds the day at the head of the plan. Skips a new day if it can, because it may be waiting for the last endpoint. */
const findDayBeingRead = (input: PlanInput): Day | null => {
  const plan = planDays(input)
  return (plan.find(({ reason }) => reason !== 'new') ?? plan[0])?.day ?? null
}
