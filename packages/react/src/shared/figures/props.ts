import type { EmployeeStatsResponse, PagePurpose, StatDefinition } from '@windmill/claude-core'

/** The props of components that show one stat of a response. */
export interface StatProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  /** Whether the period can be compared with the previous one. If not, neither change nor previous value is shown. */
  readonly hasComparison: boolean
  /** The kind of page that shows the stat, for the log of who opens its days. `@default 'profile'` */
  readonly purpose?: PagePurpose
}
