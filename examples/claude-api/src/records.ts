import { type Day, daysBetween } from '@windmill/claude-core'
import { type Activity, createIdleActivity } from './activity/activity.ts'
import { simulateActivity } from './activity/simulate-activity.ts'
import { createCache } from './cache.ts'
import { findPublishedDay, findSettledDay } from './freshness.ts'
import { createCalendarDay } from './organization/calendar.ts'
import type { Member } from './organization/member.ts'
import type { Settings } from './settings.ts'

/** Activity of the organization's members, as reported at a given time. */
export interface Records {
  /** Activities on a day, sorted by email address. Members without activity are left out. */
  readonly activities: (day: Day, now: number) => readonly Activity[]
  /** Like `activities`, plus an idle activity for every other member with a seat on that day. */
  readonly activitiesWithIdle: (day: Day, now: number) => readonly Activity[]
}

/** Maximum number of cached activities, about 200 MB. */
const maxCachedActivities = 200_000

export const createRecords = (members: readonly Member[], settings: Settings): Records => {
  const deleted = new Set(settings.deletedUsers)
  const servedMembers = members
    .filter(({ id }) => !deleted.has(id))
    .map((member) => ({ ...member, email: settings.emails[member.id] ?? member.email }))
    .sort((a, b) => (a.email < b.email ? -1 : 1))
  const cache = createCache<readonly Activity[]>({
    capacity: maxCachedActivities,
    weigh: (activities) => activities.length,
  })
  const offersUnified = settings.unified && settings.blocks === 'all'

  const activities = (day: Day, now: number): readonly Activity[] => {
    const published = findPublishedDay(now, settings)
    const isSettled = day <= findSettledDay(published, settings)
    const revision = isSettled ? null : Math.max(0, daysBetween(day, published))
    return cache.get(`${day} ${revision}`, () => {
      const date = createCalendarDay(day)
      return servedMembers.flatMap((member) => simulateActivity(member, date, { offersUnified, revision }) ?? [])
    })
  }
  return {
    activities,
    activitiesWithIdle: (day, now) => {
      const byMember = new Map(activities(day, now).map((activity) => [activity.member, activity]))
      return servedMembers
        .filter(({ from, until }) => from <= day && (until === null || day <= until))
        .map((member) => byMember.get(member) ?? createIdleActivity(member))
    },
  }
}
