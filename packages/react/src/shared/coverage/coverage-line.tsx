'use client'

import { assessComparison } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { Icon, infoIcon } from '../ui/icon.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { lazyCoverageGaps } from './coverage-gaps.lazy.ts'
import { describeComparison } from './describe-comparison.ts'
import { describeFreshness } from './describe-freshness.ts'
import { isWholePeriodRead } from './is-whole-period-read.ts'
import type { CoverageLineProps } from './props.ts'

/**
 * Shows what the figures rest on: the newest read day, which days are provisional or missing, what is compared, and
 * what was checked.
 */
export const CoverageLine = ({ response, connection, hasChanges }: CoverageLineProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  const isWithheld = assessComparison(response).kind === 'withheld'
  return (
    <div className="claude-Coverage">
      <Icon path={infoIcon} />
      <div>
        {/* The paragraphs are inline, so a space separates this paragraph from the next. */}
        <p>
          {describeFreshness(language, response)}
          {hasChanges && !isWithheld && ` ${describeComparison(language, response)}`}{' '}
        </p>
        {(isWithheld || !isWholePeriodRead(response) || response.coverage.checkedMonths?.[0]) && (
          <OnDemand part={lazyCoverageGaps} size="line">
            {({ CoverageGaps }) => <CoverageGaps response={response} connection={connection} />}
          </OnDemand>
        )}
      </div>
    </div>
  )
}
