'use client'

import type { AdoptionResponse, ConnectionResponse } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import type { Content } from '../stats-panel/content.ts'
import { PeriodPicker, type PeriodPickerProps } from '../stats-panel/period-picker.tsx'
import { compared } from '../stats-panel/view.tsx'
import { enAdoption } from '../texts/en-adoption.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Live } from '../ui/live.tsx'
import { Loading } from '../ui/loading.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import { Root } from '../ui/root.tsx'
import { overview } from './overview.ts'

/** What there is to show of adoption. */
export type AdoptionContent = Content<AdoptionResponse>

export interface AdoptionOverviewViewProps {
  /** What the figures come from; undefined while it is not known. */
  readonly connection: ConnectionResponse | undefined
  readonly content: AdoptionContent
  readonly picker: PeriodPickerProps
  readonly table: boolean
  readonly onTable: () => void
  readonly onRetry: () => void
  readonly headingLevel: HeadingLevel
}

/** `AdoptionOverview` without a network: everything it shows comes in as props. */
export const AdoptionOverviewView = (props: AdoptionOverviewViewProps): ReactNode => {
  const { content, picker, onRetry, headingLevel } = props
  const { t } = useTexts(enAdoption)
  const { t: tStats, locale } = useTexts(enStatsPanel)
  const titleId = useId()
  const { kind } = content
  const hasPeriod = kind !== 'not_connected' && kind !== 'not_found'
  const isOutdated = kind === 'stats' && content.isOutdated
  // While another period loads, the heading stays with the figures below it.
  const shown = kind === 'stats' ? content.response.period : picker.period
  const loading = <Loading>{t('adoption.loading')}</Loading>
  return (
    <Root name="AdoptionOverview" labelledBy={titleId} state={kind} busy={kind === 'loading' || isOutdated}>
      <header className="claude-Head">
        <div className="claude-Head-text">
          <Heading level={headingLevel} id={titleId}>
            {t('adoption.title')}
          </Heading>
          {hasPeriod && <p>{compared(locale, tStats, shown)}</p>}
        </div>
        {hasPeriod && <PeriodPicker {...picker} />}
      </header>
      {kind === 'loading' && loading}
      {kind === 'problem' && <ProblemMessage problem={content.problem} onRetry={onRetry} />}
      {kind !== 'loading' && kind !== 'problem' && (
        <OnDemand part={overview} instead={(failure) => failure || loading}>
          {({ Overview }) => <Overview {...props} content={content} />}
        </OnDemand>
      )}
      <Live>{isOutdated && tStats('stats.updating')}</Live>
    </Root>
  )
}
