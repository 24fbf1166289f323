import type { ConnectionResponse, ReconciliationResponse } from '@windmill/claude-core'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
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
  /** The account's connection. Null while it loads. */
  readonly connection: ConnectionResponse | null
  /** Why the connection could not be loaded. Null if loading has not failed. */
  readonly problem: ExplainableProblem | null
  readonly onRetry: () => void
  /** The viewer's own request to sync: whether it is running, has failed or is done. */
  readonly state: Pick<ConnectionState, 'task' | 'failure' | 'completedTask'>
  /** Called when the viewer requests a sync. */
  readonly onSync: () => void
  /**
   * The months that were compared with Claude's own totals. Null while they load, and for a viewer who may not see
   * them.
   */
  readonly reconciliation: ReconciliationResponse | null
  /** Called when the viewer requests a comparison of all months. */
  readonly onCheckMonths: () => void
  /** The current time in milliseconds since 1970. Null on a server and during hydration. */
  readonly now: number | null
  readonly headingLevel: HeadingLevel
}
