import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { KeyControls } from '../../shared/connection/use-key-tasks.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'

/** Props of `AcceptInvitation`. */
export interface AcceptInvitationProps {
  /**
   * The secret of the invitation. Pass it if the page itself reads the secret from its address.
   * @default the secret in the fragment of the page's address, which the widget removes from the address
   */
  readonly invitation?: string
  /**
   * Level of the title in the page's outline. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/**
 * The status of an invitation: `checking` until the server has responded, `missing` without a secret, `open` if it is
 * valid, `accepted` if a key was saved with it before a reload, or the problem with checking or using it.
 */
export type InvitationStatus = 'checking' | 'missing' | 'open' | 'accepted' | ExplainableProblem

/** Whether a problem ends the invitation, so that neither a retry nor another key helps. */
export const isEnded = ({ code }: ExplainableProblem): boolean =>
  code === 'invitation_invalid' || code === 'invitation_expired'

/** Props of `AcceptInvitationView`: everything that it shows, already loaded. */
export interface AcceptInvitationViewProps {
  readonly status: InvitationStatus
  /** Called when the check of the invitation is tried again. */
  readonly onRetry: () => void
  /** The running task with a key, and the result of the last task. */
  readonly state: ConnectionState
  readonly actions: KeyControls
  /** Level of the title in the page's outline. */
  readonly headingLevel: HeadingLevel
}
