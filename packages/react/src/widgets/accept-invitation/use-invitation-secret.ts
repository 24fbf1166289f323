'use client'

import { useEffect, useState } from 'react'
import { takeInvitation } from './invitation-in-address.ts'

/**
 * Returns the secret of the invitation. Undefined on a server and while the page hydrates, null if there is none, and
 * `acceptedInvitation` if a key was saved with it before a reload.
 * @param hostSecret The secret if the host passes it. The address is then neither read nor changed.
 */
export const useInvitationSecret = (hostSecret: string | undefined): string | null | undefined => {
  const [secret, setSecret] = useState<string | null>()
  useEffect(() => {
    if (hostSecret !== undefined) return
    const take = () => setSecret(takeInvitation())
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [hostSecret])
  return hostSecret ?? secret
}
