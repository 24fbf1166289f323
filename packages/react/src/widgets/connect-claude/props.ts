import type { ConnectionResponse } from '@windmill/claude-core'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `ConnectClaude`. */
export interface ConnectClaudeProps {
  /**
   * Whether the viewer is an admin and may change the connection. Everyone else sees its status and what is read from
   * Claude. The server checks the permission again.
   */
  readonly canManage: boolean
  /**
   * Path or URL of the public page with `AcceptInvitation`, such as `/connect`. With it, admins can make a link for the
   * Primary Owner, who can then save the key without an account in your app.
   * @default undefined, without invitations
   */
  readonly invitationUrl?: string
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** Props of `ConnectClaudeView`: everything that it shows, already loaded. */
export interface ConnectClaudeViewProps {
  /** The account's connection to Claude. Null while it loads, and if it could not be loaded. */
  readonly connection: ConnectionResponse | null
  /** Why the connection could not be loaded. Null without a problem. */
  readonly problem: ExplainableProblem | null
  /** Called when the viewer retries after a problem. */
  readonly onRetry: () => void
  /** Whether the viewer may change the connection. */
  readonly canManage: boolean
  /** Path or URL of the page with `AcceptInvitation`. Undefined if the host has none. */
  readonly invitationUrl: string | undefined
  /** The admin's task in progress, the outcome of the last task, and the open form or dialog. */
  readonly state: ConnectionState
  /** The actions behind the buttons and forms. */
  readonly actions: ConnectionControls
  /** The current time in Unix milliseconds. Null on a server and while hydrating. */
  readonly now: number | null
  /** Level of the widget's heading. */
  readonly headingLevel: HeadingLevel
}
