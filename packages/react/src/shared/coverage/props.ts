import type { ConnectionResponse, Covered } from '@windmill/claude-core'

export interface CoverageLineProps {
  readonly response: Covered
  readonly connection: ConnectionResponse | undefined
}
