import type { LogEvent, Period } from '@windmill/claude-core'

/** The periods of a log event. */
export interface ReadPeriods {
  /** The periods that were opened. Empty if nothing was read, or all days. */
  readonly periods: readonly Period[]
  /** The period that they were compared with, and so was read too. Null if there is none. */
  readonly comparedWith: Period | null
}

/** Splits the periods of a read into those that were opened and the one that they were compared with. */
export const splitReadPeriods = (event: LogEvent): ReadPeriods => {
  if (event.kind !== 'read') return { periods: [], comparedWith: null }
  const { purpose, periods } = event
  // These periods are the months with a difference. None of them was compared with another.
  if (purpose === 'reconciliation') return { periods, comparedWith: null }
  return { periods: periods.slice(0, 1), comparedWith: periods[1] ?? null }
}
