import { addDays, countDays, type Day, type Period } from '@windmill/claude-core'

/** Minimum days to compare. Over fewer days, most changes are chance. */
export const minDays = 5

/** The days after a meeting, up to the newest read day. Null while there are fewer than `minDays`. */
export const getPeriodSinceMeeting = (lastMeetingOn: Day, newestDay: Day): Period | null => {
  const period = { from: addDays(lastMeetingOn, 1), to: newestDay }
  return countDays(period) < minDays ? null : period
}
