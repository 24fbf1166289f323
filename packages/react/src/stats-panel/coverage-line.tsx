'use client'

import { type ConnectionResponse, type Covered, assessComparison } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Icon, infoIcon } from '../ui/icon.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { more } from './more.ts'

export interface CoverageLineProps {
  readonly response: Covered
  readonly connection: ConnectionResponse | undefined
}

/** What the figures rest on: through which day, what may change, what is not there. */
export const CoverageLine = ({ response, connection }: CoverageLineProps): ReactNode => {
  const { t, locale } = useTexts(enStatsPanel)
  const { through, provisionalFrom } = response.coverage
  return (
    <div className="claude-StatsPanel-coverage">
      <Icon path={infoIcon} />
      <div>
        <p>
          {through && t('coverage.through', { day: formatDay(locale, through) })}{' '}
          {provisionalFrom && t('coverage.provisional', { day: formatDay(locale, provisionalFrom) })}{' '}
        </p>
        {assessComparison(response).kind !== 'fair' && (
          <OnDemand part={more} size="line">
            {({ CoverageGaps }) => <CoverageGaps response={response} connection={connection} />}
          </OnDemand>
        )}
      </div>
    </div>
  )
}
