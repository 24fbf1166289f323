'use client'

import { type EmployeeStatsResponse, type Period, previousPeriod } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { formatPeriod } from '../format/days.ts'
import { useClaude } from '../provider.tsx'
import { explain } from '../texts/explain.ts'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Live } from '../ui/live.tsx'
import { Message } from '../ui/message.tsx'
import { Root } from '../ui/root.tsx'
import { CoverageLine } from './coverage-line.tsx'
import { Figures } from './figures.tsx'
import { Footer } from './footer.tsx'
import { CustomDates, PeriodPicker, type PeriodPickerProps } from './period-picker.tsx'
import { situationOf } from './situation.ts'
import { Skeleton } from './skeleton.tsx'

/** What there is to show. */
export type StatsContent =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not_connected' }
  /** Does not exist, or the viewer may not see it: the two are never told apart. */
  | { readonly kind: 'not_found' }
  | {
      readonly kind: 'problem'
      readonly problem: { readonly code: string; readonly title: string; readonly detail: string }
    }
  | {
      readonly kind: 'stats'
      readonly response: EmployeeStatsResponse
      /** The history is still being read. */
      readonly isReading: boolean
      /** Another period is loading; these are the former one's. */
      readonly isOutdated: boolean
    }

export interface StatsPanelViewProps {
  readonly employeeName: string | undefined
  readonly content: StatsContent
  readonly picker: PeriodPickerProps
  readonly table: boolean
  readonly onTable: () => void
  readonly onRetry: () => void
  readonly headingLevel: HeadingLevel
}

/** `StatsPanel` without a network: everything it shows comes in as props. */
export const StatsPanelView = (props: StatsPanelViewProps): ReactNode => {
  const { employeeName, content, picker, table, onTable, headingLevel } = props
  const { t, locale } = useStatsTexts()
  const titleId = useId()
  const hasPeriod = content.kind !== 'not_connected' && content.kind !== 'not_found'
  const isOutdated = content.kind === 'stats' && content.isOutdated
  // While another period loads, the heading stays with the figures below it.
  const shown = content.kind === 'stats' ? content.response.period : picker.period
  const hasFigures = content.kind === 'stats' && situationOf(content.response, content.isReading) === 'figures'
  return (
    <Root name="StatsPanel" labelledBy={titleId} state={content.kind} busy={content.kind === 'loading' || isOutdated}>
      <header className="claude-Head">
        <div className="claude-Head-text">
          <Heading level={headingLevel} id={titleId}>
            {t('stats.title')}
          </Heading>
          <p>
            {employeeName}
            {employeeName && hasPeriod && ' · '}
            {hasPeriod && compared(locale, t, shown)}
          </p>
        </div>
        {hasPeriod && <PeriodPicker {...picker} />}
        {hasPeriod && picker.editing && <CustomDates {...picker} />}
      </header>
      <Content {...props} />
      {hasPeriod && <Footer employeeName={employeeName} table={hasFigures ? table : null} onTable={onTable} />}
      <Live>{isOutdated && t('stats.updating')}</Live>
    </Root>
  )
}

const compared = (locale: string, t: ReturnType<typeof useStatsTexts>['t'], period: Period) =>
  t('stats.compared', {
    period: formatPeriod(locale, period, period.to),
    previous: formatPeriod(locale, previousPeriod(period), period.to),
  })

const Content = ({ content, table, onRetry, headingLevel }: StatsPanelViewProps) => {
  const { t } = useStatsTexts()
  const { texts } = useClaude()
  switch (content.kind) {
    case 'loading':
      return <Skeleton />
    case 'not_connected':
    case 'not_found':
      return (
        <Message title={t(`empty.${content.kind}.title`)}>
          <p>{t(`empty.${content.kind}.text`)}</p>
        </Message>
      )
    case 'problem': {
      const { title, advice } = explain(texts, content.problem)
      return (
        <Message tone="warn" title={title} alert actions={<Button onClick={onRetry}>{t('retry')}</Button>}>
          <p>{advice}</p>
        </Message>
      )
    }
    case 'stats': {
      const { response, isReading, isOutdated } = content
      return (
        <div className="claude-StatsPanel-figures" data-outdated={isOutdated || undefined}>
          {response.coverage.through && response.coverage.claudeUsers > 0 && (
            <CoverageLine response={response} isReading={isReading} />
          )}
          <Figures response={response} isReading={isReading} table={table} level={headingLevel + 1} />
        </div>
      )
    }
  }
}
