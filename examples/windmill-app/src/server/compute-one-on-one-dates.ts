import { addDays, type Day, daysBetween } from '@windmill/claude-server'

/** The days of the last and the next 1:1. */
export interface OneOnOneDates {
  /** Null before the first 1:1. */
  readonly lastOn: Day | null
  readonly nextOn: Day
}

/** A day on which 1:1s are held. */
const referenceThursday: Day = '2026-01-08'

/** Days from one 1:1 to the next. */
const cycleDays = 14

/** Minimum days since the last 1:1, so that there is something to talk about. A more recent 1:1 is ignored. */
const minDaysSinceLast = 7

/**
 * Returns the last 1:1 that is at least a week ago, and the first one after today. 1:1s are held every other Thursday.
 * `today` is a UTC day. East of Greenwich the next day may have begun, so the next 1:1 is always after `today`.
 * @param startedOn - The person's first day, so that nobody had a 1:1 before it. Null if it is unknown.
 */
export const computeOneOnOneDates = (today: Day, startedOn: Day | null): OneOnOneDates => {
  const findLastOnOrBefore = (day: Day) => {
    const daysIntoCycle = daysBetween(referenceThursday, day) % cycleDays
    return addDays(day, -((daysIntoCycle + cycleDays) % cycleDays))
  }
  const lastOn = findLastOnOrBefore(addDays(today, -minDaysSinceLast))
  return {
    lastOn: startedOn !== null && lastOn < startedOn ? null : lastOn,
    nextOn: addDays(findLastOnOrBefore(today), cycleDays),
  }
}
