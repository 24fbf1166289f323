import { addDays, type Day } from '../time/day.ts'
import { countDays, intersectPeriods, type Period } from '../time/period.ts'
import type { Coverage } from './coverage.ts'

/** The fields of a coverage that decide which of its days are settled. */
export type SettledInput = Pick<Coverage, 'through' | 'provisionalFrom'>

/**
 * Returns the last settled day. Claude no longer revises any read day up to this day. Comparisons, observations and the
 * default readout of a chart end on it, because figures of newer days are still arriving and look like a drop.
 *
 * @returns A day before the covered period if all its read days are provisional. Null if no day was read.
 */
export const findLastSettledDay = ({ through, provisionalFrom }: SettledInput): Day | null =>
  provisionalFrom === null ? through : addDays(provisionalFrom, -1)

/** Returns the part of a period up to the last settled day. Null if there is none. */
export const cutToSettledDays = (period: Period, coverage: SettledInput): Period | null => {
  const lastSettledDay = findLastSettledDay(coverage)
  return lastSettledDay && intersectPeriods(period, { from: period.from, to: lastSettledDay })
}

/** Counts the published days of a period that are newer than its last settled day: they are still arriving. */
export const countNewerDays = (period: Period, coverage: SettledInput): number => {
  const { through, provisionalFrom } = coverage
  const newer = through && provisionalFrom && intersectPeriods(period, { from: provisionalFrom, to: through })
  return newer ? countDays(newer) : 0
}
