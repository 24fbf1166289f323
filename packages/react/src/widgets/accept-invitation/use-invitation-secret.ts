'use client'

import { useEffect, useState } from 'react'
import { takeInvitation } from './invitation-in-address.ts'

/**
 * Returns the secret of the invitation. Undefined on a server and while the page hydrates, null if there is none.
 * @param given - The secret, if the host has read it. Then the address is left alone.
 */
export const useInvitationSecret = (given: string | undefined): string | null | undefined => {
  const [secret, setSecret] = useState<string | null>()
  useEffect(() => {
    if (given !== undefined) return
    const take = () => setSecret(takeInvitation())
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [given])
  return given ?? secret
}
