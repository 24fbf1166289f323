import { addDays, type Day, daysOf } from '@windmill/claude-core'
import type { Activity } from '../activity/activity.ts'
import { isMemberWanted, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import { type Listing, listingOf } from './listing.ts'
import type { SummaryRow } from './row-types.ts'

/** The rows of `/summaries`: one a day, with who was active on it and in the 7 and 30 days that end with it. */
export const summaryListing = (
  query: Query,
  records: Records,
  organization: { readonly seats: number },
  now: number,
): Listing<SummaryRow> => {
  const scoped = query.filters.has('rbac_group_id')
  const active = new Map<Day, readonly Activity[]>()
  const activeOn = (day: Day): readonly Activity[] => {
    const known =
      active.get(day) ??
      records.activities(day, now).filter(({ listed, member }) => listed && isMemberWanted(query, member))
    active.set(day, known)
    return known
  }
  const seats = scoped ? null : organization.seats
  return listingOf(daysOf(query), (day) => {
    const within = (days: number, counts: (activity: Activity) => boolean): number => {
      const members = daysOf({ from: addDays(day, 1 - days), to: day }).flatMap((each) =>
        activeOn(each)
          .filter(counts)
          .map(({ member }) => member.id),
      )
      return new Set(members).size
    }
    const daily = within(1, () => true)
    const weekly = within(7, () => true)
    const monthly = within(30, () => true)
    const share = (users: number): number | null => seats && Math.round((users / seats) * 10_000) / 100
    return {
      starting_at: `${day}T00:00:00Z`,
      ending_at: `${addDays(day, 1)}T00:00:00Z`,
      assigned_seat_count: seats,
      pending_invite_count: scoped ? null : 2,
      daily_active_user_count: daily,
      weekly_active_user_count: weekly,
      monthly_active_user_count: monthly,
      daily_adoption_rate: share(daily),
      weekly_adoption_rate: share(weekly),
      monthly_adoption_rate: share(monthly),
      cowork_daily_active_user_count: within(1, usesCowork),
      cowork_weekly_active_user_count: within(7, usesCowork),
      cowork_monthly_active_user_count: within(30, usesCowork),
    }
  })
}

const usesCowork = ({ cowork, unified }: Activity): boolean => cowork !== null && !unified
