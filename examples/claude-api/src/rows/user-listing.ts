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

interface Entry {
  readonly activity: Activity
  readonly day: Day
}

/** Creates the rows of `/users`: one per member, or one per group, over a day or a range. */
export const createUserListing = (query: Query, records: Records, settings: Settings, now: number): Listing<Row> => {
  const toRow = ({ activity, day }: Entry): Row => createUserRow(activity, day, settings.blocks)
  const activities = settings.zeroRows ? records.activitiesWithIdle : records.activities
  // The organization has no chat projects, so a project filter matches no activity.
  const days = query.filters.has('project_id') ? [] : listDays(query)
  const entries = days.flatMap((day) =>
    activities(day, now)
      .filter(({ isListed, member }) => isListed && matchesMember(query, member))
      .map((activity): Entry => ({ activity, day })),
  )
  if (query.groupBy.has('rbac_group_id')) {
    const groups = [...groupEntries(entries, ({ activity }) => activity.member.group.id).values()]
    return createListing(groups, (group) => createGroupRow(group, toRow))
  }
  if (!query.isRange) return createListing(entries, toRow)

  const members = [...groupEntries(entries, ({ activity }) => activity.member.id).values()]
  members.sort(([a], [b]) => (a.activity.member.email < b.activity.member.email ? -1 : 1))
  return createListing(members, ([first, ...others]) => rollUp([toRow(first), ...others.map(toRow)], 'estimated'))
}

type Entries = [Entry, ...Entry[]]

const groupEntries = (entries: readonly Entry[], readKey: (entry: Entry) => string): Map<string, Entries> => {
  const groups = new Map<string, Entries>()
  for (const entry of entries) {
    const group = groups.get(readKey(entry))
    if (group) group.push(entry)
    else groups.set(readKey(entry), [entry])
  }
  return groups
}

const createGroupRow = ([first, ...others]: Entries, toRow: (entry: Entry) => Row): Row => ({
  ...rollUp([toRow(first), ...others.map(toRow)], 'unknown'),
  user: null,
  distinct_user_count: new Set([first, ...others].map(({ activity }) => activity.member.id)).size,
  rbac_group_id: first.activity.member.group.id,
  rbac_group_name: first.activity.member.group.name,
})
