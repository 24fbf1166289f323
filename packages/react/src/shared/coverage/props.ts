import type { ComparisonInput, ConnectionResponse } from '@windmill/claude-core'

/** The props of `CoverageGaps`. */
export interface CoverageGapsProps {
  readonly response: ComparisonInput
  /** Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
}

/** The props of `CoverageLine`. */
export interface CoverageLineProps extends CoverageGapsProps {
  /** Whether the widget shows changes. The line then also says which days a change compares. `@default false` */
  readonly hasChanges?: boolean
}
