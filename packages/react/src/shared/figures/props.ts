import type { EmployeeStatsResponse, PagePurpose, StatDefinition } from '@windmill/claude-core'

/** The props of components that show figures of a response. */
export interface ResponseProps {
  readonly response: EmployeeStatsResponse
  /** Whether the period can be compared with the previous one. If not, neither change nor previous value is shown. */
  readonly hasComparison: boolean
  /** The kind of page that shows the figures, for the log of who opens their days. `@default 'profile'` */
  readonly purpose?: PagePurpose
}

/** The props of components that show one stat of a response. */
export interface StatProps extends ResponseProps {
  readonly stat: StatDefinition
}
