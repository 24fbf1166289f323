import { addDays, countDays, type Day, type Period } from '@windmill/claude-core'

/** Minimum number of days to compare. Over fewer days, most changes are chance. */
export const minComparedDays = 5

/** Returns the days after a meeting up to the newest read day. Null if there are fewer than `minComparedDays`. */
export const getPeriodSinceMeeting = (lastMeetingOn: Day, newestReadDay: Day): Period | null => {
  const period = { from: addDays(lastMeetingOn, 1), to: newestReadDay }
  return countDays(period) < minComparedDays ? null : period
}
