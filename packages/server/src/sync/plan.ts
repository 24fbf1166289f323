import { addDays, type Day, dayAt, firstDay, isProvisional, laterDay } from '@windmill/claude-core'
import type { LedgerEntry, Milliseconds } from '../storage/adapter.ts'
import { type Report, reportsOf } from './read-day.ts'

/** Why a day is read. `report`: it was read without one that the organisation turns out to have. */
export type Reason = 'new' | 'failed' | 'provisional' | 'backfill' | 'report'

export interface PlannedDay {
  readonly day: Day
  readonly reason: Reason
}

export interface PlanInput {
  readonly ledger: readonly LedgerEntry[]
  /** The newest day that the API serves. */
  readonly latestDay: Day
  readonly now: Milliseconds
  /** The reports that have given counts in this run. */
  readonly given?: readonly Report[]
}

const settlesAfter = 36 * 3_600_000

/**
 * What to read next, first things first: days that appeared since the newest one read, failed days that are due again, days
 * that may have been revised, then the history, and last what a report can better. Newest first throughout, so that
 * useful numbers come within seconds.
 */
export const planDays = ({ ledger, latestDay, now, given = [] }: PlanInput): PlannedDay[] => {
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const newestRead = ledger.reduce<Day | null>(
    (newest, { day, read }) => (read && (!newest || day > newest) ? day : newest),
    null,
  )
  const plan: Record<Reason, PlannedDay[]> = { new: [], failed: [], provisional: [], backfill: [], report: [] }

  const oldest = servedFrom(ledger)
  for (let day = latestDay; day >= oldest; day = addDays(day, -1)) {
    const entry = entries.get(day)
    const reason = reasonToRead(day, entry, { newestRead, latestDay, now })
    if (reason) plan[reason].push({ day, reason })
    else if (isBetterable(entry, given)) plan.report.push({ day, reason: 'report' })
  }
  return [...plan.new, ...plan.failed, ...plan.provisional, ...plan.backfill, ...plan.report]
}

/** Whether a settled day lacks a report that other days have, and was not yet asked for its own. */
const isBetterable = (entry: LedgerEntry | undefined, given: readonly Report[]): boolean => {
  if (!entry?.read || entry.gone || entry.failure) return false
  const { day, read } = entry
  if (isProvisional({ day, latestDay: read.latestDay })) return false
  return reportsOf(day).some(
    (report) => given.includes(report) && (read[report] === 'users' || read[report] === 'kept'),
  )
}

/**
 * The oldest day worth asking for. A single day that is refused may be a fault; two in a row are where the API's
 * history begins, and what lies before them is not asked for.
 */
export const servedFrom = (ledger: readonly LedgerEntry[]): Day =>
  [endOfPairs(ledger.filter(isRefused)), tooFarBehind(ledger)].reduce<Day>(
    (latest, day) => (day ? laterDay(latest, day) : latest),
    firstDay,
  )

/** The older of the latest two days that follow each other. */
const endOfPairs = (entries: readonly LedgerEntry[]): Day | undefined => {
  const days = entries.map(({ day }) => day).toSorted()
  return days.findLast((day, index) => days[index + 1] === addDays(day, 1))
}

/** As many days as an endpoint may be behind the others. */
const mostBehind = 10

/** Where so many new days are refused, and not one is read, older ones will hardly be served either. */
const tooFarBehind = (ledger: readonly LedgerEntry[]): Day | undefined => {
  if (ledger.some(({ read }) => read)) return undefined
  const unserved = ledger.filter(({ failure }) => failure?.code === 'day_too_recent').map(({ day }) => day)
  return unserved.toSorted().at(-mostBehind)
}

/** A refused day is asked for again a few times, for some hours, before it counts as gone… */
export const refusalsUntilGone = 3
/** …and for three days where days around it are served: a history has an end, but hardly holes. */
export const refusalsOfHole = 8
/** …and for a month where it was read before, and only a report, or the API as a whole, has fallen back behind it. */
export const refusalsOfRead = 30

/** Whether the API refuses a day, as far as is known. */
export const isRefused = (entry: LedgerEntry | undefined): boolean =>
  entry?.failure?.code === 'request_rejected' && (entry.gone || !entry.read)

const reasonToRead = (
  day: Day,
  entry: LedgerEntry | undefined,
  { newestRead, latestDay, now }: { newestRead: Day | null; latestDay: Day; now: Milliseconds },
): Reason | null => {
  if (entry?.gone) return null
  if (entry?.failure) return entry.failure.dueAt <= now ? 'failed' : null
  if (!entry?.read) return newestRead !== null && day > newestRead ? 'new' : 'backfill'
  const { at, latestDay: readWith } = entry.read
  if (!isProvisional({ day, latestDay: readWith })) return null
  // Figures are revised when the API moves on to a new day; once a day is enough, and a stall is waited out.
  const movedOn = latestDay > readWith && dayAt(now) > dayAt(at)
  return movedOn || now - at >= settlesAfter ? 'provisional' : null
}
