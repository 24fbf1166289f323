'use client'

import { type ConnectionResponse, type EmployeeStatsResponse, type Period, previousPeriod } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { formatPeriod } from '../format/days.ts'
import { enStatsPanel, type StatsText } from '../texts/en-stats-panel.ts'
import type { Translate } from '../texts/text.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Live } from '../ui/live.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import { Root } from '../ui/root.tsx'
import { hasFigures } from './activity.ts'
import type { Content } from './content.ts'
import { CoverageLine } from './coverage-line.tsx'
import { Figures } from './figures.tsx'
import { Footer } from './footer.tsx'
import { more } from './more.ts'
import type { NothingProps } from './nothing.tsx'
import { PeriodPicker, type PeriodPickerProps } from './period-picker.tsx'
import { Skeleton } from './skeleton.tsx'

/** What there is to show. */
export type StatsContent = Content<EmployeeStatsResponse>

export interface StatsPanelViewProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
  /** What the figures come from; undefined while it is not known. */
  readonly connection: ConnectionResponse | undefined
  readonly content: StatsContent
  readonly picker: PeriodPickerProps
  readonly table: boolean
  readonly onTable: () => void
  readonly onRetry: () => void
  readonly headingLevel: HeadingLevel
}

/** `StatsPanel` without a network: everything it shows comes in as props. */
export const StatsPanelView = (props: StatsPanelViewProps): ReactNode => {
  const { employeeId, employeeName, content, picker, table, onTable, headingLevel } = props
  const { t, locale } = useTexts(enStatsPanel)
  const titleId = useId()
  const hasPeriod = content.kind !== 'not_connected' && content.kind !== 'not_found'
  const isOutdated = content.kind === 'stats' && content.isOutdated
  // While another period loads, the heading stays with the figures below it.
  const shown = content.kind === 'stats' ? content.response.period : picker.period
  const canBeTable = content.kind === 'stats' && hasFigures(content.response)
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
      </header>
      <Body {...props} />
      {hasPeriod && (
        <Footer
          employeeId={employeeId}
          employeeName={employeeName}
          table={canBeTable ? table : null}
          onTable={onTable}
        />
      )}
      <Live>{isOutdated && t('stats.updating')}</Live>
    </Root>
  )
}

/** "22 Oct – 20 Nov, compared with 22 Sep – 21 Oct". */
export const compared = (locale: string, t: Translate<StatsText>, period: Period): string =>
  t('stats.compared', {
    period: formatPeriod(locale, period, period.to),
    previous: formatPeriod(locale, previousPeriod(period), period.to),
  })

const Body = ({ content, connection, table, onRetry, headingLevel }: StatsPanelViewProps) => {
  switch (content.kind) {
    case 'loading':
      return <Skeleton />
    case 'not_connected':
    case 'not_found':
      return <Empty content={content} connection={connection} />
    case 'problem':
      return <ProblemMessage problem={content.problem} onRetry={onRetry} />
    case 'stats': {
      const { response, isOutdated } = content
      return (
        <div className="claude-StatsPanel-figures" data-outdated={isOutdated || undefined}>
          {response.coverage.through && response.coverage.claudeUsers > 0 && (
            <CoverageLine response={response} connection={connection} />
          )}
          {hasFigures(response) ? (
            <Figures response={response} table={table} level={headingLevel + 1} />
          ) : (
            <Empty content={content} connection={connection} />
          )}
        </div>
      )
    }
  }
}

const Empty = (props: NothingProps) => (
  <OnDemand part={more} size="message">
    {({ Nothing }) => <Nothing {...props} />}
  </OnDemand>
)
