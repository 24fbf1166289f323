import type { ComparisonInput, ConnectionResponse } from '@windmill/claude-core'

/** The props of `CoverageLine` and `CoverageGaps`. */
export interface CoverageLineProps {
  readonly response: ComparisonInput
  /** Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
}
