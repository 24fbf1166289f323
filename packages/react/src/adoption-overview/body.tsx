'use client'

import type { ReactNode } from 'react'
import { CoverageLine } from '../stats-panel/coverage-line.tsx'
import { Chart } from './chart.tsx'
import { EngagementCounts } from './engagement.tsx'
import { Foot } from './foot.tsx'
import { Headline } from './headline.tsx'
import { Nothing } from './nothing.tsx'
import { Products } from './products.tsx'
import { SeriesTable } from './series-table.tsx'
import { Teams } from './teams.tsx'
import type { AdoptionContent, AdoptionOverviewViewProps } from './view.tsx'

export interface OverviewProps extends AdoptionOverviewViewProps {
  readonly content: Exclude<AdoptionContent, { readonly kind: 'loading' | 'problem' }>
}

/** What the answer says: figures, or why there are none. */
export const Overview = ({ content, connection, table, onTable, headingLevel }: OverviewProps): ReactNode => {
  if (content.kind !== 'stats') return <Nothing why={content.kind} connection={connection} />
  const { response, isOutdated } = content
  const isKnown = response.coverage.through !== null && response.linked > 0
  // A single day, week or month is told by the headline.
  const isSeries = isKnown && response.series.length > 1
  const level = headingLevel + 1
  return (
    <>
      <div className="claude-StatsPanel-figures" data-outdated={isOutdated || undefined}>
        {response.coverage.through && <CoverageLine response={response} connection={connection} />}
        {isKnown ? (
          <>
            <Headline response={response} connection={connection} />
            {isSeries && table && <SeriesTable response={response} level={level} />}
            {isSeries && !table && <Chart response={response} level={level} />}
            <div className="claude-Cells">
              <Products response={response} level={level} />
              <EngagementCounts response={response} level={level} />
            </div>
            <Teams response={response} level={level} />
          </>
        ) : (
          <Nothing why={response} connection={connection} />
        )}
      </div>
      <Foot table={isSeries ? table : null} onTable={onTable} />
    </>
  )
}
