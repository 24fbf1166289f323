import { type Day, daysOf } from '@windmill/claude-core'
import { connectorReportFrom } from '@windmill/claude-core/api'
import type { LedgerEntry, Milliseconds } from '../storage/adapter.ts'
import { type PlanInput, planDays, servedFrom } from './plan.ts'

export interface ProgressInput extends PlanInput {
  /** What the sync may spend at most. */
  readonly requestsPerMinute: number
  /** Whether a run is under way, in whatever process. */
  readonly syncing: boolean
}

/** How far the history is read. */
export interface Progress {
  /** Days that are read, of those that the API serves. */
  readonly done: number
  readonly total: number
  readonly requestsLeft: number
  readonly secondsLeft: number
  /** The day that is being read; null while no run is under way. */
  readonly reading: Day | null
}

type Read = NonNullable<LedgerEntry['read']>

const minute: Milliseconds = 60_000

/**
 * Progress through the days that the API serves, from what the ledger says of those that are read. Null once every one
 * of them was read or has failed for now; a day that the API has only just begun to serve is news, no history.
 */
export const backfillProgress = (input: ProgressInput): Progress | null => {
  const { ledger, latestDay, requestsPerMinute, syncing } = input
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const days = daysOf({ from: servedFrom(ledger), to: latestDay }).filter((day) => !entries.get(day)?.gone)
  const done = days.filter((day) => entries.get(day)?.read)
  const open = days.filter((day) => !entries.get(day)?.read && !entries.get(day)?.failure)
  const newest = done.at(-1) ?? latestDay
  if (!open.some((day) => day <= newest)) return null

  const costOf = dayCost(ledger)
  const requestsLeft = Math.ceil(open.reduce((sum, day) => sum + costOf(day), 0))
  const pace = syncing ? presentPace(input, requestsLeft / open.length) : requestsPerMinute
  return {
    done: done.length,
    total: days.length,
    requestsLeft,
    secondsLeft: Math.ceil((requestsLeft * 60) / pace),
    reading: syncing ? dayInHand(input) : null,
  }
}

/**
 * About how many requests a day takes: for each endpoint that it is read from what the days so far have taken for one,
 * retries and pages included. Before the first day, a page of each.
 */
const dayCost = (ledger: readonly LedgerEntry[]): ((day: Day) => number) => {
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
  const telling = reads.filter(({ day }) => day >= connectorReportFrom)
  const hasConnectors = telling.length === 0 || telling.some(({ read }) => read.connectors === 'report')
  return (day) => perEndpoint * (1 + Number(hasSkills) + Number(hasConnectors && day >= connectorReportFrom))
}

/**
 * Requests per minute, by the days stored in the last minutes: it falls when the API slows down, and is right for a
 * run in another process too. The budget where too little was stored lately to tell.
 * @param perDay - How many requests a day takes. Where one takes minutes, the last minutes are more of them.
 */
const presentPace = ({ ledger, now, requestsPerMinute }: ProgressInput, perDay: number): number => {
  const span = Math.max(3 * minute, ((10 * perDay) / requestsPerMinute) * minute)
  const [first, ...rest] = ledger
    .flatMap(({ read }): Read[] => (read && read.at <= now && read.at > now - span ? [read] : []))
    .sort((a, b) => a.at - b.at)
  // What the first of them took was spent before it was stored.
  const requests = rest.reduce((sum, read) => sum + read.requests, 0)
  if (!first || requests === 0) return requestsPerMinute
  // Days that were read at the same time are stored at the same time: never more than may be spent.
  return Math.min(requestsPerMinute, (requests * minute) / (now - first.at))
}

/** The head of the plan. A new day may wait there all the while, for the last endpoint to have it. */
const dayInHand = (input: PlanInput): Day | null => {
  const plan = planDays(input)
  return (plan.find(({ reason }) => reason !== 'new') ?? plan[0])?.day ?? null
}
