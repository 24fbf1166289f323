'use client'

import { type ComparisonInput, type ConnectionResponse, type Day, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { canManageConnection } from '../connection/can-manage-connection.ts'
import { type ExplainableProblem, explainProblem } from '../format/explain-problem.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'
import { ProblemCode } from '../ui/problem-code.tsx'
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
  /** The problem that the server answered with. `@default` none */
  readonly problem?: ExplainableProblem | undefined
  /** Whether the viewer is the employee. `@default false` */
  readonly isOwn?: boolean
  /** Whether the viewer can choose another period. `@default true` */
  readonly canChoosePeriod?: boolean
  /** The day from which there are figures, if it is known and lies ahead. `@default null` */
  readonly figuresFrom?: Day | null
}

/** The reasons for which another period may have figures. */
const periodReasons = ['no_activity', 'not_read', 'before_records', 'not_started'] as const

/**
 * Explains why there are no figures and what to do. Viewers who can solve the problem themselves get different advice.
 */
export const EmptyReasonMessage = (props: EmptyReasonMessageProps): ReactNode => {
  const { reason, coverage, lastActiveOn, isWholePeriodRead, connection, advice, problem, isOwn = false } = props
  const { canChoosePeriod = true, figuresFrom = null } = props
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
  const canMatch = connection?.people !== undefined
  const getTextKey = () => {
    // Nobody links a Claude user to themself.
    if (reason === 'not_matched' && isOwn) return `empty.not_matched.${canMatch ? 'ownAdmin' : 'own'}` as const
    if (reason === 'not_matched' && canMatch) return 'empty.not_matched.admin'
    return isConnectionMissing && canManage ? (`empty.${reason}.admin` as const) : (`empty.${reason}.text` as const)
  }
  const periodReason = periodReasons.find((candidate) => candidate === reason)
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
          {t(getTextKey(), { day: day ? formatDay(locale, day, true) : '–' })}
          {periodReason && canChoosePeriod && ` ${t(`empty.${periodReason}.period`)}`}
          {figuresFrom && ` ${t('empty.not_started.soon', { day: formatDay(locale, figuresFrom) })}`}
          {problem && <ProblemCode problem={problem} />}
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
