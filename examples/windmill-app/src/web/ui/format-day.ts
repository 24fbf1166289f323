import { type Day, startOfDay } from '@windmill/claude-core'

// Days are dates without a zone: read as UTC, they stay the same everywhere.
const near = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
const far = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** “Thu, 19 Nov”: for days around today. */
export const nearDay = (day: Day): string => near.format(startOfDay(day))
/** “19 Nov 2026” */
export const fullDay = (day: Day): string => far.format(startOfDay(day))
