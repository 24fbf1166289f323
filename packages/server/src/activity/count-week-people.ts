import type { Day, Employee, Period } from '@windmill/claude-core'
import type { GroupCounts } from '@windmill/claude-core/internal'
import type { GroupActivity } from './count-activity.ts'

/** The first and the last day of someone's employment. Null for a day that is not known. */
export type EmployedDays = Pick<Employee, 'startedOn' | 'archivedOn'>

/** Whether someone had not left before a period began, and had started by its end. */
export const isEmployedIn = ({ startedOn, archivedOn }: EmployedDays, { from, to }: Period): boolean =>
  (archivedOn === null || archivedOn >= from) && (startedOn === null || startedOn <= to)

/**
 * Counts, for each week, the people who are employed on any day of the week.
 * @param always - Number of people who are employed in all of the weeks.
 * @param others - Everyone else.
 */
export const countWeekPeople = (
  weeks: readonly Period[],
  always: number,
  others: readonly EmployedDays[],
): ReadonlyMap<Day, number> =>
  new Map(weeks.map((week) => [week.from, always + others.filter((person) => isEmployedIn(person, week)).length]))

/** Adds the number of employed people to each week of a group's activity. */
export const addWeekPeople = (
  activity: GroupActivity,
  people: ReadonlyMap<Day, number>,
): Pick<GroupCounts, 'active' | 'series' | 'weeks'> => ({
  ...activity,
  weeks: new Map([...activity.weeks].map(([monday, active]) => [monday, { people: people.get(monday) ?? 0, active }])),
})
