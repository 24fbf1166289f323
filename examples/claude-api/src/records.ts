import { type Day, daysBetween } from '@windmill/claude-core'
import { type Activity, idle } from './activity/activity.ts'
import { activityOn } from './activity/activity-on.ts'
import { createCache } from './cache.ts'
import { publishedDay, settledDay } from './freshness.ts'
import { calendarDay } from './organization/calendar.ts'
import type { Member } from './organization/member.ts'
import type { Settings } from './settings.ts'

/** What the organisation's members did, as it is known at an instant. */
export interface Records {
  /** Everyone's activity on a day, in the order of their addresses. */
  readonly activities: (day: Day, now: number) => readonly Activity[]
  /** As `activities`, with an idle one for everybody else who had a seat. */
  readonly everyone: (day: Day, now: number) => readonly Activity[]
}

/** About 200 MB at most. */
const capacity = 200_000

export const createRecords = (members: readonly Member[], settings: Settings): Records => {
  const deleted = new Set(settings.deletedUsers)
  const served = members
    .filter(({ id }) => !deleted.has(id))
    .map((member) => ({ ...member, email: settings.emails[member.id] ?? member.email }))
    .sort((a, b) => (a.email < b.email ? -1 : 1))
  const cache = createCache<readonly Activity[]>({ capacity, weigh: (activities) => activities.length })
  const unified = settings.unified && settings.blocks === 'all'

  const activities = (day: Day, now: number): readonly Activity[] => {
    const published = publishedDay(now, settings)
    const settled = day <= settledDay(published, settings)
    const revision = settled ? null : Math.max(0, daysBetween(day, published))
    return cache.get(`${day} ${revision}`, () => {
      const date = calendarDay(day)
      return served.flatMap((member) => activityOn(member, date, { unified, revision }) ?? [])
    })
  }
  return {
    activities,
    everyone: (day, now) => {
      const byMember = new Map(activities(day, now).map((activity) => [activity.member, activity]))
      return served
        .filter(({ from, until }) => from <= day && (until === null || day <= until))
        .map((member) => byMember.get(member) ?? idle(member))
    },
  }
}
