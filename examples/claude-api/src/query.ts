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

/** What a request asks for, checked. */
export interface Query {
  readonly endpoint: Endpoint
  /** First and last day, both included. */
  readonly from: Day
  readonly to: Day
  /** Whether the days are added up, as they are when a range was asked for: also when it is a range of one day. */
  readonly range: boolean
  readonly groupBy: ReadonlySet<Dimension>
  /** The values that are wanted of a dimension, any of them. */
  readonly filters: ReadonlyMap<Dimension, readonly string[]>
  readonly descending: boolean
}

/** Whether a value of a dimension is wanted. */
export const isWanted = ({ filters }: Query, dimension: Dimension, value: string | null): boolean => {
  const wanted = filters.get(dimension)
  return wanted === undefined || (value !== null && wanted.includes(value))
}

export const isMemberWanted = (query: Query, member: Member): boolean =>
  isWanted(query, 'user_id', member.id) && isWanted(query, 'rbac_group_id', member.group.id)
