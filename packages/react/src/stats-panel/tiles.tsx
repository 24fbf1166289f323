'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { productText, statText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Change } from './change.tsx'
import { Figure, PartialMark } from './figure.tsx'
import { highlightsOf } from './highlights.ts'
import { TrendLine } from './trend-line.tsx'

interface TilesProps {
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** The four stats that say most, at a glance. */
export const Tiles = ({ response, isCompared }: TilesProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  return (
    <dl className="claude-StatsPanel-tiles">
      {highlightsOf(response.stats).map((stat) => (
        <div key={stat.id} className="claude-StatsPanel-tile">
          <dt>
            {statText(words, stat, 'shortLabel')}{' '}
            <span className="claude-Quiet">{productText(words, stat.product)}</span>
          </dt>
          <dd>
            <span>
              <Figure stat={stat} result={response.stats[stat.id]} />
              {response.stats[stat.id].partial && <PartialMark stat={stat} />}
            </span>
            <span>
              <Change stat={stat} response={response} isCompared={isCompared} />
            </span>
            <TrendLine stat={stat} response={response} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
