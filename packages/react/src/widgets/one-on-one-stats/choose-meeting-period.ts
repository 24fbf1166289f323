import { addDays, countDays, type Day, daysBetween, lastDays, type Period } from '@windmill/claude-core'

/** Minimum number of settled days since the meeting for a comparison. Over fewer days, most changes are chance. */
export const minDaysSinceMeeting = 5

/** Minimum number of days to compare if too few days since the meeting are settled. A week has each weekday once. */
export const minFallbackDays = 7

/** Number of days to look back on before the first meeting. */
export const daysBeforeFirstMeeting = 30

interface MeetingPeriod {
  readonly period: Period
  /** Whether all days of the period are after the meeting. */
  readonly isSinceMeeting: boolean
}

/**
 * Chooses the days that a 1:1 looks back on: the settled days since the last meeting, if there are at least
 * `minDaysSinceMeeting`. A weekly 1:1 never has that many. Then the 1:1 looks back on as many days as have passed since
 * the last meeting, up to the last settled day. The figures of most of these days were still arriving at the last
 * meeting. Before the first meeting, it looks back on `daysBeforeFirstMeeting` days.
 */
export const chooseMeetingPeriod = (lastMeetingOn: Day | null, lastSettledDay: Day, today: Day): MeetingPeriod => {
  if (lastMeetingOn === null) {
    return { period: lastDays(daysBeforeFirstMeeting, lastSettledDay), isSinceMeeting: false }
  }
  const sinceMeeting = { from: addDays(lastMeetingOn, 1), to: lastSettledDay }
  if (countDays(sinceMeeting) >= minDaysSinceMeeting) return { period: sinceMeeting, isSinceMeeting: true }
  const dayCount = Math.max(minFallbackDays, daysBetween(lastMeetingOn, today))
  return { period: lastDays(dayCount, lastSettledDay), isSinceMeeting: false }
}
