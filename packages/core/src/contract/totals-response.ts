import type { AdoptionId } from '../adoption/adoption-ids.ts'
import type { RoundedCount } from '../adoption/rounded-count.ts'
import type { Seats } from '../adoption/seats.ts'
import type { Day } from '../time/day.ts'

/** How many Claude users of an account were active in one ISO week. A published week never changes. */
export interface WeekTotals {
  /** The Monday of the week. */
  readonly start: Day
  /** Number of Claude users who were active on any day of the week, with any product and with each product. */
  readonly active: Readonly<Record<AdoptionId, RoundedCount>>
}

/** Answer of `GET /totals`: the published totals of the company. */
export interface TotalsResponse {
  /**
   * The published weeks, oldest first. A week is published about eight days after it ends, when all its days are read
   * and Claude no longer revises them. A week with a day that Claude never serves is never published.
   */
  readonly weeks: readonly WeekTotals[]
  /** The seats of the Claude organization. Null if Claude reported none so far. */
  readonly seats: Seats | null
}
