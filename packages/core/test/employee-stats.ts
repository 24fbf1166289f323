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

/** The data behind an employee's stats. */
export interface EmployeeStatsSetup {
  /** @default the 30 days up to `latestDay` */
  readonly period?: Period
  /** @default 'day' */
  readonly bucket?: Bucket
  /** Returns the counters of a day; null for no activity. @default no activity on any day */
  readonly countersOn?: (day: Day) => Counters | null
  /** Days that were not read. @default none */
  readonly missing?: readonly Day[]
  /** Returns the source of a day's skill and connector counts. @default always the report */
  readonly sourceOn?: (day: Day) => UsageSource
  /** @default 1 */
  readonly claudeUsers?: number
  readonly archivedOn?: Day
}

/** Creates an employee's stats as the server returns them. */
export const createEmployeeStats = (setup: EmployeeStatsSetup = {}): EmployeeStatsResponse => {
  const { period = lastDays(30, latestDay), bucket = 'day', missing = [], claudeUsers = 1 } = setup
  const { countersOn = () => null, sourceOn = () => 'report', archivedOn = null } = setup
  const previous = previousPeriod(period)
  const readDays = listDays({ from: maxDay(previous.from, firstServedDay), to: period.to }).filter(
    (day) => day <= latestDay && !missing.includes(day),
  )
  const sumPeriod = ({ from, to }: Period) =>
    sumCounters(
      readDays
        .filter((day) => day >= from && day <= to && (archivedOn === null || day <= archivedOn))
        .flatMap((day) => countersOn(day) ?? []),
    )
  return computeEmployeeStats({
    employeeId: employeeId('e-17'),
    period,
    bucket,
    sums: {
      previous: sumPeriod(previous),
      buckets: new Map(splitIntoBuckets(period, bucket).map((part) => [part.from, sumPeriod(part)])),
    },
    // Read ten days later, so that every day is settled.
    days: readDays.map((day) => ({
      day,
      latestDay: addDays(day, 10),
      skills: sourceOn(day),
      connectors: sourceOn(day),
    })),
    latestDay,
    claudeUsers,
    archivedOn,
  })
}
