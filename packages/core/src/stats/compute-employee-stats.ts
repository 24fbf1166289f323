import type { EmployeeStatsResponse } from '../contract/employee-stats-response.ts'
import type { EmployeeId } from '../people/ids.ts'
import type { Day } from '../time/day.ts'
import { type Bucket, type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { mapStats } from './catalog.ts'
import { computeStat, type SummedDays, summarizeDays } from './compute-stat.ts'
import { addSums, type CounterSums, emptySums } from './counter-sums.ts'
import type { ReadDay } from './coverage.ts'
import { computePeriodCoverage } from './coverage.ts'

/** The sums of one employee, as storage answers them. */
export interface EmployeeSums {
  /** Over the previous period. */
  readonly previous: CounterSums
  /** Over the buckets of the period that hold any activity, by `bucketsOf`'s start. */
  readonly buckets: ReadonlyMap<Day, CounterSums>
}

export interface EmployeeStatsInput {
  readonly employeeId: EmployeeId
  readonly period: Period
  readonly bucket: Bucket
  readonly sums: EmployeeSums
  /** The days that were read, of the period and the previous one. */
  readonly days: readonly ReadDay[]
  readonly latestDay: Day | null
  readonly claudeUsers: number
  /** Days after it are not the employee's, so they are neither a zero nor missing. */
  readonly archivedOn: Day | null
}

/** The twenty stats of one employee over a period, with the previous one, the trend and what they rest on. */
export const computeEmployeeStats = (input: EmployeeStatsInput): EmployeeStatsResponse => {
  const { employeeId, period, bucket, sums, latestDay, claudeUsers, archivedOn } = input
  const previous = previousPeriod(period)
  const isTheirs = (day: Day) => archivedOn === null || day <= archivedOn
  const theirs = input.days.filter(({ day }) => isTheirs(day))

  const reading = (span: Period, of: CounterSums): SummedDays => summarizeDays(of, span, theirs, claudeUsers)
  const current = reading(period, addSums(sums.buckets.values()))
  const before = reading(previous, sums.previous)
  const parts = splitIntoBuckets(period, bucket).map(({ from, to }) => ({
    start: from,
    reading: reading({ from, to }, sums.buckets.get(from) ?? emptySums),
  }))

  const coverage = computePeriodCoverage(period, theirs, latestDay)
  return {
    employeeId,
    period,
    previous,
    bucket,
    stats: mapStats((stat) => {
      const earlier = computeStat(stat, before)
      return {
        ...computeStat(stat, current),
        previous: earlier.value,
        previousPartial: earlier.partial,
        series: parts.map((part) => ({ start: part.start, value: computeStat(stat, part.reading).value })),
      }
    }),
    coverage: {
      ...coverage,
      missing: coverage.missing.filter(isTheirs),
      previousMissing: coverage.previousMissing.filter(isTheirs),
      claudeUsers,
    },
  }
}
