import type { UseQueryResult } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import { asProblem } from '../fetch/claude-problem.ts'
import type { Explainable } from '../texts/explain.ts'

/** What there is to show of a period. */
export type Content<Response> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not_connected' }
  /** Does not exist, or the viewer may not see it: the two are never told apart. */
  | { readonly kind: 'not_found' }
  | { readonly kind: 'problem'; readonly problem: Explainable }
  | {
      readonly kind: 'stats'
      readonly response: Response
      /** Another period is loading; these are the former one's. */
      readonly isOutdated: boolean
    }

/** What the answers of the server amount to. */
export const contentOf = <Response>(
  connection: ConnectionResponse | undefined,
  { data, error, isPlaceholderData }: Pick<UseQueryResult<Response>, 'data' | 'error' | 'isPlaceholderData'>,
): Content<Response> => {
  // Counts that were kept at disconnecting still show.
  if (connection?.status === 'disconnected' && !connection.coverage) return { kind: 'not_connected' }
  if (error) {
    const problem = asProblem(error)
    return problem.code === 'not_found' ? { kind: 'not_found' } : { kind: 'problem', problem }
  }
  return data ? { kind: 'stats', response: data, isOutdated: isPlaceholderData } : { kind: 'loading' }
}
