'use client'

import type { ReactNode } from 'react'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { AdoptionChart } from './adoption-chart.tsx'
import { AdoptionEmptyState } from './adoption-empty-state.tsx'
import { AdoptionFooter } from './adoption-footer.tsx'
import { EngagementList } from './engagement-list.tsx'
import { Groups } from './groups.tsx'
import { Headline } from './headline.tsx'
import { Products } from './products.tsx'
import type { AdoptionOverviewBodyProps } from './props.ts'
import { SeriesTable } from './series-table.tsx'

/** The loaded content of `AdoptionOverview`: the figures, or why there are none. */
export const AdoptionOverviewBody = ({
  content,
  connection,
  isTable,
  onToggleTable,
  grouping,
  teamHref,
  headingLevel,
}: AdoptionOverviewBodyProps): ReactNode => {
  if (content.kind !== 'stats') {
    const problem = 'problem' in content ? content.problem : undefined
    return <AdoptionEmptyState cause={content.kind} problem={problem} connection={connection} />
  }
  const { response, isOutdated } = content
  const hasFigures = response.coverage.through !== null && response.linked > 0
  // A chart of a single day, week or month would only repeat the headline.
  const hasChart = hasFigures && response.series.length > 1
  const level = headingLevel + 1
  return (
    <>
      <div className="claude-Figures" data-outdated={isOutdated || undefined}>
        {response.coverage.through && <CoverageLine response={response} connection={connection} />}
        {hasFigures ? (
          <>
            <Headline response={response} />
            {hasChart && isTable && <SeriesTable response={response} level={level} />}
            {hasChart && !isTable && <AdoptionChart response={response} level={level} />}
            <div className="claude-Cells">
              <Products response={response} level={level} />
              <EngagementList response={response} level={level} />
            </div>
            <Groups response={response} grouping={grouping} teamHref={teamHref} level={level} />
          </>
        ) : (
          <AdoptionEmptyState cause={response} connection={connection} />
        )}
      </div>
      <AdoptionFooter isTable={hasChart ? isTable : null} onToggleTable={onToggleTable} />
    </>
  )
}
