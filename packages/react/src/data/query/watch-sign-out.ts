import type { QueryClient } from '@tanstack/react-query'
import { isClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { isKeyOf } from './query-keys.ts'

/**
 * Calls `onSignedOut` when the server or the host answers that the viewer is not signed in: once, and again only after
 * a successful answer in between.
 * @returns A function that stops watching.
 */
export const watchSignOut = (
  queryClient: QueryClient,
  client: ClaudeClient,
  onSignedOut: () => unknown,
): (() => void) => {
  let isSignedOut = false
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !isKeyOf(client, event.query.queryKey)) return
    if (event.action.type === 'success') isSignedOut = false
    if (event.action.type !== 'error' || isSignedOut) return
    const { error } = event.action
    if (!isClaudeProblem(error) || error.code !== 'not_signed_in') return
    isSignedOut = true
    // A callback that throws is the host's error. It must not keep the widget from showing the problem.
    void (async () => onSignedOut())().catch(reportError)
  })
}
