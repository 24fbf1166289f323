'use client'

import { type ConnectionResponse, type Day, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { explainProblem } from '../format/explain-problem.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'
import type { EmptyReason } from './explain-empty-state.ts'
import { isReadingHistory } from './is-reading-history.ts'

interface EmptyReasonMessageProps {
  readonly reason: EmptyReason | 'not_found' | 'figures_not_shown'
  /** The coverage of the response. Undefined without one. */
  readonly coverage: { readonly latestDay: Day | null; readonly keptFrom: Day | null } | undefined
  /** Whether days of the period are missing, so that activity may be missing too. */
  readonly hasMissingDays: boolean
  readonly connection: ConnectionResponse | undefined
}

/** Explains why there are no figures and what to do. Whoever can help gets other advice than people who have to ask. */
export const EmptyReasonMessage = (props: EmptyReasonMessageProps): ReactNode => {
  const { reason, coverage, hasMissingDays, connection } = props
  const { t, locale, texts } = useTexts(enStatsDetails)
  const day =
    reason === 'before_records' ? firstServedDay : reason === 'not_kept' ? coverage?.keptFrom : coverage?.latestDay
  // The server sends the key's details only to those who manage the connection, and the counts also to those who match.
  const canManage = connection?.key !== undefined
  const attentionReason = canManage && reason === 'attention' && connection.reason
  // The server's message is the default, without a title. A host can override title and advice for the code.
  const attention =
    attentionReason &&
    explainProblem(texts, { code: attentionReason.code, title: '', detail: attentionReason.message ?? '' })
  const canFix = reason === 'not_matched' ? connection?.people !== undefined : canManage
  return (
    <Message title={t(`empty.${reason}.title`)}>
      {attention && <p>{`${attention.title} ${attention.advice}`.trim()}</p>}
      <p>
        {canFix && (reason === 'not_connected' || reason === 'attention' || reason === 'not_matched')
          ? t(`empty.${reason}.admin`)
          : t(`empty.${reason}.text`, { day: day ? formatDay(locale, day, true) : '–' })}
      </p>
      {reason === 'no_activity' && hasMissingDays && <p>{t('empty.no_activity.missing')}</p>}
      {reason === 'not_matched' && (
        <p>{t(isReadingHistory(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
      )}
    </Message>
  )
}
