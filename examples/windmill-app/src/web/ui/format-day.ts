import { type Day, startOfDay } from '@windmill/claude-core'

// Days are dates without a zone: read as UTC, they stay the same everywhere.
const long = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** “Thursday 19 November” */
export const longDay = (day: Day): string => long.format(startOfDay(day))
/** “19 Nov 2026” */
export const shortDay = (day: Day): string => short.format(startOfDay(day))
