import { type AccountId, dayAt, maxDay, type Period } from '@windmill/claude-core'
import { computeCoverage, countNewerDays, cutToSettledDays } from '@windmill/claude-core/internal'
import type { Context } from './context.ts'

/** How much of a period is settled. */
export interface SettledDays {
  /** The part of the period up to the last settled day. Null if no day of it is settled. */
  readonly settled: Period | null
  /** Number of published days of the period that are newer, and still arriving. */
  readonly newerDays: number
}

/** Reads which days of a period are settled. Only these are compared with earlier days. */
export const readSettledDays = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  accountId: AccountId,
  period: Period,
): Promise<SettledDays> => {
  const { from } = period
  const history = { from, to: maxDay(period.to, dayAt(clock.now())) }
  const ledger = await storage.readLedger(accountId, history)
  const readDays = ledger.flatMap(({ day, read }) => (read ? { day, latestDay: read.latestDay } : []))
  const coverage = computeCoverage(history, readDays, null)
  return { settled: cutToSettledDays(period, coverage), newerDays: countNewerDays(period, coverage) }
}
