import type { GroupStat } from '../contract/team-stats-response.ts'
import type { StatDefinition } from './catalog.ts'
import { computeStat, type SummedDays } from './compute-stat.ts'

/** The summed days of a period, of its settled part, and of the days that this part is compared with. */
export type SummedPeriods = Readonly<Record<'current' | 'compared' | 'previous', SummedDays>>

/** Computes a stat over a period, and the two values that are compared. */
export const computeComparedStat = (
  stat: StatDefinition,
  { current, compared, previous }: SummedPeriods,
): GroupStat => {
  const previousStat = computeStat(stat, previous)
  return {
    ...computeStat(stat, current),
    compared: computeStat(stat, compared).value,
    previous: previousStat.value,
    previousPartial: previousStat.partial,
  }
}
