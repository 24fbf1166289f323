'use client'

import type { ReactNode } from 'react'
import { hasPeriod } from '../../shared/coverage/content.ts'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { PeriodPicker } from '../../shared/period/period-picker.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enAdoption } from '../../texts/en/adoption.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { lazyAdoptionOverviewBody } from './adoption-overview-body.lazy.ts'
import type { AdoptionOverviewViewProps } from './props.ts'

/** The presentation of `AdoptionOverview`. It loads no data: everything that it shows comes in as props. */
export const AdoptionOverviewView = (props: AdoptionOverviewViewProps): ReactNode => {
  const { content, picker, onRetry, headingLevel } = props
  const { t } = useTexts(enAdoption)
  const { t: tStats, locale } = useTexts(enStatsPanel)
  const titleId = useUniqueId()
  const { kind } = content
  const isPeriodShown = hasPeriod(content)
  const isOutdated = kind === 'stats' && content.isOutdated
  // While another period loads, the header still names the period of the figures that are shown.
  const shownPeriod = kind === 'stats' ? content.response.period : picker.period
  const loadingMessage = <Loading>{t('adoption.loading')}</Loading>
  return (
    <Root name="AdoptionOverview" labelledBy={titleId} state={kind} isBusy={kind === 'loading' || isOutdated}>
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={titleId}>
            {t('adoption.title')}
          </Heading>
          {isPeriodShown && <p>{formatPeriod(locale, shownPeriod, shownPeriod.to)}</p>}
        </div>
        {isPeriodShown && <PeriodPicker {...picker} />}
      </header>
      {kind === 'loading' && loadingMessage}
      {kind === 'problem' && <ProblemMessage problem={content.problem} onRetry={onRetry} />}
      {kind !== 'loading' && kind !== 'problem' && (
        <OnDemand part={lazyAdoptionOverviewBody} renderFallback={(failure) => failure || loadingMessage}>
          {({ AdoptionOverviewBody }) => <AdoptionOverviewBody {...props} content={content} />}
        </OnDemand>
      )}
      <LiveRegion>{isOutdated && tStats('stats.updating')}</LiveRegion>
    </Root>
  )
}
