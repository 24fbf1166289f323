import type { LogEvent, Period } from '@windmill/claude-core'

/** The periods of a read, by their role. */
export interface ReadPeriods {
  /** The periods that the viewer opened. Empty if the viewer read all days, or if the event is not a read. */
  readonly openedPeriods: readonly Period[]
  /** The period that the opened one was compared with. It was read too. Null if nothing was compared. */
  readonly comparedPeriod: Period | null
}

/** Splits the periods of a read into the opened periods and the period that the opened one was compared with. */
export const splitReadPeriods = (event: LogEvent): ReadPeriods => {
  if (event.kind !== 'read') return { openedPeriods: [], comparedPeriod: null }
  const { purpose, periods } = event
  // These periods are the months with a difference. None of them was compared with another.
  if (purpose === 'reconciliation') return { openedPeriods: periods, comparedPeriod: null }
  return { openedPeriods: periods.slice(0, 1), comparedPeriod: periods[1] ?? null }
}
