import { addDays, type Day, listDays } from '@windmill/claude-core'
import type { Activity } from '../activity/activity.ts'
import { matchesMember, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import { createListing, type Listing } from './listing.ts'
import type { SummaryRow } from './row-types.ts'

/** Creates the rows of `/summaries`: one per day. It counts the active users of the last day, 7 days and 30 days. */
export const createSummaryListing = (
  query: Query,
  records: Records,
  organization: { readonly seatCount: number },
  now: number,
): Listing<SummaryRow> => {
  const hasGroupFilter = query.filters.has('rbac_group_id')
  const activitiesByDay = new Map<Day, readonly Activity[]>()
  const readActivities = (day: Day): readonly Activity[] => {
    const activities =
      activitiesByDay.get(day) ??
      records.listActivities(day, now).filter(({ isListed, member }) => isListed && matchesMember(query, member))
    activitiesByDay.set(day, activities)
    return activities
  }
  const seatCount = hasGroupFilter ? null : organization.seatCount
  return createListing(listDays(query), (day) => {
    /** Counts the users with matching activity in the `dayCount` days up to the row's day. */
    const countActiveUsers = (dayCount: number, matches: (activity: Activity) => boolean): number => {
      const members = listDays({ from: addDays(day, 1 - dayCount), to: day }).flatMap((activeDay) =>
        readActivities(activeDay)
          .filter(matches)
          .map(({ member }) => member.id),
      )
      return new Set(members).size
    }
    const daily = countActiveUsers(1, () => true)
    const weekly = countActiveUsers(7, () => true)
    const monthly = countActiveUsers(30, () => true)
    const computeAdoptionRate = (users: number): number | null =>
      seatCount && Math.round((users / seatCount) * 10_000) / 100
    return {
      starting_at: `${day}T00:00:00Z`,
      ending_at: `${addDays(day, 1)}T00:00:00Z`,
      assigned_seat_count: seatCount,
      pending_invite_count: hasGroupFilter ? null : 2,
      daily_active_user_count: daily,
      weekly_active_user_count: weekly,
      monthly_active_user_count: monthly,
      daily_adoption_rate: computeAdoptionRate(daily),
      weekly_adoption_rate: computeAdoptionRate(weekly),
      monthly_adoption_rate: computeAdoptionRate(monthly),
      cowork_daily_active_user_count: countActiveUsers(1, usesCowork),
      cowork_weekly_active_user_count: countActiveUsers(7, usesCowork),
      cowork_monthly_active_user_count: countActiveUsers(30, usesCowork),
    }
  })
}

/** Returns whether a member used Cowork. Usage in the unified chat and Cowork experience does not count. */
const usesCowork = ({ cowork, isUnified }: Activity): boolean => cowork !== null && !isUnified
