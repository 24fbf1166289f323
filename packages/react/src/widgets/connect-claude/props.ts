import type { ConnectionResponse } from '@windmill/claude-core'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import type { Explainable } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `ConnectClaude`. */
export interface ConnectClaudeProps {
  /**
   * Whether the viewer is an admin and may change the connection. Others see its status only. The server checks the
   * permission again.
   */
  readonly canManage: boolean
  /**
   * Level of the title in the page's outline. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `ConnectClaudeView`: everything it shows, already loaded. */
export interface ConnectClaudeViewProps {
  /** The account's connection to Claude. Null while it loads and after a problem. */
  readonly connection: ConnectionResponse | null
  /** Why the connection could not be loaded. Null if there was no problem. */
  readonly problem: Explainable | null
  /** Called to load the connection again after a problem. */
  readonly onRetry: () => void
  /** Whether the viewer may change the connection. */
  readonly canManage: boolean
  /** The task in progress, its result and the open part. */
  readonly state: ConnectionState
  /** What the viewer can do. */
  readonly actions: ConnectionControls
  /** Current time in Unix milliseconds. Null on a server and while hydrating. */
  readonly now: number | null
  /** Level of the title in the page's outline. */
  readonly headingLevel: HeadingLevel
}
