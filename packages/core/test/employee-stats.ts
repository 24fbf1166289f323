import type { EmployeeStatsResponse } from '../src/contract/employee-stats-response.ts'
import { employeeId } from '../src/people/ids.ts'
import { computeEmployeeStats } from '../src/stats/compute-employee-stats.ts'
import { sumCounters } from '../src/stats/counter-sums.ts'
import type { Counters, UsageSource } from '../src/stats/counters.ts'
import { firstServedDay } from '../src/stats/coverage.ts'
import { addDays, type Day, maxDay } from '../src/time/day.ts'
import { type Bucket, lastDays, listDays, type Period, previousPeriod, splitIntoBuckets } from '../src/time/period.ts'

/** The newest day that Claude serves. */
export const latestDay: Day = '2026-11-20'

export interface EmployeeStatsSetup {
  readonly period?: Period
  readonly bucket?: Bucket
  /** What was done on a day. Left out: nothing, on any day. */
  readonly countersOn?: (day: Day) => Counters | null
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** Where skill and connector usage of a day come from. */
  readonly sourceOn?: (day: Day) => UsageSource
  readonly claudeUsers?: number
  readonly archivedOn?: Day
}

/** An employee's stats as the server would answer them, from what was done on each day. */
export const createEmployeeStats = (given: EmployeeStatsSetup = {}): EmployeeStatsResponse => {
  const { period = lastDays(30, latestDay), bucket = 'day', missing = [], claudeUsers = 1 } = given
  const { countersOn: on = () => null, sourceOn: source = () => 'report', archivedOn = null } = given
  const previous = previousPeriod(period)
  const read = listDays({ from: maxDay(previous.from, firstServedDay), to: period.to }).filter(
    (day) => day <= latestDay && !missing.includes(day),
  )
  const sumOf = ({ from, to }: Period) =>
    sumCounters(
      read
        .filter((day) => day >= from && day <= to && (archivedOn === null || day <= archivedOn))
        .flatMap((day) => on(day) ?? []),
    )
  return computeEmployeeStats({
    employeeId: employeeId('e-17'),
    period,
    bucket,
    sums: {
      previous: sumOf(previous),
      buckets: new Map(splitIntoBuckets(period, bucket).map((part) => [part.from, sumOf(part)])),
    },
    days: read.map((day) => ({ day, latestDay: addDays(day, 10), skills: source(day), connectors: source(day) })),
    latestDay,
    claudeUsers,
    archivedOn,
  })
}
