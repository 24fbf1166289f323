import type { Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'

// A day is a UTC date. Formatting it in UTC keeps it the same in every time zone.
const withWeekday = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** Formats a day near today: “Thu, 19 Nov”. */
export const formatDayWithWeekday = (day: Day): string => withWeekday.format(startOfDay(day))
/** Formats a day with its year: “19 Nov 2026”. */
export const formatDayWithYear = (day: Day): string => withYear.format(startOfDay(day))
