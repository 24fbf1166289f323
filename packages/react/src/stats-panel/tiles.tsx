'use client'

import { type EmployeeStatsResponse, products, type StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Sparkline } from '../ui/sparkline.tsx'
import { Change } from './change.tsx'
import { Figure, PartialMark } from './figure.tsx'
import { highlightsOf } from './highlights.ts'
import { dashReason } from './partial-text.ts'
import { peakOf, trendOf } from './trend.ts'

interface TilesProps {
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** The four stats that say most, at a glance. */
export const Tiles = ({ response, isCompared }: TilesProps): ReactNode => (
  <dl className="claude-StatsPanel-tiles">
    {highlightsOf(response.stats).map((stat) => (
      <Tile key={stat.id} stat={stat} response={response} isCompared={isCompared} />
    ))}
  </dl>
)

const Tile = ({ stat, response, isCompared }: TilesProps & { readonly stat: StatDefinition }) => {
  const { t } = useStatsTexts()
  const result = response.stats[stat.id]
  const product = products.find(({ id }) => id === stat.product)
  return (
    <div className="claude-StatsPanel-tile">
      <dt>
        {stat.shortLabel} <span className="claude-Quiet">{product?.label}</span>
      </dt>
      <dd>
        <span className="claude-StatsPanel-tileValue">
          <Figure stat={stat} result={result} />
          {result.partial && <PartialMark stat={stat} />}
        </span>
        <span className="claude-StatsPanel-tileChange">
          {result.value === null ? (
            <span className="claude-Quiet">{t(dashReason(stat, response))}</span>
          ) : (
            isCompared && <Change stat={stat} result={result} />
          )}
        </span>
        <Sparkline
          points={trendOf(result.series, response)}
          max={peakOf(stat, result.series)}
          bare={stat.kind === 'ratio'}
        />
      </dd>
    </div>
  )
}
