'use client'

import type { ReactNode } from 'react'
import { Setup, type SetupProps } from '../../shared/connection/setup.tsx'
import { InviteOwnerDisclosure, type InviteOwnerDisclosureProps } from './invite-owner-disclosure.tsx'

type AdminSetupProps = Omit<SetupProps, 'firstStepEnd'> & InviteOwnerDisclosureProps

/** The setup steps for an admin, who follows them alone or invites the Primary Owner. */
export const AdminSetup = ({ connection, invitationUrl, ...props }: AdminSetupProps): ReactNode => (
  <Setup {...props} firstStepEnd={<InviteOwnerDisclosure connection={connection} invitationUrl={invitationUrl} />} />
)
