'use client'

import { type ConnectionResponse, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { explainProblem } from '../format/explain-problem.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'
import { type EmptyStateInput, explainEmptyState } from './explain-empty-state.ts'
import { isReading } from './is-reading.ts'

export interface StatsEmptyStateProps {
  readonly content:
    | { readonly kind: 'not_connected' | 'not_found' }
    | { readonly kind: 'stats'; readonly response: EmptyStateInput }
  readonly connection: ConnectionResponse | undefined
}

/** Explains why there are no figures and what to do. Admins get other advice than people who have to ask one. */
export const StatsEmptyState = ({ content, connection }: StatsEmptyStateProps): ReactNode => {
  const { t, locale, texts } = useTexts(enStatsDetails)
  const response = content.kind === 'stats' ? content.response : null
  const reason = content.kind === 'stats' ? explainEmptyState(content.response, connection) : content.kind
  const day = reason === 'before_records' ? firstServedDay : response?.coverage.latestDay
  // The server sends the number of matched people only to admins.
  const isAdmin = connection?.people !== undefined
  const attentionReason = isAdmin && reason === 'attention' && connection.reason
  // The server's message is the default. A host can override title and advice by the code.
  const attention =
    attentionReason && explainProblem(texts, { code: attentionReason.code, title: '', detail: attentionReason.message })
  const canAdminFix = reason === 'not_connected' || reason === 'attention' || reason === 'not_matched'
  return (
    <Message title={t(`empty.${reason}.title`)}>
      {attention && <p>{`${attention.title} ${attention.advice}`.trim()}</p>}
      <p>
        {isAdmin && canAdminFix
          ? t(`empty.${reason}.admin`)
          : t(`empty.${reason}.text`, { day: day ? formatDay(locale, day, true) : '–' })}
      </p>
      {reason === 'no_activity' && response?.coverage.missing.length !== 0 && <p>{t('empty.no_activity.missing')}</p>}
      {reason === 'not_matched' && (
        <p>{t(isReading(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
      )}
    </Message>
  )
}
