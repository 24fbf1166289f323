import { addDays, type Day, countDays, type Period } from '@windmill/claude-core'

/** With fewer days than this, hardly any change is more than chance. */
export const fewestDays = 5

/** The days after a meeting, through the newest one that was read; null while there are too few of them. */
export const sinceMeeting = (lastMeetingOn: Day, newest: Day): Period | null => {
  const period = { from: addDays(lastMeetingOn, 1), to: newest }
  return countDays(period) < fewestDays ? null : period
}
