import { type Day, daysBetween } from '@windmill/claude-core'
import { type Activity, createIdleActivity } from './activity/activity.ts'
import { simulateActivity } from './activity/simulate-activity.ts'
import { createCache } from './cache.ts'
import { findLatestPublishedDay, findLatestSettledDay } from './freshness.ts'
import { createCalendarDay } from './organization/calendar.ts'
import type { Member } from './organization/member.ts'
import type { Settings } from './settings.ts'

/** Activities of the organization's members, as reported at a given time (`now`, in milliseconds since 1970). */
export interface Records {
  /** Lists the activities of a day, sorted by email address. Leaves out members without activity. */
  readonly listActivities: (day: Day, now: number) => readonly Activity[]
  /** Like `listActivities`, with an idle activity for every other member who has a seat on that day. */
  readonly listActivitiesWithIdle: (day: Day, now: number) => readonly Activity[]
}

/** Maximum number of cached activities. They take about 200 MB. */
const maxCachedActivities = 200_000

/**
 * Number of the first late revision. It is above the numbers of all earlier revisions, so that late revisions draw
 * different deviations.
 */
const firstLateRevision = 1_000

/** Creates the records under the given settings. Activities are simulated on demand and cached. */
export const createRecords = (members: readonly Member[], settings: Settings): Records => {
  const deletedIds = new Set(settings.deletedUsers)
  const servedMembers = members
    .filter(({ id }) => !deletedIds.has(id))
    .map((member) => ({ ...member, email: settings.emails[member.id] ?? member.email }))
    .sort((a, b) => (a.email < b.email ? -1 : 1))
  const cache = createCache<readonly Activity[]>({
    maxWeight: maxCachedActivities,
    weigh: (activities) => activities.length,
  })
  const isUnifiedOffered = settings.unified && settings.blocks === 'all'

  const listActivities = (day: Day, now: number): readonly Activity[] => {
    const publishedDay = findLatestPublishedDay(now, settings)
    const isSettled = day <= findLatestSettledDay(publishedDay, settings)
    const lateRevision = settings.lateRevisions[day]
    const revision = !isSettled
      ? Math.max(0, daysBetween(day, publishedDay))
      : lateRevision === undefined
        ? null
        : firstLateRevision + lateRevision
    return cache.get(`${day} ${revision}`, () => {
      const calendarDay = createCalendarDay(day)
      return servedMembers.flatMap(
        (member) => simulateActivity(member, calendarDay, { isUnifiedOffered, revision }) ?? [],
      )
    })
  }
  return {
    listActivities,
    listActivitiesWithIdle: (day, now) => {
      const activityByMember = new Map(listActivities(day, now).map((activity) => [activity.member, activity]))
      return servedMembers
        .filter(({ from, until }) => from <= day && (until === null || day <= until))
        .map((member) => activityByMember.get(member) ?? createIdleActivity(member))
    },
  }
}
