import { addDays, type Day } from '../time/day.ts'
import type { Period } from '../time/period.ts'
import { type ActiveCounts, type ActivePeople, mapAdoptionIds } from './adoption-ids.ts'

/** How many people a group has in one ISO week, and how many of them are active in it. */
export interface WeekCounts {
  /** Number of people who are employed on any day of the week. */
  readonly people: number
  readonly active: ActiveCounts
}

/**
 * The averages of a group over the settled weeks of a period. The share of active people is `active` ÷ `people`. Days
 * before someone's first day and after their last day are in neither number.
 */
export interface WeeklyAverage {
  /** Average number of people. Null if the period has no settled week. */
  readonly people: number | null
  /** Average number of active people per week. Null for every product if the period has no settled week. */
  readonly active: ActivePeople
}

/** Lists the settled weeks that lie in a period as a whole. */
export const listWeeksIn = ({ from, to }: Period, settledWeeks: readonly Day[]): Day[] =>
  settledWeeks.filter((monday) => monday >= from && addDays(monday, 6) <= to)

/** Averages the counts of a group over weeks. A week that is not in `counts` adds zero. */
export const averageWeeks = (weeks: readonly Day[], counts: ReadonlyMap<Day, WeekCounts>): WeeklyAverage => {
  const average = (getCount: (week: WeekCounts) => number): number | null => {
    const sum = weeks.reduce((total, week) => {
      const weekCounts = counts.get(week)
      return weekCounts ? total + getCount(weekCounts) : total
    }, 0)
    return weeks.length === 0 ? null : sum / weeks.length
  }
  return {
    people: average(({ people }) => people),
    active: mapAdoptionIds((id) => average(({ active }) => active[id])),
  }
}
