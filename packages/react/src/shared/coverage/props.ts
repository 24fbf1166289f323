import type { ComparisonInput, ConnectionResponse } from '@windmill/claude-core'

export interface CoverageLineProps {
  readonly response: ComparisonInput
  readonly connection: ConnectionResponse | undefined
}
