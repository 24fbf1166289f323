import type { UseQueryResult } from '@tanstack/react-query'
import type { ConnectionResponse, EmployeeStatsResponse } from '@windmill/claude-core'
import { type ClaudeProblem, toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { Explainable } from '../format/explain-problem.ts'

/** The content of a widget for a period, discriminated by `kind`. */
export type Content<Response> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not_connected' }
  /** Unknown id, or one that the viewer may not see: the server does not tell the two apart. */
  | { readonly kind: 'not_found' }
  | { readonly kind: 'problem'; readonly problem: Explainable }
  | {
      readonly kind: 'stats'
      readonly response: Response
      /** The figures are still those of the period chosen before, while the new period loads. */
      readonly isOutdated: boolean
    }

/** The content of a widget about one employee. */
export type StatsContent = Content<EmployeeStatsResponse>

/**
 * Derives a widget's content from the connection and the stats query.
 *
 * @param hostProblem Why the period that the host has set cannot be used.
 */
export const toContent = <Response>(
  connection: ConnectionResponse | undefined,
  { data, error, isPlaceholderData }: Pick<UseQueryResult<Response>, 'data' | 'error' | 'isPlaceholderData'>,
  hostProblem: ClaudeProblem | null = null,
): Content<Response> => {
  // A disconnected account may have kept its figures. They are still shown.
  if (connection?.status === 'disconnected' && !connection.coverage) return { kind: 'not_connected' }
  if (hostProblem) return { kind: 'problem', problem: hostProblem }
  if (error) {
    const problem = toClaudeProblem(error)
    return problem.code === 'not_found' ? { kind: 'not_found' } : { kind: 'problem', problem }
  }
  return data ? { kind: 'stats', response: data, isOutdated: isPlaceholderData } : { kind: 'loading' }
}

/** Returns whether the content belongs to a period, so that the widget shows the period and its picker. */
export const hasPeriod = ({ kind }: { readonly kind: string }): boolean =>
  kind !== 'not_connected' && kind !== 'not_found'
