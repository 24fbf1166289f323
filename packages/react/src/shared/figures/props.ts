import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'

/** The props of components that show one stat of a response. */
export interface StatProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  /** Whether the period can be compared with the previous one. If not, neither change nor previous value is shown. */
  readonly hasComparison: boolean
}
