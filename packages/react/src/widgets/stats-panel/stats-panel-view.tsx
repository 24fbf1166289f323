'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { hasPeriod } from '../../shared/coverage/content.ts'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { hasFigures } from '../../shared/coverage/has-figures.ts'
import { lazyFigureDays } from '../../shared/figures/figure-days.lazy.ts'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { NoteSlot } from '../../shared/note/note-slot.tsx'
import { PeriodPicker } from '../../shared/period/period-picker.tsx'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { chevronIcon, Icon } from '../../shared/ui/icon.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { describeAnswer } from './describe-answer.ts'
import { lazyPanelEmptyState } from './panel-empty-state.lazy.ts'
import type { StatsPanelViewProps } from './props.ts'
import { StatsPanelFigures } from './stats-panel-figures.tsx'
import { StatsPanelFooter } from './stats-panel-footer.tsx'
import { StatsPanelSkeleton } from './stats-panel-skeleton.tsx'

/** The presentation of `StatsPanel`. It loads no data: everything that it shows comes in as props. */
export const StatsPanelView = (props: StatsPanelViewProps): ReactNode => {
  const { employeeId, employeeName, content, picker, isTable, onToggleTable, headingLevel } = props
  const { t, locale } = useTexts(enStatsPanel)
  const titleId = useUniqueId()
  const isPeriodShown = hasPeriod(content)
  const isOutdated = content.kind === 'stats' && content.isOutdated
  // While another period loads, the header still names the period of the figures that are shown.
  const shownPeriod = content.kind === 'stats' ? content.response.period : picker.period
  return (
    <Root name="StatsPanel" labelledBy={titleId} state={content.kind} isBusy={content.kind === 'loading' || isOutdated}>
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={titleId}>
            {t('stats.title')}
          </Heading>
          <p>
            <bdi>{employeeName}</bdi>
            {employeeName && isPeriodShown && ' · '}
            {isPeriodShown && formatPeriod(locale, shownPeriod, shownPeriod.to)}
          </p>
        </div>
        {isPeriodShown && <PeriodPicker {...picker} />}
      </header>
      {content.kind === 'stats' && <NoteSlot {...props} />}
      <Body {...props} />
      {isPeriodShown && (
        <StatsPanelFooter
          employeeId={employeeId}
          employeeName={employeeName}
          archivedOn={content.kind === 'stats' ? content.response.coverage.archivedOn : null}
          isTable={content.kind === 'stats' && hasFigures(content.response) ? isTable : null}
          onToggleTable={onToggleTable}
        />
      )}
      <LiveRegion>{isOutdated && t('stats.updating')}</LiveRegion>
    </Root>
  )
}

const Body = (props: StatsPanelViewProps) => {
  const { content, connection, isTable, onRetry, headingLevel } = props
  const [wasEmpty, setWasEmpty] = useState(false)
  const emptyState = (
    <OnDemand part={lazyPanelEmptyState} size="message">
      {({ PanelEmptyState }) => <PanelEmptyState {...props} />}
    </OnDemand>
  )
  switch (content.kind) {
    case 'loading':
      return <StatsPanelSkeleton />
    case 'problem':
      return <ProblemMessage problem={content.problem} onRetry={onRetry} />
    case 'stats': {
      const { response, isOutdated } = content
      const isFilled = hasFigures(response)
      // The empty state stays after it was shown, because it says what the viewer has done about the missing figures.
      if (!isFilled && !wasEmpty) setWasEmpty(true)
      return (
        <div className="claude-Figures" data-outdated={isOutdated || undefined}>
          {isFilled && <AnswerLine response={response} />}
          {response.coverage.through && response.coverage.claudeUsers > 0 && (
            <CoverageLine response={response} connection={connection} hasChanges />
          )}
          {wasEmpty && emptyState}
          {isFilled && <StatsPanelFigures response={response} isTable={isTable} level={headingLevel + 1} />}
        </div>
      )
    }
    default:
      return emptyState
  }
}

/**
 * The answer above all figures: on how many days Claude was used, and mostly in which product. Opening it shows which
 * days these are.
 */
const AnswerLine = ({ response }: { readonly response: EmployeeStatsResponse }) => {
  const answer = describeAnswer(useTexts(enStatsPanel), response)
  const summary = answer && (
    <>
      <strong>
        {answer.sentence} <Icon path={chevronIcon} />
      </strong>{' '}
      <span className="claude-Quiet">{answer.previous}</span>
    </>
  )
  return (
    answer && (
      <Disclosure part={lazyFigureDays} size="detail" summaryClassName="claude-Answer" summary={summary}>
        {({ ActiveDays }) => <ActiveDays response={response} hasComparison={!!answer.previous} />}
      </Disclosure>
    )
  )
}
