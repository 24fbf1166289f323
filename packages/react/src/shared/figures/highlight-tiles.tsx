'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { getStatText } from '../format/get-stat-text.ts'
import { useTexts } from '../format/use-texts.ts'
import { chooseHighlights } from './choose-highlights.ts'
import { Figure, PartialMark } from './figure.tsx'
import { StatChange } from './stat-change.tsx'
import { StatMarks } from './stat-marks.tsx'
import { getStatTrend } from './stat-trend.ts'

interface HighlightTilesProps {
  readonly response: EmployeeStatsResponse
  /** Whether the two periods can be compared, so that each change is shown. */
  readonly hasComparison: boolean
}

/** The four highlighted stats of an employee as tiles. */
export const HighlightTiles = ({ response, hasComparison }: HighlightTilesProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  return (
    <dl className="claude-Tiles">
      {chooseHighlights(response.stats).map((stat) => (
        <div key={stat.id} className="claude-Tile">
          <dt>
            {getStatText(language, stat, 'shortLabel')}{' '}
            <span className="claude-Quiet">{getProductLabel(language, stat.product)}</span>
          </dt>
          <dd>
            <span>
              <Figure stat={stat} result={response.stats[stat.id]} />
              {response.stats[stat.id].partial && <PartialMark stat={stat} />}
            </span>
            <span>
              <StatChange stat={stat} response={response} hasComparison={hasComparison} />
            </span>
            <StatMarks stat={stat} trend={getStatTrend(stat, response)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
