import { addDays, type Day, dayAt, firstDay, isProvisional, laterDay } from '@windmill/claude-core'
import type { LedgerEntry, Milliseconds } from '../storage/adapter.ts'

/** Why a day is read. */
export type Reason = 'new' | 'failed' | 'provisional' | 'backfill'

export interface PlannedDay {
  readonly day: Day
  readonly reason: Reason
}

export interface PlanInput {
  readonly ledger: readonly LedgerEntry[]
  /** The newest day that the API serves. */
  readonly latestDay: Day
  readonly now: Milliseconds
}

const settlesAfter = 36 * 3_600_000

/**
 * What to read next, first things first: days that appeared since the newest one read, failed days that are due again, days
 * that may have been revised, then the history. Newest first throughout, so that useful numbers come within seconds.
 */
export const planDays = ({ ledger, latestDay, now }: PlanInput): PlannedDay[] => {
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const newestRead = ledger.reduce<Day | null>(
    (newest, { day, read }) => (read && (!newest || day > newest) ? day : newest),
    null,
  )
  const plan: Record<Reason, PlannedDay[]> = { new: [], failed: [], provisional: [], backfill: [] }

  const oldest = servedFrom(ledger)
  for (let day = latestDay; day >= oldest; day = addDays(day, -1)) {
    const reason = reasonToRead(day, entries.get(day), { newestRead, latestDay, now })
    if (reason) plan[reason].push({ day, reason })
  }
  return [...plan.new, ...plan.failed, ...plan.provisional, ...plan.backfill]
}

/**
 * The oldest day worth asking for. A single day that is refused may be a fault; two in a row are where the API's
 * history begins, and what lies before them is not asked for.
 */
export const servedFrom = (ledger: readonly LedgerEntry[]): Day => {
  const refused = new Set(ledger.filter(isRefused).map(({ day }) => day))
  const pairs = [...refused].map((day) => addDays(day, -1)).filter((before) => refused.has(before))
  return pairs.reduce(laterDay, tooFarBehind(ledger) ?? firstDay)
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

/** Whether the API refuses a day, as far as is known. */
export const isRefused = (entry: LedgerEntry | undefined): boolean =>
  entry !== undefined && (entry.gone || (!entry.read && entry.failure?.code === 'request_rejected'))

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
