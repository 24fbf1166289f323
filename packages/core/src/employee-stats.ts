import { addSums, type CounterSums, emptySums, type Reading, readStat } from './aggregate.ts'
import { eachStat } from './catalog.ts'
import type { ReadDay } from './coverage.ts'
import type { Day } from './day.ts'
import type { EmployeeId } from './ids.ts'
import { type Bucket, bucketsOf, type Period, previousPeriod } from './period.ts'
import { groupCoverage, readingOf } from './reading.ts'
import type { EmployeeStatsResponse } from './responses.ts'

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
export const employeeStats = (input: EmployeeStatsInput): EmployeeStatsResponse => {
  const { employeeId, period, bucket, sums, latestDay, claudeUsers, archivedOn } = input
  const previous = previousPeriod(period)
  const isTheirs = (day: Day) => archivedOn === null || day <= archivedOn
  const theirs = input.days.filter(({ day }) => isTheirs(day))

  const reading = (span: Period, of: CounterSums): Reading => readingOf(of, span, theirs, claudeUsers)
  const current = reading(period, addSums(sums.buckets.values()))
  const before = reading(previous, sums.previous)
  const parts = bucketsOf(period, bucket).map(({ from, to }) => ({
    start: from,
    reading: reading({ from, to }, sums.buckets.get(from) ?? emptySums),
  }))

  const coverage = groupCoverage(period, theirs, latestDay)
  return {
    employeeId,
    period,
    previous,
    bucket,
    stats: eachStat((stat) => {
      const earlier = readStat(stat, before)
      return {
        ...readStat(stat, current),
        previous: earlier.value,
        previousPartial: earlier.partial,
        series: parts.map((part) => ({ start: part.start, value: readStat(stat, part.reading).value })),
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
