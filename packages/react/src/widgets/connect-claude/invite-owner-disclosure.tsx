'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { lazyInviteOwner } from './invite-owner.lazy.ts'

export interface InviteOwnerDisclosureProps {
  readonly connection: Pick<ConnectionResponse, 'invitation'>
  /** Path or URL of the page with `AcceptInvitation`. Undefined if the host has none: then nobody can be invited. */
  readonly invitationUrl: string | undefined
}

/** The invitation of the Primary Owner, in a disclosure that is closed at first. */
export const InviteOwnerDisclosure = ({ connection, invitationUrl }: InviteOwnerDisclosureProps): ReactNode => {
  const { t } = useTexts(enConnectChanges)
  if (invitationUrl === undefined) return null
  return (
    <Disclosure summaryClassName="claude-Link" summary={t('connect.invite')} part={lazyInviteOwner}>
      {({ InviteOwner }) => <InviteOwner invitation={connection.invitation ?? null} invitationUrl={invitationUrl} />}
    </Disclosure>
  )
}
