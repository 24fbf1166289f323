import { type Day, listDays } from '@windmill/claude-core'
import type { EpochMilliseconds, LedgerEntry } from '../storage/adapter.ts'
import { findFirstDay } from './find-first-day.ts'

/** The days that the API does not serve, according to the ledger. Any of them can be served later. */
export interface UnservedDays {
  /**
   * Days that were never read, with a border of refused days between them and the read days on either side. Few of
   * these days are requested.
   */
  readonly closed: ReadonlySet<Day>
  /** Refused days next to a day that was first read after the refusal. So the refusal may be outdated. */
  readonly reopened: ReadonlySet<Day>
  /** The newest day at the start of the history that the API refuses. Null if it refuses none of them. */
  readonly through: Day | null
}

/**
 * Refused days in a row that make a border. A single refused day may be a fault, so the days beyond it are requested.
 */
const borderDays = 2
/**
 * Refused days in a row that make a border while no day was ever read. The newest days may be refused because one
 * endpoint is behind the other endpoints by some days.
 */
const firstBorderDays = 10

/**
 * Finds the days that the API does not serve, from the latest attempt at each day.
 * @param keptFrom - The account's first kept day. Null if every day is kept. `@default null`
 */
export const findUnservedDays = (
  ledger: readonly LedgerEntry[],
  latestDay: Day,
  keptFrom: Day | null = null,
): UnservedDays => {
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const days = listDays({ from: findFirstDay(keptFrom), to: latestDay })
  const towardOlder = walkDays(days.toReversed(), entries, false)
  const towardNewer = walkDays(days, entries, true)
  return {
    closed: new Set([...towardOlder.closed].filter((day) => towardNewer.closed.has(day))),
    reopened: new Set([...towardOlder.reopened, ...towardNewer.reopened]),
    through: towardOlder.border,
  }
}

/**
 * Walks over the days in one direction. A border closes the days behind it, up to the next read day.
 * @param isClosedAtStart - Whether the days before the first read day are closed.
 */
const walkDays = (days: readonly Day[], entries: ReadonlyMap<Day, LedgerEntry>, isClosedAtStart: boolean) => {
  const isAnyDayRead = [...entries.values()].some(({ read }) => read)
  const requiredDays = isAnyDayRead ? borderDays : firstBorderDays
  const closed = new Set<Day>()
  const reopened = new Set<Day>()
  let isClosed = isClosedAtStart
  let openedAt: EpochMilliseconds | null = null
  let refusedInRow: Day[] = []
  for (const day of days) {
    const entry = entries.get(day)
    if (entry?.read) {
      isClosed = false
      refusedInRow = []
      openedAt = entry.read.readCount === 1 ? entry.read.at : null
    } else if (isClosed) {
      closed.add(day)
    } else if (!isRefused(entry) || (isAnyDayRead && entry.failure.code === 'day_too_recent')) {
      refusedInRow = []
    } else if (openedAt !== null && entry.failure.at < openedAt) {
      reopened.add(day)
    } else {
      refusedInRow.push(day)
      isClosed = refusedInRow.length === requiredDays
      if (isClosed) closed.add(day)
    }
  }
  return { closed, reopened, border: isClosed ? (refusedInRow[0] ?? null) : null }
}

/** Codes of failures in which the API, or one of its endpoints, did not serve the day. */
export const refusalCodes: ReadonlySet<string> = new Set(['request_rejected', 'day_too_recent'])

/** Whether the latest attempt at a day failed because the API, or one of its endpoints, did not serve it. */
export const isRefused = (
  entry: LedgerEntry | undefined,
): entry is LedgerEntry & { readonly failure: NonNullable<LedgerEntry['failure']> } =>
  refusalCodes.has(entry?.failure?.code ?? '')

/** Whether no request for a day is expected to succeed: it is behind a border, or was refused itself. */
export const isUnserved = (day: Day, entry: LedgerEntry | undefined, { closed }: UnservedDays): boolean =>
  !entry?.read && (closed.has(day) || entry?.failure?.code === 'request_rejected')
