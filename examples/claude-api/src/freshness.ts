import { addDays, type Day, dayAt, firstServedDay, maxDay, minDay } from '@windmill/claude-core'
import type { Endpoint, Settings } from './settings.ts'

const minuteMs = 60_000
/** Time from the start of a day to its publication, at 13:30 UTC on the next day. */
const publicationDelayMs = (24 + 13.5) * 60 * minuteMs

/** Returns the latest day published at `now`, in milliseconds since 1970. */
export const findPublishedDay = (now: number, { delayMinutes }: Pick<Settings, 'delayMinutes'>): Day =>
  dayAt(now - publicationDelayMs - delayMinutes * minuteMs)

/** Returns the latest day that an endpoint serves. */
export const findLatestDay = (endpoint: Endpoint, now: number, settings: Settings): Day =>
  settings.latestDays[endpoint] ?? findPublishedDay(now, settings)

/** Returns the latest complete day: the newest one that users, skills and connectors all serve. */
export const findCompleteDay = (now: number, settings: Settings): Day =>
  (['users', 'skills', 'connectors'] as const).map((endpoint) => findLatestDay(endpoint, now, settings)).reduce(minDay)

/** Returns the earliest day that an endpoint serves. */
export const findEarliestDay = (endpoint: Endpoint, now: number, settings: Settings): Day => {
  const { retentionDays } = settings
  if (retentionDays === null) return firstServedDay
  return maxDay(firstServedDay, addDays(findLatestDay(endpoint, now, settings), 1 - retentionDays))
}

/** Returns the newest settled day, given the latest published day. */
export const findSettledDay = (published: Day, { revisionDays }: Pick<Settings, 'revisionDays'>): Day =>
  addDays(published, -revisionDays)
