'use client'

import { type AdoptionResponse, type ConnectionResponse, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { explainEmptyState } from '../../shared/coverage/explain-empty-state.ts'
import { isReading } from '../../shared/coverage/is-reading.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'

interface AdoptionEmptyStateProps {
  /** A response without figures, or the reason why there is no response. */
  readonly cause: 'not_connected' | 'not_found' | AdoptionResponse
  readonly connection: ConnectionResponse | undefined
}

/** Explains why there are no adoption figures and what to do. Admins get a fix, others are referred to an admin. */
export const AdoptionEmptyState = ({ cause, connection }: AdoptionEmptyStateProps): ReactNode => {
  const { t } = useTexts(enAdoptionDetails)
  const { t: tStats, locale } = useTexts(enStatsDetails)
  const response = typeof cause === 'object' ? cause : null
  const reason = typeof cause === 'object' ? findReason(cause, connection) : cause
  // The server sends the number of matched people to admins only.
  const isAdmin = connection?.people !== undefined
  switch (reason) {
    case 'not_found':
    case 'nobody':
      return (
        <Message title={t(`adoption.empty.${reason}.title`)}>
          <p>{t(`adoption.empty.${reason}.text`)}</p>
        </Message>
      )
    case 'not_matched':
      return (
        <Message title={t('adoption.empty.not_matched.title')}>
          <p>{t(isAdmin ? 'adoption.empty.not_matched.admin' : 'adoption.empty.not_matched.text')}</p>
          <p>{tStats(isReading(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
        </Message>
      )
    default: {
      const day = reason === 'before_records' ? firstServedDay : response?.coverage.latestDay
      const canAdminFix = reason === 'not_connected' || reason === 'attention'
      return (
        <Message title={tStats(`empty.${reason}.title`)}>
          {isAdmin && reason === 'attention' && <p>{connection.reason?.message}</p>}
          <p>
            {isAdmin && canAdminFix
              ? tStats(`empty.${reason}.admin`)
              : tStats(`empty.${reason}.text`, { day: day ? formatDay(locale, day, true) : '–' })}
          </p>
        </Message>
      )
    }
  }
}

const findReason = (response: AdoptionResponse, connection: ConnectionResponse | undefined) => {
  if (response.people === 0) return 'nobody'
  const coverage = { ...response.coverage, claudeUsers: response.linked }
  return explainEmptyState({ period: response.period, coverage }, connection)
}
