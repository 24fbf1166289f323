import type { ComparisonInput, ConnectionResponse } from '@windmill/claude-core'

/** The props of `CoverageGaps`. */
export interface CoverageProps {
  readonly response: ComparisonInput
  /** Undefined while it loads. */
  readonly connection: ConnectionResponse | undefined
}

/** The props of `CoverageLine`. */
export interface CoverageLineProps extends CoverageProps {
  /** Whether changes are shown, so that the line says which days they compare. `@default` false */
  readonly hasChanges?: boolean
}
