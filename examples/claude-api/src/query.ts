import type { Day } from '@windmill/claude-core'
import type { Member } from './organization/member.ts'
import type { Endpoint } from './settings.ts'

/** A field that reports can be filtered or grouped by. */
export type Dimension =
  | 'connector_name'
  | 'product'
  | 'project_id'
  | 'rbac_group_id'
  | 'share_status'
  | 'skill_name'
  | 'user_id'

/** A validated request for a report. */
export interface Query {
  readonly endpoint: Endpoint
  /** First day, inclusive. */
  readonly from: Day
  /** Last day, inclusive. */
  readonly to: Day
  /** Whether a range was requested with `starting_date`, even a range of a single day. */
  readonly isRange: boolean
  /** Dimensions that rows are split by. */
  readonly groupBy: ReadonlySet<Dimension>
  /** Accepted values by dimension. A row needs an accepted value in every filtered dimension. */
  readonly filters: ReadonlyMap<Dimension, readonly string[]>
  /** Ids of users who are left out. */
  readonly withoutUsers: readonly string[]
  /** Whether the rows come in reverse order. */
  readonly isDescending: boolean
}

/** Returns whether a value passes the filter of its dimension. Every value passes when there is no filter. */
export const matchesFilter = ({ filters }: Query, dimension: Dimension, value: string | null): boolean => {
  const accepted = filters.get(dimension)
  return accepted === undefined || (value !== null && accepted.includes(value))
}

/** Returns whether a member passes the user and group filters, and is not left out. */
export const matchesMember = (query: Query, member: Member): boolean =>
  !query.withoutUsers.includes(member.id) &&
  matchesFilter(query, 'user_id', member.id) &&
  matchesFilter(query, 'rbac_group_id', member.group.id)
