'use client'

import { useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useConnectionActions } from '../../data/hooks/use-connection-actions.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'

/** The link of a new invitation. */
export interface InvitationLink {
  /** URL of the invitation page, with the secret in its fragment. */
  readonly url: string
  readonly expiresAt: string
}

interface InviteOwnerState {
  /** The request that is under way. Null if there is none. */
  readonly task: 'make' | 'revoke' | null
  /** The link that was made on this page. Null before a link is made and after it is revoked. */
  readonly link: InvitationLink | null
  readonly problem: ExplainableProblem | null
}

/** Returns the link that the admin has made, and the actions that make or revoke a link. */
export const useInviteOwner = (
  invitationUrl: string,
): { readonly state: InviteOwnerState; readonly make: () => void; readonly revoke: () => void } => {
  const { invite, revokeInvitation } = useConnectionActions()
  const [state, setState] = useState<InviteOwnerState>({ task: null, link: null, problem: null })

  const run = async (task: 'make' | 'revoke', request: () => Promise<InvitationLink | null>) => {
    setState((before) => ({ ...before, task, problem: null }))
    try {
      const link = await request()
      setState({ task: null, link, problem: null })
    } catch (error) {
      setState((before) => ({ ...before, task: null, problem: toClaudeProblem(error) }))
    }
  }
  return {
    state,
    make: () =>
      void run('make', async () => {
        const { secret, expiresAt } = await invite()
        return { url: `${new URL(invitationUrl, document.baseURI)}#${secret}`, expiresAt }
      }),
    revoke: () =>
      void run('revoke', async () => {
        await revokeInvitation()
        return null
      }),
  }
}
