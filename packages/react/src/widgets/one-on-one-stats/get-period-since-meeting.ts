import { addDays, countDays, type Day, type Period } from '@windmill/claude-core'

/** With fewer days than this, hardly any change is more than chance. */
export const minDays = 5

/** The days after a meeting, through the newest one that was read; null while there are too few of them. */
export const getPeriodSinceMeeting = (lastMeetingOn: Day, newest: Day): Period | null => {
  const period = { from: addDays(lastMeetingOn, 1), to: newest }
  return countDays(period) < minDays ? null : period
}
