import { maxDay, type Period } from '@windmill/claude-core'
import { computeCoverage, countNewerDays, cutToSettledDays } from '@windmill/claude-core/internal'
import type { PeriodFacts } from '../storage/adapter.ts'

/** How much of a period is settled. */
export interface SettledDays {
  /** The part of the period up to the last settled day. Null if no day of it is settled. */
  readonly settled: Period | null
  /** Number of published days of the period after the last settled day. Their figures are still arriving. */
  readonly newerDays: number
}

/**
 * Finds which days of a period are settled. Only settled days are compared with earlier days.
 * @param days - The read days, at least those from the start of the period to today.
 */
export const findSettledDays = (period: Period, { days }: Pick<PeriodFacts, 'days'>): SettledDays => {
  const to = days.reduce((last, { day }) => maxDay(last, day), period.to)
  const coverage = computeCoverage({ from: period.from, to }, days, null)
  return { settled: cutToSettledDays(period, coverage), newerDays: countNewerDays(period, coverage) }
}
