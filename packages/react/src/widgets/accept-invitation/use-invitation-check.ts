'use client'

import { useEffect, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { checkInvitation } from '../../data/fetch/invited-requests.ts'
import { acceptedInvitation } from './invitation-in-address.ts'
import type { InvitationStatus } from './props.ts'

/**
 * Checks an invitation once on the server, so that nobody creates a key for an invalid one.
 * @param secret Undefined while it is unknown, null if there is none.
 */
export const useInvitationCheck = (
  client: ClaudeClient,
  secret: string | null | undefined,
): { readonly status: InvitationStatus; readonly retry: () => void } => {
  const [result, setResult] = useState<InvitationStatus>('checking')
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt repeats the check.
  useEffect(() => {
    if (secret === undefined || secret === null || secret === acceptedInvitation) return
    const controller = new AbortController()
    const { signal } = controller
    checkInvitation(client, secret, { signal }).then(
      () => !signal.aborted && setResult('open'),
      (error: unknown) => !signal.aborted && setResult(toClaudeProblem(error)),
    )
    return () => controller.abort()
  }, [client, secret, attempt])
  return {
    status: secret === null ? 'missing' : secret === acceptedInvitation ? 'accepted' : result,
    retry: () => {
      setResult('checking')
      setAttempt(attempt + 1)
    },
  }
}
