import { type Day, listDays } from '@windmill/claude-core'
import type { Activity } from '../activity/activity.ts'
import { matchesMember, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import type { Settings } from '../settings.ts'
import { createListing, type Listing } from './listing.ts'
import { rollUp } from './roll-up.ts'
import type { OlderUserRow, UserRow } from './row-types.ts'
import { createUserRow } from './user-row.ts'

type Row = UserRow | OlderUserRow

/** A member's activity and its day. */
interface DayActivity {
  readonly activity: Activity
  readonly day: Day
}

/** Creates the rows of `/users` for a day or a range: one per member, or one per RBAC group when the query groups. */
export const createUserListing = (query: Query, records: Records, settings: Settings, now: number): Listing<Row> => {
  const createRow = ({ activity, day }: DayActivity): Row => createUserRow(activity, day, settings.blocks)
  const listActivities = settings.zeroRows ? records.listActivitiesWithIdle : records.listActivities
  // The organization has no chat projects, so a project filter matches no activity.
  const days = query.filters.has('project_id') ? [] : listDays(query)
  const dayActivities = days.flatMap((day) =>
    listActivities(day, now)
      .filter(({ isListed, member }) => isListed && matchesMember(query, member))
      .map((activity): DayActivity => ({ activity, day })),
  )
  if (query.groupBy.has('rbac_group_id')) {
    const groups = [...groupDayActivities(dayActivities, ({ activity }) => activity.member.group.id).values()]
    return createListing(groups, (group) => createGroupRow(group, createRow))
  }
  if (!query.isRange) return createListing(dayActivities, createRow)

  const memberGroups = [...groupDayActivities(dayActivities, ({ activity }) => activity.member.id).values()]
  memberGroups.sort(([a], [b]) => (a.activity.member.email < b.activity.member.email ? -1 : 1))
  return createListing(memberGroups, ([first, ...others]) =>
    rollUp([createRow(first), ...others.map(createRow)], settings.rangeDistinctCounts),
  )
}

type DayActivities = [DayActivity, ...DayActivity[]]

/** Groups activities by key, in the order in which the keys first occur. */
const groupDayActivities = (
  dayActivities: readonly DayActivity[],
  getKey: (dayActivity: DayActivity) => string,
): Map<string, DayActivities> => {
  const groups = new Map<string, DayActivities>()
  for (const dayActivity of dayActivities) {
    const group = groups.get(getKey(dayActivity))
    if (group) group.push(dayActivity)
    else groups.set(getKey(dayActivity), [dayActivity])
  }
  return groups
}

/** Creates the row of one RBAC group. */
const createGroupRow = ([first, ...others]: DayActivities, createRow: (dayActivity: DayActivity) => Row): Row => ({
  ...rollUp([createRow(first), ...others.map(createRow)], 'unknown'),
  user: null,
  distinct_user_count: new Set([first, ...others].map(({ activity }) => activity.member.id)).size,
  rbac_group_id: first.activity.member.group.id,
  rbac_group_name: first.activity.member.group.name,
})
