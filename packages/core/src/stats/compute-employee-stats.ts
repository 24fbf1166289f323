import { type AdoptionId, mapAdoptionIds } from '../adoption/adoption-ids.ts'
import type { EmployeeStatsResponse } from '../contract/employee-stats-response.ts'
import type { EmployeeId } from '../people/ids.ts'
import { isEmployedIn } from '../people/is-employed-in.ts'
import type { Participation } from '../people/participation.ts'
import { type Day, maxDay } from '../time/day.ts'
import { type Bucket, intersectPeriods, type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { catalog, mapStats, type ProductId, type StatDefinition } from './catalog.ts'
import { getComparedDays } from './comparison.ts'
import { computeComparedStat } from './compute-compared-stat.ts'
import { computeStat, summarizeDays } from './compute-stat.ts'
import { addSums, type CounterSums } from './counter-sums.ts'
import type { CheckedMonth, ReadDay } from './coverage.ts'
import { computePeriodCoverage } from './coverage.ts'

/** The counter sums of one employee, as storage returns them. The sums exclude days after the archived date. */
export interface EmployeeSums {
  /** Sums over the days that the settled days are compared with. */
  readonly previous: CounterSums
  /** Sums over the settled days. Absent if the whole period is compared. */
  readonly compared?: CounterSums
  /** Sums per bucket, keyed by the bucket's first day in the period. Buckets without activity may be absent. */
  readonly buckets: ReadonlyMap<Day, CounterSums>
}

/** A day on which an employee was active. */
export interface ActiveDay {
  readonly day: Day
  /** The products in use, at least one. */
  readonly products: readonly ProductId[]
}

/** The input of `computeEmployeeStats`. */
export interface EmployeeStatsInput {
  readonly employeeId: EmployeeId
  readonly period: Period
  /** The settled part of the period, from `cutToSettledDays`. By default, the whole period. */
  readonly compared?: Period | null
  readonly bucket: Bucket
  readonly sums: EmployeeSums
  /** The read days of the period and of the days that it is compared with, in any order. */
  readonly days: readonly ReadDay[]
  /** The newest day that Claude serves; null if not known yet. */
  readonly latestDay: Day | null
  /** Claude serves no day of the history up to and including this day. Null if there is no such day. `@default` null */
  readonly notServedThrough?: Day | null
  /** Number of Claude users linked to the employee. With none, every value is null. */
  readonly claudeUsers: number
  /** The individual first kept days, one entry per Claude user that has one. `@default` none */
  readonly userKeptFrom?: readonly Day[]
  /** The account's first kept day. Null if every day is kept. `@default` null */
  readonly keptFrom?: Day | null
  /** The day on which the employee left; null if they are still employed. Later days are neither zero nor missing. */
  readonly archivedOn: Day | null
  /**
   * The employee's first day of employment. Earlier days are neither zero nor missing. Null if it is not known.
   * `@default` null
   */
  readonly startedOn?: Day | null
  /**
   * The days of `days` on which the employee was active, with the products, in any order. `@default` none
   */
  readonly activeDays?: readonly ActiveDay[]
  /** The employee's participation. Pass it only for the employee's own answer. `@default` 'included' */
  readonly participation?: Participation
  /** The checked months of both periods, oldest first. `@default` none */
  readonly checkedMonths?: readonly CheckedMonth[]
}

/**
 * Computes the twenty stats of one employee for the period, for each bucket, for the settled days, and for the days
 * that the settled days are compared with. Adds the coverage.
 */
export const computeEmployeeStats = (input: EmployeeStatsInput): EmployeeStatsResponse => {
  const {
    employeeId,
    period,
    compared = period,
    bucket,
    sums,
    latestDay,
    notServedThrough = null,
    claudeUsers,
    userKeptFrom = [],
    archivedOn,
    activeDays = [],
    participation = 'included',
    checkedMonths = [],
  } = input
  const comparedDays = getComparedDays({ period, compared })
  const previous = previousPeriod(comparedDays)
  const startedOn = findStartedOn(input)
  const isEmployedOn = (day: Day) => isEmployedIn({ startedOn, archivedOn }, { from: day, to: day })
  const readDays = input.days.filter(({ day }) => isEmployedOn(day))

  const summarize = (counterSums: CounterSums, days: Period) =>
    summarizeDays(counterSums, days, readDays, claudeUsers, userKeptFrom)
  const periodSums = addSums(sums.buckets.values())
  const summedPeriods = {
    current: summarize(periodSums, period),
    compared: summarize(sums.compared ?? periodSums, comparedDays),
    previous: summarize(sums.previous, previous),
  }
  const summarizeBuckets = (unit: Bucket) =>
    splitIntoBuckets(period, unit).map((bucketPeriod) => ({
      start: bucketPeriod.from,
      summedDays: summarize(
        addSums(
          [...sums.buckets].flatMap(([start, sum]) =>
            start >= bucketPeriod.from && start <= bucketPeriod.to ? sum : [],
          ),
        ),
        bucketPeriod,
      ),
    }))
  const buckets = summarizeBuckets(bucket)
  const weeks = bucket === 'day' ? summarizeBuckets('week') : null
  const computeSeries = (stat: StatDefinition, summarized: typeof buckets) =>
    summarized.map(({ start, summedDays }) => ({ start, value: computeStat(stat, summedDays).value }))

  const stats = mapStats((stat) => ({
    ...computeComparedStat(stat, summedPeriods),
    series: computeSeries(stat, buckets),
    ...(stat.kind === 'ratio' && weeks && { weeks: computeSeries(stat, weeks) }),
  }))
  const countActiveDays = (id: AdoptionId, { from, to }: Period, key: 'value' | 'compared' | 'previous') => {
    const isKnown = catalog.some((stat) => (id === 'any' || stat.product === id) && stats[stat.id][key] !== null)
    if (!isKnown) return null
    return activeDays.filter(({ day, products }) => day >= from && day <= to && (id === 'any' || products.includes(id)))
      .length
  }
  const coverage = computePeriodCoverage(
    { period, previous },
    readDays,
    latestDay,
    notServedThrough,
    findFirstKeptDay(input),
  )
  const employedPeriod: Period = { from: startedOn ?? period.from, to: archivedOn ?? period.to }
  return {
    employeeId,
    period,
    compared,
    previous,
    bucket,
    stats,
    activeDays: mapAdoptionIds((id) => ({
      value: countActiveDays(id, period, 'value'),
      compared: countActiveDays(id, comparedDays, 'compared'),
      previous: countActiveDays(id, previous, 'previous'),
    })),
    lastActiveOn: activeDays.reduce<Day | null>((last, { day }) => (last && last > day ? last : day), null),
    coverage: {
      ...coverage,
      missing: coverage.missing.filter(isEmployedOn),
      previousMissing: coverage.previousMissing.filter(isEmployedOn),
      notServed: coverage.notServed && intersectPeriods(coverage.notServed, employedPeriod),
      claudeUsers,
      startedOn,
      archivedOn,
      checkedMonths,
    },
    ...(participation !== 'included' && { participation }),
  }
}

/**
 * Returns the first day of employment. Null if the employee was active before it: then the directory's date is not the
 * day on which they began to use Claude.
 */
export const findStartedOn = ({ startedOn = null, activeDays = [] }: EmployeeStatsInput): Day | null =>
  startedOn && activeDays.every(({ day }) => day >= startedOn) ? startedOn : null

/** Returns the first day that is kept for any of the employee's Claude users. Null if every day is kept. */
export const findFirstKeptDay = ({
  keptFrom = null,
  claudeUsers,
  userKeptFrom = [],
}: EmployeeStatsInput): Day | null => {
  const [first] = userKeptFrom.toSorted()
  if (first === undefined || userKeptFrom.length < claudeUsers) return keptFrom
  return keptFrom === null ? first : maxDay(keptFrom, first)
}
