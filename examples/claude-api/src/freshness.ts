import { addDays, type Day, dayAt, firstServedDay, maxDay, minDay } from '@windmill/claude-core'
import type { Endpoint, Settings } from './settings.ts'

const minuteMs = 60_000
/** Time from the start of a day to its publication at 13:30 UTC on the next day. */
const publicationDelayMs = (24 + 13.5) * 60 * minuteMs

/** Returns the latest day that is published at `now` (milliseconds since 1970). */
export const findLatestPublishedDay = (now: number, { delayMinutes }: Pick<Settings, 'delayMinutes'>): Day =>
  dayAt(now - publicationDelayMs - delayMinutes * minuteMs)

/** Returns the latest day that an endpoint serves: its day in `latestDays`, else the latest published day. */
export const findLatestDay = (endpoint: Endpoint, now: number, settings: Settings): Day =>
  settings.latestDays[endpoint] ?? findLatestPublishedDay(now, settings)

/** Returns the latest complete day: the newest day that users, skills and connectors all serve. */
export const findLatestCompleteDay = (now: number, settings: Settings): Day =>
  (['users', 'skills', 'connectors'] as const).map((endpoint) => findLatestDay(endpoint, now, settings)).reduce(minDay)

/** Returns the earliest day that an endpoint serves. */
export const findEarliestDay = (endpoint: Endpoint, now: number, settings: Settings): Day => {
  const { retentionDays, earliestDay } = settings
  const start = maxDay(firstServedDay, earliestDay ?? firstServedDay)
  if (retentionDays === null) return start
  return maxDay(start, addDays(findLatestDay(endpoint, now, settings), 1 - retentionDays))
}

/** Returns the latest settled day. Days up to it are no longer revised. */
export const findLatestSettledDay = (latestPublishedDay: Day, { revisionDays }: Pick<Settings, 'revisionDays'>): Day =>
  addDays(latestPublishedDay, -revisionDays)
