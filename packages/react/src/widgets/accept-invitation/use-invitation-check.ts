'use client'

import { useEffect, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { checkInvitation } from '../../data/fetch/invited-requests.ts'
import type { InvitationStatus } from './props.ts'

/**
 * Asks the server once whether an invitation works, so that nobody creates a key for one that does not.
 * @param secret - Undefined while it is not known, null if there is none.
 */
export const useInvitationCheck = (
  client: ClaudeClient,
  secret: string | null | undefined,
): { readonly status: InvitationStatus; readonly retry: () => void } => {
  const [answer, setAnswer] = useState<InvitationStatus>('checking')
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    if (secret === undefined || secret === null) return
    const controller = new AbortController()
    const { signal } = controller
    checkInvitation(client, secret, { signal }).then(
      () => !signal.aborted && setAnswer('open'),
      (error: unknown) => !signal.aborted && setAnswer(toClaudeProblem(error)),
    )
    return () => controller.abort()
  }, [client, secret, attempt])
  return {
    status: secret === null ? 'missing' : answer,
    retry: () => {
      setAnswer('checking')
      setAttempt(attempt + 1)
    },
  }
}
