'use client'

import type { AdoptionResponse, ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { EmptyReasonMessage } from '../../shared/coverage/empty-reason-message.tsx'
import { explainEmptyState } from '../../shared/coverage/explain-empty-state.ts'
import { isReadingHistory } from '../../shared/coverage/is-reading-history.ts'
import { isWholePeriodRead } from '../../shared/coverage/is-whole-period-read.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { ProblemCode } from '../../shared/ui/problem-code.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'

interface AdoptionEmptyStateProps {
  /** A response without figures, or why there is no response. */
  readonly cause: 'not_connected' | 'not_found' | 'figures_not_shown' | AdoptionResponse
  /** The problem that the server answered with. `@default` none */
  readonly problem?: ExplainableProblem | undefined
  readonly connection: ConnectionResponse | undefined
}

/**
 * Explains why there are no adoption figures. If an admin can help, it shows admins what to do, and refers everyone
 * else to an admin.
 */
export const AdoptionEmptyState = ({ cause, problem, connection }: AdoptionEmptyStateProps): ReactNode => {
  const { t } = useTexts(enAdoptionDetails)
  const { t: tStats } = useTexts(enStatsDetails)
  const response = typeof cause === 'object' ? cause : null
  const reason = typeof cause === 'object' ? findReason(cause, connection) : cause
  // The server sends `people` only to viewers with `users:match`.
  const canMatch = connection?.people !== undefined
  switch (reason) {
    case 'not_found':
    case 'nobody':
      return (
        <Message title={t(`adoption.empty.${reason}.title`)}>
          <p>
            {response?.notShown
              ? t('adoption.notShown', { count: response.notShown })
              : t(`adoption.empty.${reason}.text`)}
            {problem && <ProblemCode problem={problem} />}
          </p>
        </Message>
      )
    case 'not_matched':
      return (
        <Message title={t('adoption.empty.not_matched.title')}>
          <p>{t(canMatch ? 'adoption.empty.not_matched.admin' : 'adoption.empty.not_matched.text')}</p>
          <p>{tStats(isReadingHistory(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
        </Message>
      )
    default:
      return (
        <EmptyReasonMessage
          reason={reason}
          coverage={response?.coverage}
          isWholePeriodRead={response !== null && isWholePeriodRead(response)}
          connection={connection}
          problem={problem}
        />
      )
  }
}

const findReason = (response: AdoptionResponse, connection: ConnectionResponse | undefined) => {
  if (response.people === 0) return 'nobody'
  const coverage = { ...response.coverage, claudeUsers: response.linked }
  return explainEmptyState({ period: response.period, coverage }, connection)
}
