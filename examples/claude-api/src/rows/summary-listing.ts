import { addDays, type Day, listDays } from '@windmill/claude-core'
import type { Activity } from '../activity/activity.ts'
import { matchesMember, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import { createListing, type Listing } from './listing.ts'
import type { SummaryRow } from './row-types.ts'

/** Creates the rows of `/summaries`: one per day, with active users on that day and in the 7 and 30 days up to it. */
export const createSummaryListing = (
  query: Query,
  records: Records,
  organization: { readonly seats: number },
  now: number,
): Listing<SummaryRow> => {
  const isGroupFiltered = query.filters.has('rbac_group_id')
  const activitiesByDay = new Map<Day, readonly Activity[]>()
  const readActivities = (day: Day): readonly Activity[] => {
    const activities =
      activitiesByDay.get(day) ??
      records.activities(day, now).filter(({ isListed, member }) => isListed && matchesMember(query, member))
    activitiesByDay.set(day, activities)
    return activities
  }
  const seats = isGroupFiltered ? null : organization.seats
  return createListing(listDays(query), (day) => {
    const countActiveUsers = (days: number, matches: (activity: Activity) => boolean): number => {
      const members = listDays({ from: addDays(day, 1 - days), to: day }).flatMap((each) =>
        readActivities(each)
          .filter(matches)
          .map(({ member }) => member.id),
      )
      return new Set(members).size
    }
    const daily = countActiveUsers(1, () => true)
    const weekly = countActiveUsers(7, () => true)
    const monthly = countActiveUsers(30, () => true)
    const computeAdoptionRate = (users: number): number | null => seats && Math.round((users / seats) * 10_000) / 100
    return {
      starting_at: `${day}T00:00:00Z`,
      ending_at: `${addDays(day, 1)}T00:00:00Z`,
      assigned_seat_count: seats,
      pending_invite_count: isGroupFiltered ? null : 2,
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

const usesCowork = ({ cowork, isUnified }: Activity): boolean => cowork !== null && !isUnified
