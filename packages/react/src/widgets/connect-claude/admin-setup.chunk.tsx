'use client'

import type { ReactNode } from 'react'
import { Setup, type SetupProps } from '../../shared/connection/setup.tsx'
import { InviteOwnerDisclosure, type InviteOwnerDisclosureProps } from './invite-owner-disclosure.tsx'

type AdminSetupProps = Omit<SetupProps, 'firstStep'> & InviteOwnerDisclosureProps

/** The steps that connect Claude, which an admin takes alone or with the Primary Owner. */
export const AdminSetup = ({ connection, invitationUrl, ...props }: AdminSetupProps): ReactNode => (
  <Setup {...props} firstStep={<InviteOwnerDisclosure connection={connection} invitationUrl={invitationUrl} />} />
)
