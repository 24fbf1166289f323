import { addDays, type Day, dayAt, earlierDay, firstDay, laterDay } from '@windmill/claude-core'
import type { Endpoint, Settings } from './settings.ts'

const minute = 60_000
/** A day is published at half past one in the afternoon of the next. */
const publishedAt = (24 + 13.5) * 60 * minute

/** The latest day that is published at an instant (milliseconds since 1970). */
export const publishedDay = (now: number, { delayMinutes }: Pick<Settings, 'delayMinutes'>): Day =>
  dayAt(now - publishedAt - delayMinutes * minute)

/** The latest day that an endpoint serves. */
export const latestDayOf = (endpoint: Endpoint, now: number, settings: Settings): Day =>
  settings.latestDays[endpoint] ?? publishedDay(now, settings)

/** The latest day that users, skills and connectors all serve: the newest one that can be read completely. */
export const completeDay = (now: number, settings: Settings): Day =>
  (['users', 'skills', 'connectors'] as const)
    .map((endpoint) => latestDayOf(endpoint, now, settings))
    .reduce(earlierDay)

/** The earliest day that an endpoint serves. */
export const earliestDayOf = (endpoint: Endpoint, now: number, settings: Settings): Day => {
  const { retentionDays } = settings
  if (retentionDays === null) return firstDay
  return laterDay(firstDay, addDays(latestDayOf(endpoint, now, settings), 1 - retentionDays))
}

/** The newest day whose figures are revised no more, when `published` is the latest. */
export const settledDay = (published: Day, { revisionDays }: Pick<Settings, 'revisionDays'>): Day =>
  addDays(published, -revisionDays)
