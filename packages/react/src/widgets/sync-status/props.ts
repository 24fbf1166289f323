import type { ConnectionResponse } from '@windmill/claude-core'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { Explainable } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `SyncStatus`. */
export interface SyncStatusProps {
  /**
   * Level of the widget's heading, from 2 to 5.
   *
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `SyncStatusView`. */
export interface SyncStatusViewProps {
  /** Null while it loads. */
  readonly connection: ConnectionResponse | null
  /** Why it could not be loaded. Null without a problem. */
  readonly problem: Explainable | null
  readonly onRetry: () => void
  /** The viewer's own sync request: under way, failed or done. */
  readonly state: Pick<ConnectionState, 'task' | 'failure' | 'done'>
  readonly onSync: () => void
  /** Current time in epoch milliseconds. Null on a server and during hydration. */
  readonly now: number | null
  readonly headingLevel: HeadingLevel
}
