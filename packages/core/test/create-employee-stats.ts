import { isActive } from '../src/adoption/adoption-ids.ts'
import type { EmployeeStatsResponse } from '../src/contract/employee-stats-response.ts'
import { employeeId } from '../src/people/ids.ts'
import { products } from '../src/stats/catalog.ts'
import { computeEmployeeStats } from '../src/stats/compute-employee-stats.ts'
import { sumCounters } from '../src/stats/counter-sums.ts'
import type { Counters, UsageSource } from '../src/stats/counters.ts'
import { firstServedDay } from '../src/stats/coverage.ts'
import { addDays, type Day, maxDay } from '../src/time/day.ts'
import {
  type Bucket,
  intersectPeriods,
  lastDays,
  listDays,
  type Period,
  previousPeriod,
  splitIntoBuckets,
} from '../src/time/period.ts'

/** The newest day that Claude serves in the tests. */
export const latestDay: Day = '2026-11-20'

/** The data from which an employee's stats are created. */
export interface EmployeeStatsSetup {
  /** @default the 30 days that end on `latestDay` */
  readonly period?: Period
  /** @default 'day' */
  readonly bucket?: Bucket
  /** Returns the counters of a day, or null without activity. @default no activity on any day */
  readonly getCounters?: (day: Day) => Counters | null
  /** Days of both periods that were not read. @default none */
  readonly unreadDays?: readonly Day[]
  /** The last settled day. @default every day is settled */
  readonly settledTo?: Day
  /** Returns the source of the skill and connector counts of a day. @default the report on every day */
  readonly getSource?: (day: Day) => UsageSource
  /** Number of Claude users linked to the employee. @default 1 */
  readonly claudeUsers?: number
  /** The first day of employment. @default unknown */
  readonly startedOn?: Day
  /** The day on which the employee left. @default still employed */
  readonly archivedOn?: Day
}

/** Creates an employee's stats as the server returns them. */
export const createEmployeeStats = (setup: EmployeeStatsSetup = {}): EmployeeStatsResponse => {
  const { period = lastDays(30, latestDay), bucket = 'day', unreadDays = [], claudeUsers = 1 } = setup
  const {
    settledTo = period.to,
    getCounters = () => null,
    getSource = () => 'report',
    startedOn = null,
    archivedOn = null,
  } = setup
  const compared = intersectPeriods(period, { from: period.from, to: settledTo })
  const previous = previousPeriod(compared ?? period)
  const readDays = listDays({ from: maxDay(previous.from, firstServedDay), to: period.to }).filter(
    (day) => day <= latestDay && !unreadDays.includes(day),
  )
  const sumPeriod = ({ from, to }: Period) =>
    sumCounters(
      readDays
        .filter((day) => day >= from && day <= to && (archivedOn === null || day <= archivedOn))
        .flatMap((day) => getCounters(day) ?? []),
    )
  return computeEmployeeStats({
    employeeId: employeeId('e-17'),
    period,
    compared,
    bucket,
    sums: {
      ...(compared && { compared: sumPeriod(compared) }),
      previous: sumPeriod(previous),
      buckets: new Map(
        splitIntoBuckets(period, bucket).map((bucketPeriod) => [bucketPeriod.from, sumPeriod(bucketPeriod)]),
      ),
    },
    // Each day was read ten days later, so every day is settled.
    days: readDays.map((day) => ({
      day,
      latestDay: addDays(day, 10),
      skills: getSource(day),
      connectors: getSource(day),
    })),
    latestDay,
    claudeUsers,
    startedOn,
    archivedOn,
    activeDays: readDays.flatMap((day) => {
      const counters = (archivedOn === null || day <= archivedOn) && getCounters(day)
      const usedProducts = counters ? products.flatMap(({ id }) => (isActive(counters, id) ? id : [])) : []
      return usedProducts.length > 0 ? { day, products: usedProducts } : []
    }),
  })
}
