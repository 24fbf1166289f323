'use client'

import { type ReactNode, useMemo } from 'react'
import { connectInvited, previewInvited } from '../../data/fetch/invited-requests.ts'
import { useClaude } from '../../provider.tsx'
import { type KeyRequests, useKeyTasks } from '../../shared/connection/use-key-tasks.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { AcceptInvitationView } from './accept-invitation-view.tsx'
import { forgetInvitation } from './invitation-in-address.ts'
import { type AcceptInvitationProps, isEnded } from './props.ts'
import { useInvitationCheck } from './use-invitation-check.ts'
import { useInvitationSecret } from './use-invitation-secret.ts'

interface AcceptInvitationControllerProps extends AcceptInvitationProps {
  readonly headingLevel: HeadingLevel
}

/** The lazily loaded part of `AcceptInvitation`: reads the secret from the address of the page. */
export const AcceptInvitationController = (props: AcceptInvitationControllerProps): ReactNode => {
  const secret = useInvitationSecret(props.invitation)
  // Opening another link to the same page changes only the fragment, without a reload. The key then resets the form.
  return <InvitedForm key={secret} secret={secret} headingLevel={props.headingLevel} />
}

interface InvitedFormProps {
  /** Undefined on a server and while the page hydrates, null if there is none. */
  readonly secret: string | null | undefined
  readonly headingLevel: HeadingLevel
}

const InvitedForm = ({ secret, headingLevel }: InvitedFormProps) => {
  const { client } = useClaude()
  const { status, retry } = useInvitationCheck(client, secret)
  const requests = useMemo(
    (): KeyRequests => ({
      preview: (key, signal) => previewInvited(client, secret ?? '', key, { signal }),
      connect: async (key) => {
        await connectInvited(client, secret ?? '', key)
        forgetInvitation()
      },
    }),
    [client, secret],
  )
  const { state, actions } = useKeyTasks(requests)
  return (
    <AcceptInvitationView
      // An invitation can expire, or be revoked, while its page is open.
      status={state.failure && isEnded(state.failure) ? state.failure : status}
      onRetry={retry}
      state={state}
      actions={actions}
      headingLevel={headingLevel}
    />
  )
}
