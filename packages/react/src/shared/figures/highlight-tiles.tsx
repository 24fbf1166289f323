'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { statText } from '../format/stat-texts.ts'
import { useTexts } from '../format/use-texts.ts'
import { chooseHighlights } from './choose-highlights.ts'
import { Figure, PartialMark } from './figure.tsx'
import { StatChange } from './stat-change.tsx'
import { TrendLine } from './trend-line.tsx'

interface HighlightTilesProps {
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** The four most telling stats of an employee, as tiles. */
export const HighlightTiles = ({ response, isCompared }: HighlightTilesProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  return (
    <dl className="claude-Tiles">
      {chooseHighlights(response.stats).map((stat) => (
        <div key={stat.id} className="claude-Tile">
          <dt>
            {statText(words, stat, 'shortLabel')}{' '}
            <span className="claude-Quiet">{getProductLabel(words, stat.product)}</span>
          </dt>
          <dd>
            <span>
              <Figure stat={stat} result={response.stats[stat.id]} />
              {response.stats[stat.id].partial && <PartialMark stat={stat} />}
            </span>
            <span>
              <StatChange stat={stat} response={response} isCompared={isCompared} />
            </span>
            <TrendLine stat={stat} response={response} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
