import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'

/** What the components that show one stat of a response have in common. */
export interface StatProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  /** Whether the two periods are comparable, so that the change is shown. */
  readonly isCompared: boolean
}
