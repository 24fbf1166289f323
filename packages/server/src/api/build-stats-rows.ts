import type { CounterId, Day, EmployeeId, ReadDay, StatId, StatValue } from '@windmill/claude-core'
import { computeStat, emptySums, mapCounters, mapStats, summarizeDays } from '@windmill/claude-core/internal'
import type { EmployeeFigures } from '../storage/adapter.ts'

/** The figures of one employee on one day. */
export interface StatsRow {
  readonly day: Day
  readonly employeeId: EmployeeId
  /** The stats of the day, as on the employee's own page. A partial value is a lower bound. */
  readonly stats: Readonly<Record<StatId, StatValue>>
  /**
   * The counts behind the stats. Null if nothing is known. For a ratio over several days or people, add the counts of
   * its `numerator` and `denominator` in the catalog, and divide the sums. Never average ratios.
   */
  readonly counters: Readonly<Record<CounterId, number | null>>
}

/**
 * Builds the rows of an employee: one for each read day on which the figures are known. A day without usage is a row of
 * zeros. Days before the employee's first day have a row only if there was usage.
 */
export const buildStatsRows = (figures: EmployeeFigures, days: readonly ReadDay[]): StatsRow[] => {
  const { id, startedOn, archivedOn, claudeUsers, userKeptFrom } = figures
  return days.flatMap((readDay): StatsRow[] => {
    const { day } = readDay
    const stored = figures.sums.get(day)
    if ((archivedOn !== null && day > archivedOn) || (!stored && startedOn !== null && day < startedOn)) return []
    const sums = stored ?? emptySums
    const summedDays = summarizeDays(sums, { from: day, to: day }, [readDay], claudeUsers, userKeptFrom)
    if (summedDays.usageDays === 0) return []
    const absent = (readDay.unattributedRows ?? 0) > 0 ? null : 0
    return [
      {
        day,
        employeeId: id,
        stats: mapStats((stat) => computeStat(stat, summedDays)),
        counters: mapCounters((counter) => sums.sum[counter] ?? (stored ? null : absent)),
      },
    ]
  })
}
