import { type Day, daysOf } from '@windmill/claude-core'
import type { Activity } from '../activity/activity.ts'
import { isMemberWanted, type Query } from '../query.ts'
import type { Records } from '../records.ts'
import type { Settings } from '../settings.ts'
import { type Listing, listingOf } from './listing.ts'
import { rollUp } from './roll-up.ts'
import type { OlderUserRow, UserRow } from './row-types.ts'
import { userRow } from './user-row.ts'

type Row = UserRow | OlderUserRow

interface Entry {
  readonly activity: Activity
  readonly day: Day
}

/** The rows of `/users`: one a member, or one a group of members, over a day or a range of days. */
export const userListing = (query: Query, records: Records, settings: Settings, now: number): Listing<Row> => {
  const toRow = ({ activity, day }: Entry): Row => userRow(activity, day, settings.blocks)
  const activities = settings.zeroRows ? records.everyone : records.activities
  // There are no chat projects in this organisation, so nobody was active in one.
  const days = query.filters.has('project_id') ? [] : daysOf(query)
  const entries = days.flatMap((day) =>
    activities(day, now)
      .filter(({ listed, member }) => listed && isMemberWanted(query, member))
      .map((activity): Entry => ({ activity, day })),
  )
  if (query.groupBy.has('rbac_group_id')) {
    const groups = [...collect(entries, ({ activity }) => activity.member.group.id).values()]
    return listingOf(groups, (group) => groupRow(group, toRow))
  }
  if (!query.range) return listingOf(entries, toRow)

  const members = [...collect(entries, ({ activity }) => activity.member.id).values()]
  members.sort(([a], [b]) => (a.activity.member.email < b.activity.member.email ? -1 : 1))
  return listingOf(members, ([first, ...others]) => rollUp([toRow(first), ...others.map(toRow)], 'estimated'))
}

type Entries = [Entry, ...Entry[]]

const collect = (entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entries> => {
  const groups = new Map<string, Entries>()
  for (const entry of entries) {
    const group = groups.get(keyOf(entry))
    if (group) group.push(entry)
    else groups.set(keyOf(entry), [entry])
  }
  return groups
}

const groupRow = ([first, ...others]: Entries, toRow: (entry: Entry) => Row): Row => ({
  ...rollUp([toRow(first), ...others.map(toRow)], 'unknown'),
  user: null,
  distinct_user_count: new Set([first, ...others].map(({ activity }) => activity.member.id)).size,
  rbac_group_id: first.activity.member.group.id,
  rbac_group_name: first.activity.member.group.name,
})
