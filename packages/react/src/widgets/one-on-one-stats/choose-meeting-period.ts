import { addDays, countDays, type Day, daysBetween, lastDays, type Period } from '@windmill/claude-core'

/** Minimum number of days since the meeting to compare. Over fewer days, most changes are chance. */
export const minDaysSinceMeeting = 5

/** Minimum number of days if too few are settled since the meeting: whole weeks are alike. */
export const minFallbackDays = 7

interface MeetingPeriod {
  readonly period: Period
  /** Whether it consists of days after the meeting. */
  readonly isSinceMeeting: boolean
}

/**
 * Chooses the days that a 1:1 looks back on: the settled ones since the last meeting. A weekly 1:1 never has enough of
 * them. Then it is as many days as have passed since that meeting, up to the last settled day: most of them were still
 * arriving when it took place.
 */
export const chooseMeetingPeriod = (lastMeetingOn: Day, lastSettledDay: Day, today: Day): MeetingPeriod => {
  const since = { from: addDays(lastMeetingOn, 1), to: lastSettledDay }
  if (countDays(since) >= minDaysSinceMeeting) return { period: since, isSinceMeeting: true }
  const days = Math.max(minFallbackDays, daysBetween(lastMeetingOn, today))
  return { period: lastDays(days, lastSettledDay), isSinceMeeting: false }
}
