import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { KeyControls } from '../../shared/connection/use-key-tasks.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `AcceptInvitation`. */
export interface AcceptInvitationProps {
  /**
   * The secret of the invitation, for a page that reads it from its address itself.
   * @default the secret in the fragment of the page's address, which the widget then removes from there
   */
  readonly invitation?: string
  /**
   * Level of the title in the page's outline. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/**
 * How an invitation stands: `checking` until the server has answered, `missing` without a secret, `open` if it can be
 * used, or the problem that kept it from being checked or used.
 */
export type InvitationStatus = 'checking' | 'missing' | 'open' | ExplainableProblem

/** Props of `AcceptInvitationView`: everything that it shows, already loaded. */
export interface AcceptInvitationViewProps {
  readonly status: InvitationStatus
  /** Called when the check of the invitation is tried again. */
  readonly onRetry: () => void
  /** The task in progress with a key, and the outcome of the last one. */
  readonly state: ConnectionState
  readonly actions: KeyControls
  /** Level of the title in the page's outline. */
  readonly headingLevel: HeadingLevel
}
