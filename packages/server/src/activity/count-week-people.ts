import type { Day, Period } from '@windmill/claude-core'
import { type EmployedDays, type GroupCounts, isEmployedIn } from '@windmill/claude-core/internal'
import type { GroupActivity } from './count-activity.ts'

/**
 * Counts, for each week, the people who are employed on any day of the week.
 * @param alwaysEmployed - Number of people who are employed in all of the weeks.
 * @param others - Everyone else.
 */
export const countWeekPeople = (
  weeks: readonly Period[],
  alwaysEmployed: number,
  others: readonly EmployedDays[],
): ReadonlyMap<Day, number> =>
  new Map(
    weeks.map((week) => [week.from, alwaysEmployed + others.filter((person) => isEmployedIn(person, week)).length]),
  )

/** Adds the number of employed people to each week of a group's activity. */
export const addWeekPeople = (
  activity: GroupActivity,
  people: ReadonlyMap<Day, number>,
): Pick<GroupCounts, 'active' | 'series' | 'weeks'> => ({
  ...activity,
  weeks: new Map([...activity.weeks].map(([monday, active]) => [monday, { people: people.get(monday) ?? 0, active }])),
})
