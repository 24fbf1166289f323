import type { Day } from '@windmill/claude-core'
import type { Member } from './organization/member.ts'
import type { Endpoint } from './settings.ts'

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
  /** Whether a range was requested, even one of a single day. A range is rolled up to one row per entity. */
  readonly isRange: boolean
  readonly groupBy: ReadonlySet<Dimension>
  /** Accepted values by dimension. A row matches any value of a dimension and all dimensions. */
  readonly filters: ReadonlyMap<Dimension, readonly string[]>
  readonly isDescending: boolean
}

/** Whether a value passes the filter of its dimension, or the dimension is not filtered. */
export const matchesFilter = ({ filters }: Query, dimension: Dimension, value: string | null): boolean => {
  const accepted = filters.get(dimension)
  return accepted === undefined || (value !== null && accepted.includes(value))
}

/** Whether a member passes the user and group filters. */
export const matchesMember = (query: Query, member: Member): boolean =>
  matchesFilter(query, 'user_id', member.id) && matchesFilter(query, 'rbac_group_id', member.group.id)
