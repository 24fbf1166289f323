import { sumCounters } from '../src/aggregate.ts'
import type { Counters, UsageSource } from '../src/counters.ts'
import { firstDay } from '../src/coverage.ts'
import { addDays, type Day, laterDay } from '../src/day.ts'
import { employeeStats } from '../src/employee-stats.ts'
import { employeeId } from '../src/ids.ts'
import { type Bucket, bucketsOf, daysOf, lastDays, type Period, previousPeriod } from '../src/period.ts'
import type { EmployeeStatsResponse } from '../src/responses.ts'

/** The newest day that Claude serves. */
export const latestDay: Day = '2026-11-20'

export interface EmployeeCase {
  readonly period?: Period
  readonly bucket?: Bucket
  /** What was done on a day. Left out: nothing, on any day. */
  readonly on?: (day: Day) => Counters | null
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** Where skill and connector usage of a day come from. */
  readonly source?: (day: Day) => UsageSource
  readonly claudeUsers?: number
  readonly archivedOn?: Day
}

/** An employee's stats as the server would answer them, from what was done on each day. */
export const employeeCase = (given: EmployeeCase = {}): EmployeeStatsResponse => {
  const { period = lastDays(30, latestDay), bucket = 'day', missing = [], claudeUsers = 1 } = given
  const { on = () => null, source = () => 'report', archivedOn = null } = given
  const previous = previousPeriod(period)
  const read = daysOf({ from: laterDay(previous.from, firstDay), to: period.to }).filter(
    (day) => day <= latestDay && !missing.includes(day),
  )
  const sumOf = ({ from, to }: Period) =>
    sumCounters(
      read
        .filter((day) => day >= from && day <= to && (archivedOn === null || day <= archivedOn))
        .flatMap((day) => on(day) ?? []),
    )
  return employeeStats({
    employeeId: employeeId('e-17'),
    period,
    bucket,
    sums: {
      previous: sumOf(previous),
      buckets: new Map(bucketsOf(period, bucket).map((part) => [part.from, sumOf(part)])),
    },
    days: read.map((day) => ({ day, latestDay: addDays(day, 10), skills: source(day), connectors: source(day) })),
    latestDay,
    claudeUsers,
    archivedOn,
  })
}
