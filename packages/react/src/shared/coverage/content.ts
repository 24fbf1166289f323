import type { UseQueryResult } from '@tanstack/react-query'
import {
  assessComparison,
  type ComparisonInput,
  type ConnectionResponse,
  type EmployeeStatsResponse,
} from '@windmill/claude-core'
import { type ClaudeProblem, toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { ExplainableProblem } from '../format/explain-problem.ts'

/** What a widget shows for a period, discriminated by `kind`. */
export type Content<Response> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not_connected' }
  /**
   * With `not_found`, the id is unknown, or the viewer may not see the person: the response is the same in both cases.
   * With `figures_not_shown`, only the employee may see these figures.
   */
  | { readonly kind: 'not_found' | 'figures_not_shown'; readonly problem: ExplainableProblem }
  | { readonly kind: 'problem'; readonly problem: ExplainableProblem }
  | {
      readonly kind: 'stats'
      readonly response: Response
      /** Whether `response` is about the previously chosen period, because the new period is still loading. */
      readonly isOutdated: boolean
    }

/** What a widget about one employee shows. */
export type StatsContent = Content<EmployeeStatsResponse>

/**
 * Derives a widget's content from the connection and the query of its figures.
 *
 * @param hostProblem Why the host's period cannot be used. Null if it can be used.
 */
export const toContent = <Response>(
  connection: ConnectionResponse | undefined,
  { data, error, isPlaceholderData }: Pick<UseQueryResult<Response>, 'data' | 'error' | 'isPlaceholderData'>,
  hostProblem: ClaudeProblem | null = null,
): Content<Response> => {
  // A disconnected account that kept its counts has coverage. Its figures are still shown.
  if (connection?.status === 'disconnected' && !connection.coverage) return { kind: 'not_connected' }
  if (hostProblem) return { kind: 'problem', problem: hostProblem }
  if (error) {
    const problem = toClaudeProblem(error)
    const { code } = problem
    return code === 'not_found' || code === 'figures_not_shown' ? { kind: code, problem } : { kind: 'problem', problem }
  }
  return data ? { kind: 'stats', response: data, isOutdated: isPlaceholderData } : { kind: 'loading' }
}

/** Returns whether content belongs to a period. Only then does the widget show the period and its picker. */
export const hasPeriod = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'loading' || kind === 'problem' || kind === 'stats'

/**
 * Returns whether the header of a widget names the previous period. The header does so while the figures load, so that
 * its height does not change when they arrive.
 */
export const isCompared = (content: Content<ComparisonInput> | { readonly kind: 'early' }): boolean =>
  content.kind === 'stats' ? assessComparison(content.response).kind !== 'withheld' : content.kind === 'loading'
