import type { DayStatus, EmployeeDay, EmployeeDaysResponse } from '../contract/employee-days-response.ts'
import { isEmployedIn } from '../people/is-employed-in.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import { listDays } from '../time/period.ts'
import { catalog, listStatCounters, statIds } from './catalog.ts'
import { type EmployeeStatsInput, findFirstKeptDay, findStartedOn } from './compute-employee-stats.ts'
import { computeStat, summarizeDays } from './compute-stat.ts'
import { emptySums } from './counter-sums.ts'
import { mapCounters } from './counters.ts'
import { firstServedDay, isProvisional } from './coverage.ts'

/** The input of `computeEmployeeDays`: the same as for `computeEmployeeStats`, with the bucket `day`. */
export interface EmployeeDaysInput extends EmployeeStatsInput {
  readonly bucket: 'day'
  /** When each day was last read. */
  readonly readAt: ReadonlyMap<Day, Instant>
}

/** Lists the days that add up to the figures of `computeEmployeeStats`, from the same input. */
export const computeEmployeeDays = (input: EmployeeDaysInput): EmployeeDaysResponse => {
  const { employeeId, period, sums, archivedOn, claudeUsers, userKeptFrom = [], readAt } = input
  const readDays = new Map(input.days.map((readDay) => [readDay.day, readDay]))
  const startedOn = findStartedOn(input)
  const days = listDays(period).map((day): EmployeeDay => {
    const readDay = readDays.get(day)
    const isEmployed = isEmployedIn({ startedOn, archivedOn }, { from: day, to: day })
    if (!readDay || !isEmployed || claudeUsers === 0)
      return createEmptyDay(day, explainEmptyDay(input, day, isEmployed))
    const storedSums = sums.buckets.get(day)
    const daySums = storedSums ?? emptySums
    const summedDays = summarizeDays(daySums, { from: day, to: day }, [readDay], claudeUsers, userKeptFrom)
    if (summedDays.usageDays === 0) return createEmptyDay(day, 'not_kept')
    const { skills, connectors, unattributedRows = 0 } = readDay
    // Treats a ratio as the sum of its counters: the answer has the counts of a ratio, and not the ratio itself.
    const stats = catalog.map((stat) => ({
      id: stat.id,
      ...computeStat({ ...stat, kind: 'sum', counters: listStatCounters(stat) }, summedDays),
    }))
    // Without a stored row, the counts are zero, but unknown if an unattributed row may be the employee's.
    const countWithoutRow = unattributedRows > 0 ? null : 0
    return {
      day,
      status: isProvisional(readDay) ? 'provisional' : 'settled',
      readAt: readAt.get(day) ?? null,
      sources: { skills, connectors },
      unattributedRows,
      counters: mapCounters((id) => daySums.sum[id] ?? (storedSums ? null : countWithoutRow)),
      partial: stats.flatMap(({ id, partial }) => (partial ? id : [])),
      unknown: stats.flatMap(({ id, value }) => (value === null ? id : [])),
    }
  })
  return { employeeId, period, days }
}

const createEmptyDay = (day: Day, status: DayStatus): EmployeeDay => ({
  day,
  status,
  readAt: null,
  sources: null,
  unattributedRows: 0,
  partial: [],
  unknown: [...statIds],
})

/** Explains why a day has no figures. */
const explainEmptyDay = (input: EmployeeStatsInput, day: Day, isEmployed: boolean): DayStatus => {
  const { latestDay, notServedThrough = null } = input
  const keptFrom = findFirstKeptDay(input)
  if (!isEmployed) return 'not_employed'
  if (keptFrom !== null && day < keptFrom) return 'not_kept'
  if (day < firstServedDay || (notServedThrough !== null && day <= notServedThrough)) return 'not_served'
  return latestDay === null || day > latestDay ? 'not_published' : 'missing'
}
