import type { Day } from '@windmill/claude-react'

// A day is a UTC date, so it is formatted in UTC. In another time zone it could become the day before.
const weekdayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})
const yearFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** Formats a day near today, such as “Thu, 19 Nov”. */
export const formatDayWithWeekday = (day: Day): string => weekdayFormat.format(Date.parse(day))

/** Formats a day with its year, such as “19 Nov 2026”. */
export const formatDayWithYear = (day: Day): string => yearFormat.format(Date.parse(day))
