'use client'

import type { WeekTotals } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { EmptyReasonMessage } from '../../shared/coverage/empty-reason-message.tsx'
import { isReadingHistory } from '../../shared/coverage/is-reading-history.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Card } from '../../shared/ui/card.tsx'
import { isRetryUseful } from '../../shared/ui/is-retry-useful.ts'
import { KeyFigure } from '../../shared/ui/key-figure.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { PlainButton } from '../../shared/ui/plain-controls.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { SeatsFigure } from '../../shared/ui/seats-figure.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { enTotals } from '../../texts/en/totals.ts'
import { fillGaps } from './fill-gaps.ts'
import { formatCount, formatWeek } from './format-week.ts'
import type { PublishedTotalsViewProps } from './props.ts'
import { WeeksTable } from './weeks-table.tsx'

/** `PublishedTotals` with its data as props. It makes no requests. */
export const PublishedTotalsView = (props: PublishedTotalsViewProps): ReactNode => {
  const { weeks, problem, headingLevel } = props
  const { t } = useTexts(enTitles)
  return (
    <Card
      name="PublishedTotals"
      title={t('totals.title')}
      state={weeks ? 'ready' : problem ? 'error' : 'loading'}
      isBusy={!weeks && !problem}
      headingLevel={headingLevel}
    >
      {weeks && <PublishedTotalsBody {...props} weeks={weeks} />}
      {!weeks && (problem ? <TotalsProblem {...props} problem={problem} /> : <Loading>{t('totals.loading')}</Loading>)}
    </Card>
  )
}

/** Explains a missing permission as a decision of the company, and any other problem as an error. */
const TotalsProblem = ({ problem, onRetry }: PublishedTotalsViewProps & { readonly problem: ExplainableProblem }) => {
  const { t } = useTexts(enTotals)
  if (problem.code !== 'not_permitted') {
    return <ProblemMessage problem={problem} onRetry={isRetryUseful(problem) ? onRetry : null} />
  }
  return (
    <Message title={t('totals.refused.title')}>
      <p>{t('totals.refused.text')}</p>
    </Message>
  )
}

/** Maximum number of weeks that are shown at first: about a quarter. */
const maxInitialWeeks = 13

const PublishedTotalsBody = (props: PublishedTotalsViewProps & { readonly weeks: readonly WeekTotals[] }) => {
  const { weeks, seats, connection, areAllShown, onToggleAll, headingLevel } = props
  const { t, locale } = useTexts(enTotals)
  const listedWeeks = fillGaps(weeks)
  const [newest] = listedWeeks
  if (!newest?.active) return <EmptyTotals connection={connection} />
  const isStopped = connection?.status === 'disconnected' || connection?.status === 'needs_attention'
  return (
    <>
      <div className="claude-Cells">
        <KeyFigure label={t('totals.newestWeek')} value={formatCount(t, newest.active.any)}>
          <p>{t('totals.active', { week: formatWeek(locale, newest.start, newest.start) })}</p>
        </KeyFigure>
        {seats && <SeatsFigure seats={seats} />}
      </div>
      <p className="claude-Adoption-basis claude-Quiet">
        {t('totals.how')} {isReadingHistory(connection) && t('totals.reading')} {isStopped && t('totals.stopped')}
      </p>
      <WeeksTable weeks={areAllShown ? listedWeeks : listedWeeks.slice(0, maxInitialWeeks)} level={headingLevel + 1} />
      <footer className="claude-Footer">
        <p>{t('totals.promise')}</p>
        {listedWeeks.length > maxInitialWeeks && (
          <PlainButton className="claude-Link" onClick={onToggleAll}>
            {t(areAllShown ? 'totals.newest' : 'totals.all', { count: listedWeeks.length })}
          </PlainButton>
        )}
      </footer>
    </>
  )
}

const EmptyTotals = ({ connection }: Pick<PublishedTotalsViewProps, 'connection'>) => {
  const { t } = useTexts(enTotals)
  const reason =
    connection?.status === 'disconnected' ? 'not_connected' : connection?.status === 'needs_attention' && 'attention'
  if (reason) {
    return <EmptyReasonMessage reason={reason} coverage={undefined} isWholePeriodRead={false} connection={connection} />
  }
  return (
    <Message title={t('totals.empty')}>
      <p>{t('totals.how')}</p>
    </Message>
  )
}
