'use client'

import { type ComparisonInput, type ConnectionResponse, type Day, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { canManageConnection } from '../connection/can-manage-connection.ts'
import { explainProblem } from '../format/explain-problem.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'
import type { EmptyReason } from './explain-empty-state.ts'
import { isReadingHistory } from './is-reading-history.ts'

interface EmptyReasonMessageProps {
  readonly reason: EmptyReason | 'not_found' | 'figures_not_shown'
  /** The coverage of the response. Undefined without a response. */
  readonly coverage:
    | Pick<ComparisonInput['coverage'], 'latestDay' | 'keptFrom' | 'startedOn' | 'archivedOn' | 'missing'>
    | undefined
  /** The newest active day that is known. `@default` none */
  readonly lastActiveOn?: Day | null | undefined
  /** Whether every day of the period was read. If not, activity may be missing. */
  readonly isWholePeriodRead: boolean
  readonly connection: ConnectionResponse | undefined
  /** What to do, if the caller knows better than the texts. `@default` the text of the reason */
  readonly advice?: ReactNode
}

/**
 * Explains why there are no figures and what to do. Viewers who can solve the problem themselves get different advice.
 */
export const EmptyReasonMessage = (props: EmptyReasonMessageProps): ReactNode => {
  const { reason, coverage, lastActiveOn, isWholePeriodRead, connection, advice } = props
  const { t, locale, texts } = useTexts(enStatsDetails)
  const { connectHref } = useClaude()
  const dayByReason: Partial<Record<typeof reason, Day | null | undefined>> = {
    before_records: firstServedDay,
    not_kept: coverage?.keptFrom,
    not_started: coverage?.startedOn,
    left: coverage?.archivedOn,
    unpublished: coverage?.latestDay,
  }
  const day = dayByReason[reason]
  const canManage = canManageConnection(connection)
  const attentionReason = canManage && reason === 'attention' && connection?.reason
  // If the host has no texts for the code, there is no title and the advice is the server's message.
  const attention =
    attentionReason &&
    explainProblem(texts, { code: attentionReason.code, title: '', detail: attentionReason.message ?? '' })
  const isConnectionMissing = reason === 'not_connected' || reason === 'attention'
  // The server sends `people` only with `users:match`.
  const canFix = reason === 'not_matched' ? connection?.people !== undefined : canManage
  const title =
    reason === 'no_activity' && lastActiveOn
      ? t('empty.no_activity.since', { day: formatDay(locale, lastActiveOn, true) })
      : t(reason === 'no_activity' && !isWholePeriodRead ? 'empty.no_activity.titleRead' : `empty.${reason}.title`)
  return (
    <Message
      title={title}
      actions={
        isConnectionMissing &&
        canManage &&
        connectHref !== undefined && (
          <a className="claude-Button" data-variant="primary" href={connectHref}>
            {t(`empty.${reason}.link`)}
          </a>
        )
      }
    >
      {attention && <p>{`${attention.title} ${attention.advice}`.trim()}</p>}
      {advice === undefined ? (
        <p>
          {canFix && (isConnectionMissing || reason === 'not_matched')
            ? t(`empty.${reason}.admin`)
            : t(`empty.${reason}.text`, { day: day ? formatDay(locale, day, true) : '–' })}
        </p>
      ) : (
        advice
      )}
      {reason === 'no_activity' && !!coverage?.missing.length && <p>{t('empty.no_activity.missing')}</p>}
      {reason === 'not_matched' && (
        <p>{t(isReadingHistory(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
      )}
    </Message>
  )
}
